"""Somebody moves within the province: first the commune, then the village and the day, then it is read and done."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from flask import Response, flash, make_response, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.clock import now
from lms.people import queries as people
from lms.people import rules as people_rules
from lms.people.blueprint import bp
from lms.people.homes import actions, queries, rules
from lms.people.homes.finding import IN_CHARGE, find_other, today
from lms.people.homes.forms import MovingForm
from lms.people.models import Person
from lms.places import queries as places
from lms.places.models import OrgUnit
from lms.problems import Problem
from lms.web import me, open_to, page, reading, redirect_to, transaction


@bp.get("/people/<uuid:public_id>/move")
@open_to(*IN_CHARGE)
def moving(public_id: UUID) -> ResponseReturnValue:
    """Ask into which commune; when that is known, into which village and since when."""
    person = find_other(public_id)
    if queries.departure(reading(), person.id):
        return redirect_to("people.home", public_id=str(public_id))
    code = request.args.get("commune", "")
    commune = _commune(code)
    if commune is None:
        complaint = _("Choose a commune or ward from the list.") if code else ""
        return make_response(_communes_page(person, complaint), 422 if complaint else 200)
    return _asked(person, commune, _form(commune, is_sent=False))


@bp.post("/people/<uuid:public_id>/move")
@open_to(*IN_CHARGE)
def move(public_id: UUID) -> ResponseReturnValue:
    """Say what will be; when that was read and confirmed, do it."""
    person, commune = find_other(public_id), _commune(request.form.get("commune", ""))
    if commune is None:  # abolished since it was chosen
        return redirect_to("people.moving", public_id=str(public_id))
    form = _form(commune, is_sent=True)
    try:
        if not form.validate():
            return _asked(person, commune, form, 422)
        unit = _unit(form, commune)
        typed_day = people_rules.day_typed(form.on.data or "")
        on = rules.moving(typed_day, queries.known(reading(), person), unit.valid_from, today())
        if request.form.get("sure") != "yes":
            return _told(person, commune, form, unit, on)
        with transaction() as db:
            actions.move(db, person, me().person_id, unit, on, now())
    except Problem as problem:
        form.take(problem)
        return _asked(person, commune, form, problem.status)
    place = places.line(reading(), unit.id, today())
    flash(_("%(name)s now lives in %(place)s.", name=person.name, place=place), "ok")
    return redirect_to("people.homes")


def _commune(code: str) -> OrgUnit | None:
    return next((unit for unit in places.communes(reading(), today()) if unit.code == code), None)


def _form(commune: OrgUnit, *, is_sent: bool) -> MovingForm:
    form = MovingForm() if is_sent else MovingForm(formdata=None)
    villages = places.children(reading(), commune.id, today())
    form.unit.choices = [(unit.code, unit.name) for unit in villages]
    form.unit.choices.append((commune.code, _("The village is not known") if villages else commune.name))
    return form


def _unit(form: MovingForm, commune: OrgUnit) -> OrgUnit:
    """The unit that was chosen from those offered."""
    return places.unit_by_code(reading(), form.unit.data, today()) or commune


def _communes_page(person: Person, complaint: str) -> str:
    lives_in = people.residence(reading(), person.id, today())
    present = places.commune_of(reading(), lives_in, today()) if lives_in else None
    return page(
        "people/homes/moving_commune.html",
        person=person,
        present=present.id if present else None,
        place=_place(person),
        communes=places.communes(reading(), today()),
        complaint=complaint,
    )


def _asked(person: Person, commune: OrgUnit, form: MovingForm, status: int = 200) -> Response:
    shown = page("people/homes/moving.html", person=person, place=_place(person), commune=commune, form=form)
    return make_response(shown, status)


def _told(person: Person, commune: OrgUnit, form: MovingForm, unit: OrgUnit, on: date) -> ResponseReturnValue:
    return page(
        "people/homes/moving_sure.html",
        person=person,
        place=_place(person),
        into=places.line(reading(), unit.id, today()),
        commune=commune,
        on=on,
        typed={"commune": commune.code, "unit": form.unit.data, "on": form.on.data},
    )


def _place(person: Person) -> str:
    lives_in = people.residence(reading(), person.id, today())
    return places.line(reading(), lives_in, today()) if lives_in else ""
