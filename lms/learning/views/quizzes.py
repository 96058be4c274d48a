"""The page before the questions of a module. Guests answer too, and are told here why an account is worth having."""

from __future__ import annotations

from secrets import SystemRandom

from flask import request
from flask.typing import ResponseReturnValue

from lms.clock import now
from lms.learning import actions
from lms.learning.blueprint import bp
from lms.learning.links import url_to_question
from lms.learning.views.finding import Quiz, find_practice, handed_in, open_sitting
from lms.learning.views.guests import work_as_guest
from lms.learning.views.onward import go_on
from lms.roles import Role
from lms.web import EVERYONE, me, open_to, page, transaction
from lms.web.visitors import visitor_or_none


@bp.get("/courses/<course>/<module>/quiz")
@open_to(EVERYONE)
def quiz(course: str, module: str) -> ResponseReturnValue:
    """How many questions there are, and the button to begin or go on."""
    found = find_practice(course, module)
    if visitor_or_none() is None:
        return _for_guests(found)
    return page(
        "learning/quiz.html",
        course=found.study.course,
        module=found.module,
        sitting=open_sitting(found),
        before=handed_in(found),
    )


@bp.post("/courses/<course>/<module>/quiz")
@open_to(Role.LEARNER)
def begin_quiz(course: str, module: str) -> ResponseReturnValue:
    """Begin an attempt, or go on with the one that is open."""
    found = find_practice(course, module)
    with transaction() as db:
        actions.start_attempt(db, me().person_id, found.study.course, found.slug, SystemRandom(), now())
    return go_on(find_practice(course, module))


def _for_guests(quiz: Quiz) -> ResponseReturnValue:
    """The same with what was answered in this browser: a guest begins without leaving a trace."""
    course, items = quiz.study.course, quiz.module.practice if quiz.module else ()
    given = work_as_guest(course).answers
    left_out = [number for number, item in enumerate(items, 1) if item.id not in given]
    return page(
        "learning/guest_quiz.html",
        course=course,
        module=quiz.module,
        done=len(items) - len(left_out),
        onward=url_to_question(course.slug, quiz.slug, left_out[0] if left_out else 1),
        back=request.path,
    )
