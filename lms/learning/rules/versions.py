"""One course in two versions: what stands in both in the very same words is the same thing.

Somebody stays with the version they began, while a telephone or a guest's browser may hold another one.
"""

from __future__ import annotations

from collections.abc import Iterable

from lms.catalogue.published import PublishedCourse, PublishedItem, PublishedOption, PublishedScreen
from lms.learning.rules.responses import Chosen, as_given
from lms.problems import N_, Conflict


class AnotherVersion(Conflict):
    """It was read or answered in a version of the course in whose words the person's own version does not have it."""

    def __init__(self) -> None:
        super().__init__(N_("This part was rewritten meanwhile. Open the course again; what was saved is still there."))


def practice_item(course: PublishedCourse, item_id: int) -> PublishedItem | None:
    """The practice question with this key in this version."""
    return next((item for module in course.modules for item in module.practice if item.id == item_id), None)


def same_item(seen: PublishedItem, pinned: PublishedCourse) -> PublishedItem:
    """The practice question of ``pinned`` that is the one that was seen. Raises :class:`AnotherVersion`."""
    items = (item for module in pinned.modules for item in module.practice if item.module_slug == seen.module_slug)
    return same_question(seen, items)


def same_question(seen: PublishedItem, others: Iterable[PublishedItem]) -> PublishedItem:
    """The question among others that asks the very same. Raises :class:`AnotherVersion`."""
    found = next((item for item in others if item.key == seen.key), None)
    if found is None or _asked(found) != _asked(seen):
        raise AnotherVersion
    return found


def same_choice(seen: PublishedItem, chosen: Chosen, pinned: PublishedItem) -> list[int | str]:
    """The indexes in ``pinned`` of the options that were chosen in ``seen``; what was typed is the same everywhere."""
    places = {_place(option): index for index, option in enumerate(pinned.options)}
    own = [places[_place(seen.options[each])] if isinstance(each, int) else each for each in chosen]
    return as_given(pinned, own)


def same_screen(seen: PublishedCourse, screen_id: int, pinned: PublishedCourse) -> PublishedScreen:
    """The screen of ``pinned`` that is the one that was read. Raises :class:`AnotherVersion`."""
    read = next((place for place in _screens(seen) if place[1].id == screen_id), None)
    for module, screen in _screens(pinned):
        if read and (module, screen.title, screen.html) == (read[0], read[1].title, read[1].html):
            return screen
    raise AnotherVersion


def _asked(item: PublishedItem) -> tuple[object, ...]:
    options = frozenset((*_place(option), option.right) for option in item.options)
    return item.kind, item.stem, item.scene_html, item.parts, item.accepted, options


def _place(option: PublishedOption) -> tuple[int, str]:
    return option.part, option.html


def _screens(course: PublishedCourse) -> list[tuple[str, PublishedScreen]]:
    return [(module.slug, screen) for module in course.modules for screen in module.screens]
