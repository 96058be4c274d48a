"""The administrator's pages: who has which role, and the roles of one person. Outside the own places nothing is found."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from flask import abort, flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.clock import local_date, now
from lms.people import actions
from lms.people import queries as people
from lms.people.blueprint import bp
from lms.people.forms import showable
from lms.people.models import Person
from lms.people.roles import queries
from lms.people.roles.forms import ROLE_NAMES, GrantForm
from lms.places import queries as places
from lms.places.models import OrgUnit
from lms.problems import Conflict, Problem
from lms.roles import GRANTED, Role
from lms.vietnamese import tidy
from lms.web import me, open_to, page, reading, redirect_to, transaction
from lms.web.sessions import end_sessions

_LONGEST_SEARCH = 100


@bp.get("/people/roles")
@open_to(Role.ADMINISTRATOR)
def roles() -> ResponseReturnValue:
    """The roles given within the administrator's places, and a search for people."""
    typed = _typed()
    return page(
        "people/roles.html",
        typed=typed,
        found=queries.people_found(reading(), typed, _scope(), _today()) if typed else [],
        given=queries.given_roles(reading(), _scope(), _today()),
        role_names=ROLE_NAMES,
        most=queries.MOST,
    )


@bp.get("/people/<uuid:public_id>/roles")
@open_to(Role.ADMINISTRATOR)
def person_roles(public_id: UUID) -> ResponseReturnValue:
    """The roles of one person, and a form to give another one."""
    return _person_page(_person(public_id), _grant_form())


@bp.post("/people/<uuid:public_id>/roles")
@open_to(Role.ADMINISTRATOR)
def grant_role(public_id: UUID) -> ResponseReturnValue:
    """Give the person a role; they sign in anew, for the stay of those who see other people's data is short."""
    person, form = _person(public_id), _grant_form()
    if not form.validate():
        return _person_page(person, form), 422
    unit = _unit(str(form.place.data))
    try:
        with transaction() as db:
            actions.grant_role(db, me().person_id, person.id, Role(form.role.data), unit.id, now())
            if person.id != me().person_id:
                end_sessions(db, people.logins_of(db, person.id))
    except Problem as problem:
        form.take(problem)
        return _person_page(person, form), problem.status
    flash(_("%(name)s now has the role.", name=person.name), "ok")
    return redirect_to("people.person_roles", public_id=str(public_id))


@bp.post("/people/<uuid:public_id>/roles/<int:grant_id>/end")
@open_to(Role.ADMINISTRATOR)
def end_role(public_id: UUID, grant_id: int) -> ResponseReturnValue:
    """End a role; it holds no longer from this moment on."""
    person = _person(public_id)
    given = queries.given_roles(reading(), _scope(), _today(), person_id=person.id)
    if grant_id not in {role.id for role in given}:
        abort(404)
    try:
        with transaction() as db:
            actions.end_role(db, me().person_id, grant_id, now())
    except Conflict as problem:
        form = _grant_form()
        form.take(problem)
        return _person_page(person, form), problem.status
    flash(_("The role has ended."), "ok")
    return redirect_to("people.roles")


def _today() -> date:
    return local_date(now())


def _scope() -> tuple[int, ...]:
    return me().units(Role.ADMINISTRATOR)


def _typed() -> str:
    return showable(tidy(request.args.get("q", "")))[:_LONGEST_SEARCH]


def _person(public_id: UUID) -> Person:
    person = queries.person_in_scope(reading(), str(public_id), _scope(), _today())
    if person is None:
        abort(404)
    return person


def _unit(code: str) -> OrgUnit:
    unit = places.unit_by_code(reading(), code, _today()) if code.isprintable() else None
    if unit is None or not places.is_within(reading(), unit.id, _scope(), _today()):
        abort(404)
    return unit


def _grant_form() -> GrantForm:
    form = GrantForm()
    form.role.choices = [(role.value, ROLE_NAMES[role]) for role in GRANTED]
    form.place.choices = queries.places_found(reading(), _typed(), _scope(), _today())
    return form


def _person_page(person: Person, form: GrantForm) -> str:
    home = people.residence(reading(), person.id, _today())
    return page(
        "people/person_roles.html",
        person=person,
        place=places.line(reading(), home, _today()) if home else "",
        given=queries.given_roles(reading(), _scope(), _today(), person_id=person.id),
        form=form,
        typed=_typed(),
        role_names=ROLE_NAMES,
    )
