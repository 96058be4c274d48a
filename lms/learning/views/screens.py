"""Reading: one screen a page, and one button that says it was read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import request
from flask.typing import ResponseReturnValue

from lms.catalogue.languages.readers import lesson_page
from lms.catalogue.published import PublishedModule
from lms.clock import now
from lms.learning import actions
from lms.learning.blueprint import bp
from lms.learning.forms import whole_number
from lms.learning.links import url_to_question, url_to_result
from lms.learning.rules.progress import FINAL
from lms.learning.rules.sources import source
from lms.learning.views.finding import find_module, find_screen, find_study
from lms.learning.views.guests import remember
from lms.web import EVERYONE, open_to, page, redirect_to, transaction
from lms.web.visitors import visitor_or_none


@bp.get("/courses/<course>/<module>/<int:position>")
@open_to(EVERYONE)
def screen(course: str, module: str, position: int) -> ResponseReturnValue:
    """One screen of a lesson."""
    study = find_study(course)
    the_module = find_module(study, module)
    the_screen = find_screen(the_module, position)
    lesson = lesson_page(study.course, the_module, the_screen.position)
    is_last = position == len(the_module.screens)
    return page(
        "learning/screen.html",
        course=study.course,
        module=lesson.module,
        screen=lesson.screen,
        lesson=lesson,
        is_first=position == 1,
        is_last=is_last,
        sources=[source(line) for line in the_module.sources] if is_last else [],
        updated=date.fromisoformat(the_module.updated),
        back=_way_back(study.course.slug, the_module),
    )


@bp.post("/courses/<course>/<module>/<int:position>")
@open_to(EVERYONE)
def read_screen(course: str, module: str, position: int) -> ResponseReturnValue:
    """Note that the screen was read and go on to the next, after the last to the questions."""
    study = find_study(course)
    the_module = find_module(study, module)
    the_screen = find_screen(the_module, position)
    visitor = visitor_or_none()
    if visitor:
        with transaction() as db:
            actions.mark_read(db, visitor.person_id, study.course, the_screen.id, now())
    else:
        remember(study.course.version_id, the_screen.id)
    if position < len(the_module.screens):
        return redirect_to("learning.screen", course=course, module=module, position=position + 1)
    if the_module.practice:
        return redirect_to("learning.quiz", course=course, module=module)
    return redirect_to("learning.course", course=course)


@dataclass(frozen=True, slots=True)
class WayBack:
    """Where somebody came from who reads something again. ``number`` is that of a question, 0 the final."""

    address: str
    number: int


def _way_back(course: str, module: PublishedModule) -> WayBack | None:
    """What the address says of it: ``back`` is a question of this lesson, or the final."""
    wanted = request.args.get("back", "")
    if wanted == FINAL:
        return WayBack(url_to_result(course, FINAL), 0)
    number = whole_number(wanted)
    return WayBack(url_to_question(course, module.slug, number), number) if 0 < number <= len(module.practice) else None
