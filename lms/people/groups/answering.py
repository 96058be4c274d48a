"""What people say of their groups, as the officials see it who answer: approve it with its day, or refuse it with words."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from flask import Response, abort, flash, make_response
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.clock import local_date, now
from lms.people import queries as people
from lms.people import rules
from lms.people.blueprint import bp
from lms.people.groups import actions, queries
from lms.people.groups.forms import ApprovalForm, RefusalForm
from lms.people.groups.queries import Charge, Declared
from lms.people.groups.shown import declaration_row, group_row
from lms.places import queries as places
from lms.problems import Problem
from lms.roles import Role, Visitor
from lms.web import me, open_to, page, reading, redirect_to, transaction
from lms.web.pages import day


def charge_of(visitor: Visitor) -> Charge:
    """Whose declarations the visitor answers."""
    return Charge(visitor.person_id, visitor.units(Role.OFFICIAL))


@bp.get("/people/groups")
@open_to(Role.OFFICIAL)
def declarations() -> ResponseReturnValue:
    """What waits for an answer, the oldest first, and what was answered."""
    found = queries.in_charge(reading(), charge_of(me()), _today())
    rows = [(one.person.name, declaration_row(reading(), one.declaration)) for one in found]
    return page("people/groups/declarations.html", rows=rows)


@bp.get("/people/groups/<uuid:public_id>")
@open_to(Role.OFFICIAL)
def declaration(public_id: UUID) -> ResponseReturnValue:
    """One declaration: who says what, what is known, and the two answers."""
    declared = _find(public_id)
    return _page(declared, _approval(declared), RefusalForm(formdata=None))


@bp.post("/people/groups/<uuid:public_id>/approve")
@open_to(Role.OFFICIAL)
def approve_declaration(public_id: UUID) -> ResponseReturnValue:
    """From the day that was set the person is counted there, or no longer."""
    declared, form = _find(public_id), ApprovalForm()
    try:
        if not form.validate():
            return _page(declared, form, RefusalForm(formdata=None), 422)
        on = rules.past_day(rules.day_typed(form.on.data or ""), declared.person.birth_year, _today())
        with transaction() as db:
            actions.approve(db, declared.declaration, me().person_id, on, now())
    except Problem as problem:
        form.take(problem)
        return _page(_find(public_id), form, RefusalForm(formdata=None), problem.status)
    flash(_("Approved. The person is told."), "ok")
    return redirect_to("people.declarations")


@bp.post("/people/groups/<uuid:public_id>/refuse")
@open_to(Role.OFFICIAL)
def refuse_declaration(public_id: UUID) -> ResponseReturnValue:
    """Say why it is not so."""
    declared, form = _find(public_id), RefusalForm()
    try:
        if not form.validate():
            return _page(declared, _approval(declared), form, 422)
        with transaction() as db:
            actions.refuse(db, declared.declaration, me().person_id, form.reason.data or "", now())
    except Problem as problem:
        form.take(problem)
        return _page(_find(public_id), _approval(declared), form, problem.status)
    flash(_("Answered. The person is told."), "ok")
    return redirect_to("people.declarations")


def _today() -> date:
    return local_date(now())


def _find(public_id: UUID) -> Declared:
    """The declaration, if it is the visitor's to answer; nobody answers the own one."""
    return queries.find_in_charge(reading(), str(public_id), charge_of(me()), _today()) or abort(404)


def _approval(declared: Declared) -> ApprovalForm:
    """The form as it is before anybody types: from the day on which the person said so."""
    return ApprovalForm(formdata=None, data={"on": day(local_date(declared.declaration.declared_at))})


def _page(declared: Declared, approval: ApprovalForm, refusal: RefusalForm, status: int = 200) -> Response:
    db, person = reading(), declared.person
    home = people.residence(db, person.id, _today())
    shown = page(
        "people/groups/declaration.html",
        person=person,
        home=places.line(db, home, _today()) if home else "",
        row=declaration_row(db, declared.declaration),
        groups=[group_row(db, one, set(), _today()) for one in queries.memberships(db, person.id, _today())],
        approval=approval,
        refusal=refusal,
    )
    return make_response(shown, status)
