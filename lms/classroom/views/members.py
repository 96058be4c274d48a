"""Who is in a class: finding people of the own places, adding them, and one person's page."""

from __future__ import annotations

from uuid import UUID

from flask import abort, flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.classroom import actions, queries
from lms.classroom.blueprint import bp
from lms.classroom.queries import ClassLine, Member
from lms.classroom.views.own import own_class, today, units
from lms.clock import now
from lms.people.forms import showable
from lms.people.roles import queries as scope
from lms.roles import Role
from lms.vietnamese import tidy
from lms.web import me, open_to, page, reading, redirect_to, transaction

_LONGEST_SEARCH = 100


@bp.get("/classes/<uuid:public_id>/add")
@open_to(Role.TEACHER)
def add_people(public_id: UUID) -> ResponseReturnValue:
    """Find people of the own places."""
    one = own_class(public_id)
    typed = showable(tidy(request.args.get("q", "")))[:_LONGEST_SEARCH]
    found = scope.people_found(reading(), typed, units(), today()) if typed else []
    inside = {member.person.public_id for member in queries.members(reading(), one.group.id, today())}
    return page("classroom/add.html", one=one, typed=typed, found=found, inside=inside, most=scope.MOST)


@bp.post("/classes/<uuid:public_id>/add")
@open_to(Role.TEACHER)
def add_person(public_id: UUID) -> ResponseReturnValue:
    """Put a person of the own places on the list."""
    one = own_class(public_id)
    person = scope.person_in_scope(reading(), showable(request.form.get("who", "")), units(), today()) or abort(404)
    with transaction() as db:
        is_new = actions.add(db, one.group.id, person.id, now(), by=me().person_id)
    sentence = _("%(name)s is in the class now.") if is_new else _("%(name)s is in the class already.")
    flash(sentence % {"name": person.name}, "ok")
    return redirect_to("classroom.add_people", public_id=one.group.public_id)


@bp.get("/classes/<uuid:public_id>/people/<uuid:person>")
@open_to(Role.TEACHER)
def member(public_id: UUID, person: UUID) -> ResponseReturnValue:
    """One person of the class, and what can be done."""
    one = own_class(public_id)
    found = _member(one, person)
    may_help = scope.person_in_scope(reading(), found.person.public_id, units(), today()) is not None
    return page("classroom/member.html", one=one, each=found, may_help=may_help)


@bp.post("/classes/<uuid:public_id>/people/<uuid:person>/remove")
@open_to(Role.TEACHER)
def remove(public_id: UUID, person: UUID) -> ResponseReturnValue:
    """Take somebody off the list."""
    one = own_class(public_id)
    found = _member(one, person)
    with transaction() as db:
        actions.remove(db, one.group.id, found.person.id, now(), by=me().person_id)
    flash(_("%(name)s is no longer in the class.", name=found.person.name), "ok")
    return redirect_to("classroom.one_class", public_id=one.group.public_id)


@bp.post("/classes/<uuid:public_id>/people/<uuid:person>/name")
@open_to(Role.TEACHER)
def show_name(public_id: UUID, person: UUID) -> ResponseReturnValue:
    """Show the name to those who have the code, or leave it out."""
    one, is_listed = own_class(public_id), request.form.get("listed") == "1"
    found = _member(one, person)
    with transaction() as db:
        actions.show_name(db, one.group.id, found.person.id, now(), is_listed=is_listed, by=me().person_id)
    flash(_("Kept."), "ok")
    return redirect_to("classroom.member", public_id=one.group.public_id, person=found.person.public_id)


def _member(one: ClassLine, person: UUID) -> Member:
    inside = queries.members(reading(), one.group.id, today())
    return next((found for found in inside if found.person.public_id == str(person)), None) or abort(404)
