"""Who lives where, since when, and who has left."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from lms.people.homes.models import Departure
from lms.people.homes.rules import Known
from lms.people.models import Person, Residence
from lms.people.queries import in_force
from lms.places import queries as places


@dataclass(frozen=True, slots=True)
class Home:
    """Where somebody lived, and the days between which."""

    place: str
    since: date
    until: date | None


def resident(db: Session, public_id: str, unit_ids: Iterable[int], on: date) -> Person | None:
    """The person with this public id who lives at these units or below. Rows found to be somebody else are not."""
    scope = places.within(unit_ids, on)
    here = select(Residence.person_id).where(Residence.org_unit_id.in_(scope), in_force(Residence, on))
    wanted = Person.public_id == public_id, Person.canonical_id.is_(None)
    return db.scalar(select(Person).where(*wanted, Person.id.in_(here)))


def homes(db: Session, person_id: int, on: date) -> list[Home]:
    """Where somebody has lived, the latest first; what was put right on its first day is left out."""
    rows = db.scalars(
        select(Residence)
        .where(Residence.person_id == person_id)
        .where(or_(Residence.valid_to.is_(None), Residence.valid_to > Residence.valid_from))
        .order_by(Residence.valid_from.desc(), Residence.id.desc())
    )
    return [Home(places.line(db, row.org_unit_id, on), row.valid_from, row.valid_to) for row in rows]


def present_home(db: Session, person_id: int) -> Residence | None:
    """The residence that has not ended."""
    return db.scalar(select(Residence).where(Residence.person_id == person_id, Residence.valid_to.is_(None)))


def known(db: Session, person: Person) -> Known:
    """What a day must fit to."""
    home = present_home(db, person.id)
    return Known(person.birth_year, home.valid_from if home else None)


def departure(db: Session, person_id: int) -> Departure | None:
    """That somebody has died or left, as far as it holds."""
    return db.scalar(select(Departure).where(Departure.person_id == person_id, Departure.taken_back_at.is_(None)))


def family(db: Session, person_id: int) -> list[int]:
    """The person's row and those found to be the same person."""
    same = or_(Person.id == person_id, Person.canonical_id == person_id)
    return list(db.scalars(select(Person.id).where(same).order_by(Person.id)))
