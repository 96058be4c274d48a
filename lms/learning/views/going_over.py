"""The button of a course that has to be learned again."""

from __future__ import annotations

from flask import flash
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.clock import now
from lms.learning import actions
from lms.learning.actions.going_over import FinalIsOpen
from lms.learning.blueprint import bp
from lms.learning.views.finding import find_study
from lms.roles import Role
from lms.web import me, open_to, redirect_to, transaction
from lms.web.pages import in_words


@bp.post("/courses/<course>/again")
@open_to(Role.LEARNER)
def go_over(course: str) -> ResponseReturnValue:
    """Open the course anew in the version that has to be learned; doing it twice changes nothing."""
    find_study(course)
    try:
        with transaction() as db:
            actions.go_over(db, me().person_id, course, now())
    except FinalIsOpen as problem:
        flash(in_words(problem), "mind")
        return redirect_to("learning.final", course=course)
    flash(_("You are on the new version now. What is the same in it is marked as done."), "ok")
    return redirect_to("learning.course", course=course)
