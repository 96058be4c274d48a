"""Who teaches a class: its teacher has others teach it too; each of those may leave."""

from __future__ import annotations

from uuid import UUID

from flask import abort, flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.classroom.blueprint import bp
from lms.classroom.papers.queries import teacher_of
from lms.classroom.queries import ClassLine
from lms.classroom.teachers import actions, queries
from lms.classroom.views.own import own_class, today
from lms.clock import now
from lms.people.forms import showable
from lms.people.models import Person
from lms.roles import Role
from lms.vietnamese import tidy
from lms.web import me, open_to, page, reading, redirect_to, transaction

_LONGEST_SEARCH = 100


@bp.get("/classes/<uuid:public_id>/teachers")
@open_to(Role.TEACHER)
def teachers(public_id: UUID) -> ResponseReturnValue:
    """Who teaches the class; for its teacher, those of the place who could."""
    one = own_class(public_id)
    typed = showable(tidy(request.args.get("q", "")))[:_LONGEST_SEARCH]
    may_choose = _is_first(one) and one.group.closed_at is None
    found = queries.may_be_added(reading(), one.group, typed, today()) if may_choose else []
    return page(
        "classroom/teachers.html",
        one=one,
        teacher=teacher_of(reading(), one.group),
        beside=queries.beside(reading(), one.group.id),
        my_id=me().person_id,
        is_first=_is_first(one),
        may_choose=may_choose,
        typed=typed,
        found=found,
        most=queries.MOST,
    )


@bp.post("/classes/<uuid:public_id>/teachers")
@open_to(Role.TEACHER)
def add_teacher(public_id: UUID) -> ResponseReturnValue:
    """Have somebody who teaches at the place teach the class too."""
    one = own_class(public_id)
    if not _is_first(one):
        abort(404)
    there = queries.may_be_added(reading(), one.group, _typed_name(), today())
    person = _among(there, request.form.get("who", ""))
    with transaction() as db:
        actions.add_teacher(db, one.group.id, person.id, me().person_id, now())
    flash(_("%(name)s teaches the class too.", name=person.name), "ok")
    return redirect_to("classroom.teachers", public_id=one.group.public_id)


@bp.post("/classes/<uuid:public_id>/teachers/remove")
@open_to(Role.TEACHER)
def remove_teacher(public_id: UUID) -> ResponseReturnValue:
    """Its teacher takes somebody off; everybody else only themselves."""
    one = own_class(public_id)
    person = _among(queries.beside(reading(), one.group.id), request.form.get("who", ""))
    is_me = person.id == me().person_id
    if not (is_me or _is_first(one)):
        abort(404)
    with transaction() as db:
        actions.remove_teacher(db, one.group.id, person.id, me().person_id, now())
    if is_me:
        flash(_("You do not teach the class any more."), "ok")
        return redirect_to("classroom.classes")
    flash(_("%(name)s does not teach the class any more.", name=person.name), "ok")
    return redirect_to("classroom.teachers", public_id=one.group.public_id)


def _is_first(one: ClassLine) -> bool:
    return one.group.teacher_id == me().person_id


def _typed_name() -> str:
    return showable(tidy(request.form.get("q", "")))[:_LONGEST_SEARCH]


def _among(people: list[Person], public_id: str) -> Person:
    return next((person for person in people if person.public_id == public_id), None) or abort(404)
