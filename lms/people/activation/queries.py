"""Every read of cards that begin an account."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, aliased

from lms.people.activation.models import ActivationCode
from lms.people.models import Login, Person, Residence, RoleGrant
from lms.people.papers.rules import CODE_TRIES
from lms.people.queries import in_force
from lms.places import queries as places


def open_code(db: Session, now: datetime, *, key: str = "", person_id: int = 0) -> ActivationCode | None:
    """The card with this key, or of this person, while it still begins anything."""
    whose = ActivationCode.key == key if key else ActivationCode.person_id == person_id
    return db.scalar(select(ActivationCode).where(whose, holds(now)))


def code(db: Session, code_id: int) -> ActivationCode | None:
    """One of them, whether it still holds or not."""
    return db.get(ActivationCode, code_id)


def holds(now: datetime) -> ColumnElement[bool]:
    """Whether a card can still be used."""
    one = ActivationCode
    return one.ended_at.is_(None) & (one.expires_at > now) & (one.tries < CODE_TRIES)


def may_start(
    db: Session, helper_id: int, person_ids: Iterable[int], unit_ids: Iterable[int], on: date
) -> frozenset[int]:
    """Those of these people who have no way in, live at these units, count here and have no role: one statement."""
    live_here = select(Residence.person_id).where(
        Residence.org_unit_id.in_(places.within(unit_ids, on)), in_force(Residence, on)
    )
    with_role = select(RoleGrant.person_id).where(in_force(RoleGrant, on))
    found = db.scalars(
        select(Person.id)
        .where(Person.id.in_(list(person_ids)), Person.id != helper_id, Person.id.in_(live_here))
        .where(Person.canonical_id.is_(None), Person.left_on.is_(None), ~has_way_in())
        .where(Person.id.not_in(with_role))
    )
    return frozenset(found)


def has_way_in() -> ColumnElement[bool]:
    """Whether a person, or an entry found to be the same person, ever had a way in."""
    double = aliased(Person)
    theirs = select(func.coalesce(double.canonical_id, double.id)).join(Login, Login.person_id == double.id)
    return func.coalesce(Person.canonical_id, Person.id).in_(theirs)
