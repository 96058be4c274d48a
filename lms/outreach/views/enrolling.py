"""A neighbour who is not known here yet is enrolled at the door; whoever may be the same person is shown first."""

from __future__ import annotations

import hashlib

from flask import flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.classroom.lists.queries import lock_commune
from lms.clock import now
from lms.outreach import actions, queries
from lms.outreach.blueprint import bp
from lms.outreach.forms import NeighbourForm
from lms.outreach.queries import Known
from lms.outreach.views.own import own_village, today
from lms.people import rules
from lms.places import queries as places
from lms.places.models import OrgUnit
from lms.roles import Role
from lms.web import me, open_to, page, reading, redirect_to, transaction


@bp.get("/village/<code>/new")
@open_to(Role.TEAM)
def new_neighbour(code: str) -> ResponseReturnValue:
    """Ask for name and year of birth."""
    return page("outreach/new.html", village=own_village(code), form=NeighbourForm(formdata=None), alike=[], seen="")


@bp.post("/village/<code>/new")
@open_to(Role.TEAM)
def new_neighbour_submit(code: str) -> ResponseReturnValue:
    """Enrol the person, unless somebody may be the same who was not shown yet."""
    village, form = own_village(code), NeighbourForm()
    if not form.validate():
        return page("outreach/new.html", village=village, form=form, alike=[], seen=""), 422
    name = rules.full_name(form.name.data or "")
    year = rules.birth_year(form.birth_year.data or "", today().year)
    alike = queries.alike(reading(), name, year, village.id, today())
    if alike and request.form.get("seen") != _fingerprint(alike):
        return _asked(village, form, alike)
    with transaction() as db:
        commune = places.commune_of(db, village.id, today())
        lock_commune(db, commune.id if commune else village.id)
        now_alike = queries.alike(db, name, year, village.id, today())
        if [one.person.id for one in now_alike] == [one.person.id for one in alike]:
            person = actions.enrol_neighbour(db, village.id, name, year, me().person_id, now())
        else:  # somebody else has just enrolled this person
            person = None
    if person is None:
        return _asked(village, form, queries.alike(reading(), name, year, village.id, today()))
    flash(_("%(name)s is enrolled. You help this person from now on.", name=name), "ok")
    return redirect_to("outreach.neighbour", code=village.code, person=person.public_id)


def _asked(village: OrgUnit, form: NeighbourForm, alike: list[Known]) -> ResponseReturnValue:
    return page("outreach/new.html", village=village, form=form, alike=alike, seen=_fingerprint(alike)), 409


def _fingerprint(alike: list[Known]) -> str:
    """Of those who were shown."""
    return hashlib.sha256(" ".join(one.person.public_id for one in alike).encode()).hexdigest()
