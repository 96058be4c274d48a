"""One of the people of the village: what came of visits, who helps, invitations, and a card to begin with."""

from __future__ import annotations

from uuid import UUID

from flask import Response, abort, flash, make_response, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.clock import now
from lms.outreach import actions, queries, rules
from lms.outreach.blueprint import bp
from lms.outreach.forms import VisitForm
from lms.outreach.rules import Neighbour, Outcome
from lms.outreach.views.own import note_look, own_neighbour, own_village, today
from lms.outreach.words import OUTCOMES, SIGNS, STATES
from lms.people import queries as people
from lms.people.activation.paper import print_start
from lms.people.activation.queries import may_start
from lms.places.models import OrgUnit
from lms.problems import Problem
from lms.roles import Role
from lms.web import me, open_to, page, reading, redirect_to, transaction


@bp.get("/village/<code>/<uuid:person>")
@open_to(Role.TEAM)
def neighbour(code: str, person: UUID) -> ResponseReturnValue:
    """What a helper needs of one person, and what can be done."""
    village = own_village(code)
    one = own_neighbour(village, person)
    note_look(village, one)
    return _shown(village, one, VisitForm(formdata=None))


@bp.post("/village/<code>/<uuid:person>/visit")
@open_to(Role.TEAM)
def visit(code: str, person: UUID) -> ResponseReturnValue:
    """Note what came of a visit, in one tap; the next day may be said with it."""
    village = own_village(code)
    one, form = own_neighbour(village, person), VisitForm()
    said = request.form.get("outcome", "")
    if said not in set(Outcome):
        abort(404)
    if not form.validate():
        return _shown(village, one, form, 422)
    try:
        next_on = rules.next_day(form.next_on.data, today())
        with transaction() as db:
            actions.visit(db, village.id, one.person_id, Outcome(said), next_on, me().person_id, now())
    except Problem as problem:
        form.take(problem)
        return _shown(village, one, form, problem.status)
    flash(_("Noted: %(name)s, %(outcome)s.", name=one.name, outcome=OUTCOMES[Outcome(said)]), "ok")
    return redirect_to("outreach.worklist", code=village.code)


@bp.post("/village/<code>/<uuid:person>/helper")
@open_to(Role.TEAM)
def assign(code: str, person: UUID) -> ResponseReturnValue:
    """Say who of the team helps."""
    village = own_village(code)
    one, wanted = own_neighbour(village, person), request.form.get("helper", "")
    helper = next((each for each in queries.team(reading(), village.id, today()) if each.public_id == wanted), None)
    if wanted and helper is None:
        abort(404)
    with transaction() as db:
        actions.assign(db, village.id, one.person_id, helper.id if helper else None, me().person_id, now())
    flash(_("Kept."), "ok")
    return redirect_to("outreach.neighbour", code=village.code, person=one.public_id)


@bp.post("/village/<code>/<uuid:person>/invite")
@open_to(Role.TEAM)
def invite(code: str, person: UUID) -> ResponseReturnValue:
    """Invite to one of the next classes."""
    village = own_village(code)
    one, wanted = own_neighbour(village, person), request.form.get("class", "")
    classes = queries.next_classes(reading(), village.id, today())
    found = next((each for each in classes if each.group.public_id == wanted), None) or abort(404)
    with transaction() as db:
        actions.invite(db, village.id, one.person_id, found.group.id, me().person_id, now())
    flash(_("%(name)s is invited to %(class)s.", name=one.name, **{"class": found.group.name}), "ok")
    return redirect_to("outreach.neighbour", code=village.code, person=one.public_id)


@bp.post("/village/<code>/<uuid:person>/card")
@open_to(Role.TEAM)
def card(code: str, person: UUID) -> ResponseReturnValue:
    """Make a card that begins an account, for somebody who has none, and show it, once."""
    village = own_village(code)
    one = own_neighbour(village, person)
    found = people.person(reading(), one.person_id)
    if found is None or not _may_start(village, one):
        abort(404)
    back = url_for("outreach.neighbour", code=village.code, person=one.public_id)
    paper = print_start(me().person_id, found)
    return _no_copy(page("people/activation/paper.html", paper=paper, back=back))


def _may_start(village: OrgUnit, one: Neighbour) -> bool:
    return bool(may_start(reading(), me().person_id, [one.person_id], [village.id], today()))


def _shown(village: OrgUnit, one: Neighbour, form: VisitForm, status: int = 200) -> Response:
    html = page(
        "outreach/neighbour.html",
        village=village,
        one=one,
        form=form,
        visits=queries.visits(reading(), one.person_id),
        team=queries.team(reading(), village.id, today()),
        classes=queries.next_classes(reading(), village.id, today()),
        invited=queries.invited_to(reading(), one.person_id),
        may_start=_may_start(village, one),
        my_id=me().person_id,
        states=STATES,
        signs=SIGNS,
        outcomes=OUTCOMES,
    )
    return _no_copy(html, status)


def _no_copy(html: str, status: int = 200) -> Response:
    return make_response(html, status, {"Cache-Control": "no-store"})
