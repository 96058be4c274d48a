"""One's own groups: in which one is counted, what one has said of them, and saying more."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from flask import Response, abort, flash, make_response
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined] # newer than its types

from lms.clock import local_date, now
from lms.people.blueprint import bp
from lms.people.forms import GROUP_NAMES
from lms.people.groups import actions, queries
from lms.people.groups.forms import DeclarationForm, EndedForm
from lms.people.groups.rules import Says, State
from lms.people.groups.shown import declaration_row, group_row
from lms.people.models import Group, Membership
from lms.places import queries as places
from lms.problems import Conflict, Problem
from lms.roles import Role
from lms.web import me, open_to, page, reading, redirect_to, transaction


@bp.get("/account/groups")
@open_to(Role.LEARNER)
def my_groups() -> ResponseReturnValue:
    """In which groups the visitor is counted, and what became of what they have said."""
    db, mine = reading(), queries.of_person(reading(), me().person_id)
    waiting = {Group(one.group) for one in mine if one.state == State.WAITING}
    return page(
        "people/groups/mine.html",
        groups=[group_row(db, one, waiting, _today()) for one in queries.memberships(db, me().person_id, _today())],
        declared=[declaration_row(db, one) for one in mine],
    )


@bp.get("/account/groups/new")
@open_to(Role.LEARNER)
def new_group() -> ResponseReturnValue:
    """Ask for the group and the place."""
    return _asked(_form(DeclarationForm(formdata=None)))


@bp.post("/account/groups/new")
@open_to(Role.LEARNER)
def declare_group() -> ResponseReturnValue:
    """Send it to the officials of that place; until they approve it, it does not count."""
    form = _form(DeclarationForm())
    try:
        if not form.validate():
            return _asked(form, 422)
        unit = places.unit_by_code(reading(), form.place.data, _today()) or abort(404)
        with transaction() as db:
            note = form.note.data or ""
            actions.declare(db, me().person_id, Group(form.group.data), unit.id, now(), note=note)
    except Problem as problem:
        form.take(problem)
        return _asked(form, problem.status)
    flash(_("Sent. It counts when the office has approved it; you will be told here."), "ok")
    return redirect_to("people.my_groups")


@bp.get("/account/groups/<group>/ended")
@open_to(Role.LEARNER)
def group_ended(group: str) -> ResponseReturnValue:
    """Ask since when a group no longer fits."""
    return _ended_page(_membership(group), EndedForm(formdata=None))


@bp.post("/account/groups/<group>/ended")
@open_to(Role.LEARNER)
def declare_ended(group: str) -> ResponseReturnValue:
    """Send it to the officials of the place."""
    membership, form = _membership(group), EndedForm()
    try:
        if not form.validate():
            return _ended_page(membership, form, 422)
        with transaction() as db:
            who, what, where = me().person_id, Group(membership.group), membership.org_unit_id
            actions.declare(db, who, what, where, now(), says=Says.ENDED, note=form.note.data or "")
    except Problem as problem:
        form.take(problem)
        return _ended_page(membership, form, problem.status)
    flash(_("Sent. The office sets the day; you will be told here."), "ok")
    return redirect_to("people.my_groups")


@bp.post("/account/groups/<uuid:public_id>/take-back")
@open_to(Role.LEARNER)
def take_declaration_back(public_id: UUID) -> ResponseReturnValue:
    """The visitor no longer says so; taking it back twice is taking it back once."""
    own = queries.find_own(reading(), str(public_id), me().person_id) or abort(404)
    try:
        with transaction() as db:
            actions.take_back(db, own, now())
    except Conflict:
        flash(_("It has been answered already."), "know")
    else:
        flash(_("Taken back. Nothing has been changed."), "ok")
    return redirect_to("people.my_groups")


def _today() -> date:
    return local_date(now())


def _membership(group: str) -> Membership:
    """The visitor's stay in a group that has no end yet; everything else is not found."""
    mine = queries.memberships(reading(), me().person_id, _today())
    return next((one for one in mine if one.group == group and one.valid_to is None), None) or abort(404)


def _form(form: DeclarationForm) -> DeclarationForm:
    """The form with every commune of today and the bodies of the province to choose from."""
    form.group.choices = [SelectChoice(group.value, str(words)) for group, words in GROUP_NAMES.items()]
    communes = [(unit.code, unit.name) for unit in places.communes(reading(), _today())]
    offices = queries.offices(reading(), _today())
    bodies = [(offices.code, _("%(name)s (bodies of the province)", name=offices.name))] if offices else []
    form.place.choices = [("", _("Choose …")), *bodies, *communes]
    form.place.data = form.place.data or ""
    return form


def _asked(form: DeclarationForm, status: int = 200) -> Response:
    return make_response(page("people/groups/new.html", form=form), status)


def _ended_page(membership: Membership, form: EndedForm, status: int = 200) -> Response:
    row = group_row(reading(), membership, set(), _today())
    return make_response(page("people/groups/ended.html", row=row, form=form), status)
