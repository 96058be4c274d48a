"""The people of an official's places: who lives where, since when, and who is gone. Elsewhere nobody is found."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from flask import abort, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.clock import local_date, now
from lms.people import queries as people
from lms.people.blueprint import bp
from lms.people.forms import showable
from lms.people.homes import queries
from lms.people.homes.rules import WORDS, Why
from lms.people.models import Person
from lms.people.roles import queries as scope
from lms.roles import Role
from lms.vietnamese import tidy
from lms.web import me, open_to, page, reading

IN_CHARGE = (Role.OFFICIAL, Role.ADMINISTRATOR)
_LONGEST_SEARCH = 100


@bp.get("/people/homes")
@open_to(*IN_CHARGE)
def homes() -> ResponseReturnValue:
    """Find a person who lives in the own places."""
    typed = showable(tidy(request.args.get("q", "")))[:_LONGEST_SEARCH]
    found = scope.residents_found(reading(), typed, own_units(), today()) if typed else []
    return page("people/homes/find.html", typed=typed, found=found, most=scope.MOST)


@bp.get("/people/<uuid:public_id>/home")
@open_to(*IN_CHARGE)
def home(public_id: UUID) -> ResponseReturnValue:
    """Where somebody lives and has lived, and what can be written down."""
    person, db = find_resident(public_id), reading()
    gone = queries.departure(db, person.id)
    writer = people.person(db, gone.recorded_by) if gone else None
    return page(
        "people/homes/home.html",
        person=person,
        homes=queries.homes(db, person.id, today()),
        gone=gone,
        gone_words=_(WORDS[Why(gone.why)]) if gone else "",
        written_by=writer.name if writer else "",
        is_own=person.id == me().person_id,
    )


def find_resident(public_id: UUID) -> Person:
    """The person, if they live in the visitor's places."""
    return queries.resident(reading(), str(public_id), own_units(), today()) or abort(404)


def find_other(public_id: UUID) -> Person:
    """The same, unless it is the visitor: nobody writes this down of themselves."""
    person = find_resident(public_id)
    if person.id == me().person_id:
        abort(404)
    return person


def own_units() -> tuple[int, ...]:
    """Where the visitor is in charge."""
    return me().units(*IN_CHARGE)


def today() -> date:
    """The calendar day of this request."""
    return local_date(now())
