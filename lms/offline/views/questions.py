"""The copies of practice questions. They stand as guests see them; what is right is explained on the copy itself.

Only practice is copied: what counts for the certificate is judged here, and its key never leaves.
"""

from __future__ import annotations

from itertools import pairwise

from flask import abort, url_for

from lms.catalogue import queries as catalogue
from lms.catalogue.published import PublishedCourse, PublishedItem, PublishedModule
from lms.learning.rules.drawing import fixed_order
from lms.learning.rules.explaining import tell
from lms.learning.rules.marking import screen_to_reread
from lms.learning.rules.responses import is_multiple, is_typed
from lms.learning.rules.showing import choices_of, rows_of
from lms.web import page, reading


def quiz(course: str, module: str) -> str:
    """How many questions there are, and the link to the first."""
    the_course, the_module = _find(course, module)
    return page("offline/quiz.html", course=the_course, module=the_module)


def question(course: str, module: str, number: int) -> str:
    """One question."""
    the_course, the_module = _find(course, module)
    item = _item(the_module, number)
    return page(
        "offline/question.html",
        course=the_course,
        module=the_module,
        number=number,
        item=item,
        choices=choices_of(item, fixed_order(item)),
        rows=rows_of(item, fixed_order(item)),
        is_typed=is_typed(item),
        is_multiple=is_multiple(item),
    )


def feedback(course: str, module: str, number: int) -> str:
    """Every option with its reason; the script of the page knows which was chosen."""
    the_course, the_module = _find(course, module)
    item = _item(the_module, number)
    return page(
        "offline/answer.html",
        course=the_course,
        module=the_module,
        number=number,
        item=item,
        places={index: place for place, index in enumerate(fixed_order(item))},
        told=tell(item, fixed_order(item), ()),
        is_end=number == len(the_module.practice),
        onward=_onward(the_course, the_module),
        reread=screen_to_reread(the_module, item),
    )


def _onward(course: PublishedCourse, module: PublishedModule) -> str:
    """The lesson after this one; after the last, the page of the course."""
    following = next((after for before, after in pairwise(course.modules) if before == module), None)
    if following:
        return url_for("learning.screen", course=course.slug, module=following.slug, position=1)
    return url_for("learning.course", course=course.slug)


def _find(slug: str, module: str) -> tuple[PublishedCourse, PublishedModule]:
    course = catalogue.current(reading(), slug) or abort(404)
    found = course.module(module)
    return (course, found) if found and found.practice else abort(404)


def _item(module: PublishedModule, number: int) -> PublishedItem:
    return module.practice[number - 1] if 1 <= number <= len(module.practice) else abort(404)
