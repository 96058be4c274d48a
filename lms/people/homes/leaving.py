"""Somebody has died or left the province: first what and since when, then a page that says what will be, then done."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from flask import Response, flash, make_response, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined] # newer than its types

from lms.clock import now
from lms.people import rules as people_rules
from lms.people.blueprint import bp
from lms.people.homes import actions, queries, rules
from lms.people.homes.finding import IN_CHARGE, find_other, today
from lms.people.homes.forms import LeavingForm
from lms.people.homes.rules import Why
from lms.people.models import Person
from lms.problems import Problem
from lms.web import me, open_to, page, reading, redirect_to, transaction
from lms.web.sessions import end_sessions


@bp.get("/people/<uuid:public_id>/leaving")
@open_to(*IN_CHARGE)
def leaving(public_id: UUID) -> ResponseReturnValue:
    """Ask what has happened, and since when."""
    person = find_other(public_id)
    if queries.departure(reading(), person.id):
        return redirect_to("people.home", public_id=str(public_id))
    return _asked(person, LeavingForm(formdata=None))


@bp.post("/people/<uuid:public_id>/leaving")
@open_to(*IN_CHARGE)
def leave(public_id: UUID) -> ResponseReturnValue:
    """Say what will be; when that was read and confirmed, write it down."""
    person, form = find_other(public_id), LeavingForm()
    try:
        if not form.validate():
            return _asked(person, form, 422)
        why = Why(form.why.data)
        on = rules.leaving(people_rules.day_typed(form.on.data or ""), queries.known(reading(), person), today())
        if request.form.get("sure") != "yes":
            return _told(person, form, why, on)
        with transaction() as db:
            end_sessions(db, actions.record_departure(db, person, me().person_id, why, on, now()))
    except Problem as problem:
        form.take(problem)
        return _asked(person, form, problem.status)
    flash(_("Written down, and on record."), "ok")
    return redirect_to("people.home", public_id=str(public_id))


@bp.post("/people/<uuid:public_id>/leaving/take-back")
@open_to(*IN_CHARGE)
def take_leaving_back(public_id: UUID) -> ResponseReturnValue:
    """It was a mistake: the person counts as before."""
    person = find_other(public_id)
    with transaction() as db:
        actions.take_departure_back(db, person, me().person_id, now())
    flash(_("Taken back. The person counts as before."), "ok")
    return redirect_to("people.home", public_id=str(public_id))


def _asked(person: Person, form: LeavingForm, status: int = 200) -> Response:
    form.why.choices = [
        SelectChoice(Why.DIED, _("The person has died")),
        SelectChoice(Why.MOVED_OUT, _("The person has moved out of the province")),
    ]
    return make_response(page("people/homes/leaving.html", person=person, form=form), status)


def _told(person: Person, form: LeavingForm, why: Why, on: date) -> ResponseReturnValue:
    typed = {"why": form.why.data, "on": form.on.data}
    return page(
        "people/homes/leaving_sure.html",
        person=person,
        what=_(rules.WORDS[why]),
        has_died=why is Why.DIED,
        on=on,
        typed=typed,
    )
