"""From a place in a course to its address, for this room and for those that send people here."""

from __future__ import annotations

from typing import Any

from flask import url_for

from lms.learning.rules.progress import FINAL, Kind, Place


def url_to(course: str, place: Place) -> str:
    """Where somebody goes on in the course with this slug."""
    if place.kind is Kind.SCREEN:
        return url_for("learning.screen", course=course, module=place.module, position=place.number)
    if place.kind is Kind.FINISHED:
        return url_for("learning.finished", course=course)
    if place.number:
        return url_to_question(course, place.module, place.number)
    return url_to_quiz(course, place.module)


def url_to_quiz(course: str, quiz: str) -> str:
    """The page before the first question of a module, or of the final."""
    if quiz == FINAL:
        return url_for("learning.final", course=course)
    return url_for("learning.quiz", course=course, module=quiz)


def url_to_question(course: str, quiz: str, number: int, **more: Any) -> str:
    """A question by its number, from 1; ``more`` stands behind the question mark."""
    if quiz == FINAL:
        return url_for("learning.final_question", course=course, number=number, **more)
    return url_for("learning.question", course=course, module=quiz, number=number, **more)


def url_to_result(course: str, quiz: str) -> str:
    """What came of the attempt that was handed in last."""
    if quiz == FINAL:
        return url_for("learning.final_result", course=course)
    return url_for("learning.result", course=course, module=quiz)
