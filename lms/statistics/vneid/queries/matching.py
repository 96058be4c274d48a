"""Who is meant by a row of a file that knows no key of ours: by identity number, else by name, year of birth and place."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.people.models import Person, Residence
from lms.people.queries import in_force
from lms.places import queries as places
from lms.places.models import OrgUnit
from lms.statistics.vneid.models import Confirmation, IdentityNumber
from lms.vietnamese import fold

_TWO = 2
"""Enough to know that a row names more than one."""


def by_mark(db: Session, mark: str) -> int | None:
    """The person whose identity number has this mark."""
    return db.scalar(
        select(func.coalesce(Person.canonical_id, Person.id))
        .join(IdentityNumber, IdentityNumber.person_id == Person.id)
        .where(IdentityNumber.mark == mark)
    )


def mark_of(db: Session, person_id: int) -> str | None:
    """The mark of somebody's identity number, if it is kept."""
    return db.scalar(select(IdentityNumber.mark).where(IdentityNumber.person_id == person_id))


def by_name(db: Session, name: str, birth_year: int, unit_code: str, on: date) -> list[int]:
    """The persons of this name and year who live in a unit or below it; two mean that nobody can say which."""
    person_id = func.coalesce(Person.canonical_id, Person.id)
    units = select(OrgUnit.id).where(OrgUnit.code == unit_code, places.in_force(OrgUnit, on))
    found = db.scalars(
        select(person_id)
        .join(Residence, Residence.person_id == Person.id)
        .where(
            Person.folded_name == fold(name),
            Person.birth_year == birth_year,
            in_force(Residence, on),
            Residence.org_unit_id.in_(places.within(db.scalars(units).all(), on)),
        )
        .distinct()
        .order_by(person_id)
        .limit(_TWO)
    )
    return list(found)


def days_of(db: Session, person_id: int) -> set[date]:
    """The days on which somebody was said to be confirmed."""
    return set(db.scalars(select(Confirmation.confirmed_on).where(Confirmation.person_id == person_id)))
