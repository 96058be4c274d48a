"""Requests as those see them who answer: corrections the officials of the commune, endings the administrators."""

from __future__ import annotations

from uuid import UUID

from flask import Response, abort, flash, make_response
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from lms.clock import local_date, now
from lms.home.actions import delete_person
from lms.home.blueprint import bp
from lms.home.forms import RefusalForm
from lms.home.views.asked import asked_row
from lms.people import queries as people
from lms.people.requests import actions, queries
from lms.people.requests.models import Request
from lms.people.requests.queries import Asked, Charge
from lms.people.requests.rules import State, What
from lms.people.requests.rules import reason as checked
from lms.places import queries as places
from lms.problems import Problem
from lms.roles import Role, Visitor
from lms.web import me, open_to, page, reading, redirect_to, transaction
from lms.web.pages import in_words
from lms.web.sessions import end_sessions


def charge_of(visitor: Visitor) -> Charge:
    """Whose requests the visitor answers."""
    units = {role: visitor.units(role) for role in (Role.OFFICIAL, Role.ADMINISTRATOR)}
    return Charge(visitor.person_id, units)


@bp.get("/requests")
@open_to(Role.OFFICIAL, Role.ADMINISTRATOR)
def requests() -> ResponseReturnValue:
    """What waits for an answer, the oldest first, and what was answered."""
    db = reading()
    found = queries.in_charge(db, charge_of(me()), local_date(now()))
    rows = [(each.person.name, asked_row(db, each.request)) for each in found]
    return page("home/requests.html", rows=rows)


@bp.get("/requests/<uuid:public_id>")
@open_to(Role.OFFICIAL, Role.ADMINISTRATOR)
def request_of(public_id: UUID) -> ResponseReturnValue:
    """One request: what is known, what is to be different, and the two answers."""
    return _request_page(_find(public_id), RefusalForm())


@bp.post("/requests/<uuid:public_id>/done")
@open_to(Role.OFFICIAL, Role.ADMINISTRATOR)
def do_request(public_id: UUID) -> ResponseReturnValue:
    """Do what was asked for, and tell the person."""
    asked = _find(public_id)
    try:
        with transaction() as db:
            _do(db, asked.request)
    except Problem as problem:
        return _request_page(_find(public_id), RefusalForm(), in_words(problem), problem.status)
    flash(_("Done, and on record."), "ok")
    return redirect_to("home.requests")


@bp.post("/requests/<uuid:public_id>/refuse")
@open_to(Role.OFFICIAL, Role.ADMINISTRATOR)
def refuse_request(public_id: UUID) -> ResponseReturnValue:
    """Say why it cannot be done."""
    asked, form = _find(public_id), RefusalForm()
    if not form.validate():
        return _request_page(asked, form, status=422)
    try:
        with transaction() as db:
            actions.refuse(db, asked.request, me().person_id, checked(form.reason.data or ""), now())
    except Problem as problem:
        return _request_page(_find(public_id), form, in_words(problem), problem.status)
    flash(_("Answered. The person is told."), "ok")
    return redirect_to("home.requests")


def _do(db: Session, request: Request) -> None:
    """Each kind of request has one thing that is done; whoever is let out is signed out everywhere."""
    if request.what == What.CORRECTION:
        return actions.correct(db, request, me().person_id, now())
    end = delete_person if request.what == What.DELETION else actions.close_account
    return end_sessions(db, end(db, request, me().person_id, now()))


def _find(public_id: UUID) -> Asked:
    """The request, if it is the visitor's to answer; nobody answers the own one."""
    asked = queries.find_in_charge(reading(), str(public_id), charge_of(me()), local_date(now()))
    if asked is None:
        abort(404)
    return asked


def _request_page(asked: Asked, form: RefusalForm, refusal: str = "", status: int = 200) -> Response:
    db, person = reading(), asked.person
    home = people.residence(db, person.id, local_date(now()))
    shown = page(
        "home/request.html",
        person=person,
        place=places.line(db, home, local_date(now())) if home else "",
        asked=asked_row(db, asked.request),
        is_correction=asked.request.what == What.CORRECTION,
        is_deletion=asked.request.what == What.DELETION,
        is_waiting=asked.request.state == State.SENT,
        form=form,
        refusal=refusal,
    )
    return make_response(shown, status)
