"""Where a learner is sent after an answer."""

from __future__ import annotations

from flask import url_for
from flask.typing import ResponseReturnValue
from werkzeug.utils import redirect

from lms.learning.links import url_to_question, url_to_quiz, url_to_result
from lms.learning.models import Attempt
from lms.learning.queries import Sitting
from lms.learning.views.finding import Quiz, open_sitting
from lms.web import redirect_to


def go_on(quiz: Quiz) -> ResponseReturnValue:
    """To the first question without an answer; when all have one, to the page where they are handed in."""
    sitting = open_sitting(quiz)
    if sitting is None:
        return to_the_start(quiz)
    if sitting.left_out:
        return redirect(url_to_question(quiz.study.course.slug, quiz.slug, sitting.left_out[0]), 303)
    return redirect_to("learning.review", course=quiz.study.course.slug, module=quiz.slug)


def url_after(course: str, sitting: Sitting, number: int) -> str:
    """The question after this one; after the last, those left out or the page where all is handed in."""
    if number < len(sitting.items):
        return url_to_question(course, sitting.attempt.quiz, number + 1)
    return url_for("learning.review", course=course, module=sitting.attempt.quiz)


def to_the_start(quiz: Quiz) -> ResponseReturnValue:
    """To the page before the first question, which knows how things stand."""
    return redirect(url_to_quiz(quiz.study.course.slug, quiz.slug), 303)


def to_the_result(course: str, attempt: Attempt) -> ResponseReturnValue:
    """To what came of it."""
    if attempt.passed:
        return redirect_to("learning.finished", course=course)
    return redirect(url_to_result(course, attempt.quiz), 303)
