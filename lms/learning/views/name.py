"""How the name is printed: looked at in large letters and confirmed before the final begins."""

from __future__ import annotations

from flask import request
from flask.typing import ResponseReturnValue

from lms.clock import now
from lms.learning import actions
from lms.learning.blueprint import bp
from lms.learning.forms import NameForm
from lms.learning.queries import Study
from lms.learning.rules.names import printable_name
from lms.learning.views.finding import find_study
from lms.problems import Conflict, Problem
from lms.roles import Role
from lms.web import me, open_to, page, redirect_to, transaction


@bp.get("/courses/<course>/final/name")
@open_to(Role.LEARNER)
def name(course: str) -> ResponseReturnValue:
    """The name as it would be printed, ready to be changed."""
    study = find_study(course)
    if study.enrolment and study.enrolment.completed_at:
        return redirect_to("learning.finished", course=course)
    printed = (study.enrolment.printed_name if study.enrolment else None) or me().name
    return _name_page(study, NameForm(printed_name=printed, formdata=None))


@bp.post("/courses/<course>/final/name")
@open_to(Role.LEARNER)
def confirm_name(course: str) -> ResponseReturnValue:
    """Show how it looks, or keep it."""
    study = find_study(course)
    form = NameForm()
    form.validate()
    wanted = form.printed_name.data or ""
    try:
        if "look" in request.form:
            form.printed_name.data = printable_name(wanted, me().name)
            return _name_page(study, form)
        with transaction() as db:
            actions.confirm_name(db, me().person_id, study.course, wanted, now())
    except Conflict:
        raise
    except Problem as problem:
        form.take(Problem(problem.message, field="printed_name", **problem.values))
        return _name_page(study, form), problem.status
    return redirect_to("learning.final", course=course)


def _name_page(study: Study, form: NameForm) -> str:
    return page("learning/name.html", course=study.course, form=form)
