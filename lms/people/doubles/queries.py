"""Who may be the same person as somebody, and who was found to be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.people.doubles.models import DuplicateDecision
from lms.people.models import Person, Residence
from lms.people.queries import in_force
from lms.places import queries as places

MOST = 20


@dataclass(frozen=True, slots=True)
class Joined:
    """An entry that was found to be the same person, and who said so."""

    decision: DuplicateDecision
    person: Person
    decided_by: str


def alike(db: Session, person: Person, unit_ids: Iterable[int], on: date) -> list[tuple[Person, str]]:
    """Others of the same name who live at these units, each with their place; those of one year of birth first."""
    rows = db.execute(
        select(Person, Residence.org_unit_id)
        .join(Residence, (Residence.person_id == Person.id) & in_force(Residence, on))
        .where(Person.folded_name == person.folded_name, Person.id != person.id, Person.canonical_id.is_(None))
        .where(Residence.org_unit_id.in_(places.within(unit_ids, on)))
        .order_by(Person.birth_year != person.birth_year, Person.birth_year, Person.id)
        .limit(MOST)
    )
    return [(one, places.line(db, unit_id, on)) for one, unit_id in rows]


def joined(db: Session, person_id: int) -> list[Joined]:
    """The entries that are joined to somebody."""
    holds = DuplicateDecision.canonical_id == person_id, DuplicateDecision.taken_back_at.is_(None)
    found = db.scalars(select(DuplicateDecision).where(*holds).order_by(DuplicateDecision.id))
    return [Joined(one, db.get_one(Person, one.person_id), db.get_one(Person, one.decided_by).name) for one in found]
