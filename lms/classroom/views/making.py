"""Making a class on two pages: what and where, then when. The second page changes the days later, too."""

from __future__ import annotations

from uuid import UUID

from flask import flash
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.classroom import actions, queries
from lms.classroom.blueprint import bp
from lms.classroom.forms import ClassForm, DaysForm
from lms.classroom.views.own import own_class, today, units
from lms.clock import now
from lms.problems import Problem
from lms.roles import Role
from lms.web import me, open_to, page, reading, redirect_to, transaction

_NO_COURSE = "0"


@bp.get("/classes/new")
@open_to(Role.TEACHER)
def new_class() -> ResponseReturnValue:
    """Ask for name, course and place."""
    return page("classroom/new.html", form=_form())


@bp.post("/classes/new")
@open_to(Role.TEACHER)
def new_class_submit() -> ResponseReturnValue:
    """Make the class, then ask for its days."""
    form = _form()
    if not form.validate():
        return page("classroom/new.html", form=form), 422
    new = actions.NewClass(
        teacher_id=me().person_id,
        name=form.name.data or "",
        org_unit_id=int(form.place.data),
        course_id=int(form.course.data) or None,
    )
    with transaction() as db:
        group = actions.make_class(db, new, now())
    return redirect_to("classroom.days", public_id=group.public_id)


@bp.get("/classes/<uuid:public_id>/days")
@open_to(Role.TEACHER)
def days(public_id: UUID) -> ResponseReturnValue:
    """Offer the days of the class; those of a new one are today and in three months."""
    one = own_class(public_id)
    return page("classroom/days.html", one=one, form=DaysForm(obj=one.group))


@bp.post("/classes/<uuid:public_id>/days")
@open_to(Role.TEACHER)
def days_submit(public_id: UUID) -> ResponseReturnValue:
    """Keep the days."""
    one, form = own_class(public_id), DaysForm()
    starts_on, ends_on = form.starts_on.data, form.ends_on.data
    if not form.validate() or starts_on is None or ends_on is None:
        return page("classroom/days.html", one=one, form=form), 422
    try:
        with transaction() as db:
            actions.change_days(db, one.group.id, starts_on, ends_on, now(), by=me().person_id)
    except Problem as problem:
        form.take(problem)
        return page("classroom/days.html", one=one, form=form), problem.status
    flash(_("The days of the class are kept."), "ok")
    return redirect_to("classroom.one_class", public_id=one.group.public_id)


def _form() -> ClassForm:
    form = ClassForm()
    form.course.choices = [(str(key), title) for key, title in queries.courses(reading())]
    form.course.choices.append((_NO_COURSE, _("No single course")))
    form.place.choices = [(str(unit.id), unit.name) for unit in queries.places_to_teach(reading(), units(), today())]
    return form
