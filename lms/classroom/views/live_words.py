"""Where somebody is in a course, in a few words for the teacher."""

from __future__ import annotations

from flask_babel import gettext as _

from lms.learning.queries import Follower
from lms.learning.rules.progress import Kind


def place_words(follower: Follower | None) -> str:
    """«Bài 2, màn hình 3»."""
    if follower is None:
        return _("not begun")
    place = follower.progress.place
    if place.kind is Kind.FINISHED:
        return _("completed")
    if place.kind is Kind.FINAL:
        return _("final, question %(number)s", number=place.number) if place.number else _("at the final")
    module = follower.course.module(place.module)
    lesson = module.position if module else 0
    if place.kind is Kind.SCREEN:
        return _("lesson %(lesson)s, screen %(number)s", lesson=lesson, number=place.number)
    if not place.number:
        return _("at the questions of lesson %(lesson)s", lesson=lesson)
    return _("lesson %(lesson)s, question %(number)s", lesson=lesson, number=place.number)
