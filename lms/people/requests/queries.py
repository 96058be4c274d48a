"""Every read of requests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select
from sqlalchemy.orm import Session

from lms.people.models import Person
from lms.people.requests.models import Request
from lms.people.requests.rules import ANSWERED_BY, State, What
from lms.places.queries import within
from lms.roles import Role

MOST = 50
"""How many answered requests are shown; those that wait are all shown."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request with the person who asks."""

    request: Request
    person: Person


@dataclass(frozen=True, slots=True)
class Charge:
    """Who answers: with which roles at which units. Nobody answers the own requests."""

    person_id: int
    units: Mapping[Role, tuple[int, ...]]


def of_person(db: Session, person_id: int) -> list[Request]:
    """What a person has asked for, the newest first."""
    return list(
        db.scalars(
            select(Request)
            .where(Request.person_id == person_id)
            .order_by(Request.asked_at.desc(), Request.id.desc())
            .limit(MOST)
        )
    )


def count_waiting(db: Session, person_id: int) -> int:
    """How many requests of a person wait for an answer."""
    waiting = select(func.count(Request.id)).where(Request.person_id == person_id, Request.state == State.SENT)
    return db.scalar(waiting) or 0


def in_charge(db: Session, charge: Charge, on: date) -> list[Asked]:
    """What somebody answers: first what waits, the oldest on top, then the answered."""
    found = _in_charge(charge, on)
    waiting = found.where(Request.state == State.SENT).order_by(Request.asked_at, Request.id)
    answered = found.where(Request.state != State.SENT).order_by(Request.answered_at.desc(), Request.id).limit(MOST)
    return [Asked(*row) for statement in (waiting, answered) for row in db.execute(statement)]


def count_in_charge(db: Session, charge: Charge, on: date) -> int:
    """How many requests wait for somebody."""
    waiting = _in_charge(charge, on).where(Request.state == State.SENT).with_only_columns(func.count(Request.id))
    return db.scalar(waiting) or 0


def find_in_charge(db: Session, public_id: str, charge: Charge, on: date) -> Asked | None:
    """One request, if it is this somebody's to answer."""
    row = db.execute(_in_charge(charge, on).where(Request.public_id == public_id)).one_or_none()
    return Asked(*row) if row else None


def find_own(db: Session, public_id: str, person_id: int) -> Request | None:
    """One request of this person."""
    return db.scalar(select(Request).where(Request.public_id == public_id, Request.person_id == person_id))


def _in_charge(charge: Charge, on: date) -> Select[Request, Person]:
    scopes = or_(*_scopes(charge.units, on), false())
    others = Request.person_id != charge.person_id
    return select(Request, Person).join(Person, Person.id == Request.person_id).where(others, scopes)


def _scopes(units: Mapping[Role, tuple[int, ...]], on: date) -> list[ColumnElement[bool]]:
    """For each kind of request: it is of that kind, and the place lies within the units of the role that answers it."""
    return [
        and_(Request.what == what, Request.org_unit_id.in_(within(units.get(role, ()), on)))
        for what, role in ANSWERED_BY.items()
    ]


def accounts_closed() -> Select[int]:
    """The ids of those who asked for their account to be closed or deleted, which was done: nobody looks for them again."""
    ending = Request.what.in_((What.WITHDRAWAL, What.DELETION))
    return select(Request.person_id).where(Request.state == State.DONE, ending)
