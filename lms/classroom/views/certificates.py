"""The certificates of a class: how many there are, and all of them at once for its teacher."""

from __future__ import annotations

from uuid import UUID

from flask import abort
from flask.typing import ResponseReturnValue

from lms.certificates.bulk import queries as bulk
from lms.certificates.bulk.scopes import Scope
from lms.certificates.rules import Wanted
from lms.certificates.views.exports import ask, asked_kind
from lms.classroom.blueprint import bp
from lms.classroom.certificates import CLASS
from lms.classroom.queries import ClassLine
from lms.classroom.views.own import own_class, today
from lms.problems import Problem
from lms.roles import Role
from lms.web import me, open_to, page, reading
from lms.web.pages import in_words


@bp.get("/classes/<uuid:public_id>/certificates")
@open_to(Role.TEACHER)
def certificates(public_id: UUID) -> ResponseReturnValue:
    """How many certificates the class has led to, and what can be taken."""
    return _shown(own_class(public_id))


@bp.post("/classes/<uuid:public_id>/certificates")
@open_to(Role.TEACHER)
def ask_for_class(public_id: UUID) -> ResponseReturnValue:
    """Ask for all of them."""
    one = own_class(public_id)
    try:
        return ask(_scope(one), asked_kind(), Wanted(), one.group.name)
    except Problem as problem:
        return _shown(one, in_words(problem)), 422


def _scope(one: ClassLine) -> Scope:
    return Scope(CLASS, (one.group.id,))


def _shown(one: ClassLine, refused: str = "") -> str:
    holding = bulk.holding(Wanted(), with_ended=False)
    found = bulk.chosen(reading(), me().person_id, _scope(one), today(), holding)
    if found is None:
        abort(404)
    count = bulk.count(reading(), found)
    return page("classroom/certificates.html", one=one, count=count, refused=refused)
