"""The page before the questions of a module. Guests are told here why an account is worth having."""

from __future__ import annotations

from itertools import pairwise
from secrets import SystemRandom

from flask import request
from flask.typing import ResponseReturnValue

from lms.catalogue.published import PublishedModule
from lms.clock import now
from lms.learning import actions
from lms.learning.blueprint import bp
from lms.learning.views.finding import Quiz, find_practice, handed_in, open_sitting
from lms.learning.views.onward import go_on
from lms.roles import Role
from lms.web import EVERYONE, me, open_to, page, transaction
from lms.web.visitors import visitor_or_none


@bp.get("/courses/<course>/<module>/quiz")
@open_to(EVERYONE)
def quiz(course: str, module: str) -> ResponseReturnValue:
    """How many questions there are, and the button to begin or go on."""
    found = find_practice(course, module)
    values = {"course": found.study.course, "module": found.module}
    if visitor_or_none() is None:
        return page("learning/invitation.html", **values, back=request.path, following=_following(found))
    return page("learning/quiz.html", **values, sitting=open_sitting(found), before=handed_in(found))


@bp.post("/courses/<course>/<module>/quiz")
@open_to(Role.LEARNER)
def begin_quiz(course: str, module: str) -> ResponseReturnValue:
    """Begin an attempt, or go on with the one that is open."""
    found = find_practice(course, module)
    with transaction() as db:
        actions.start_attempt(db, me().person_id, found.study.course, found.slug, SystemRandom(), now())
    return go_on(find_practice(course, module))


def _following(quiz: Quiz) -> PublishedModule | None:
    """The module after this one."""
    modules = quiz.study.course.modules
    return next((after for before, after in pairwise(modules) if before == quiz.module), None)
