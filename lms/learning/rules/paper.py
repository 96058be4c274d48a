"""What can be asked on a sheet of paper: questions that are answered by marking, as many of each module as the plan says."""

from __future__ import annotations

from collections.abc import Sequence

from lms.catalogue.published import PublishedItem, PublishedModule
from lms.learning.rules.responses import is_typed
from lms.problems import N_, Problem


def markable(pool: Sequence[PublishedItem]) -> list[PublishedItem]:
    """The questions that are answered by marking; what is typed cannot be read off a sheet."""
    return [item for item in pool if not is_typed(item)]


def check_pool(modules: Sequence[PublishedModule], pool: Sequence[PublishedItem]) -> None:
    """Raises a problem where a module has too few such questions: a shorter final would not be the same one."""
    for module in modules:
        found = sum(item.module_id == module.id for item in pool)
        if found < module.final_draw:
            raise Problem(
                N_("Lesson «%(lesson)s» has too few questions that can be answered on paper."), lesson=module.title
            )
