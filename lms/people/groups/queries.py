"""Who says what of a group, and who answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from lms.people.groups.models import Declaration
from lms.people.groups.rules import State, Stay
from lms.people.models import Group, Membership, Person
from lms.people.queries import in_force
from lms.places.models import OrgUnit
from lms.places.queries import in_force as is_unit_in_force
from lms.places.queries import within
from lms.places.rules import Kind

MOST = 50
"""How many answered ones are listed; those that wait are all listed."""


@dataclass(frozen=True, slots=True)
class Declared:
    """A declaration with the person who says so."""

    declaration: Declaration
    person: Person


@dataclass(frozen=True, slots=True)
class Charge:
    """Who answers, at which units. Nobody answers the own declarations."""

    person_id: int
    unit_ids: tuple[int, ...]


def of_person(db: Session, person_id: int) -> list[Declaration]:
    """What a person has said of groups, the newest first."""
    mine = select(Declaration).where(Declaration.person_id == person_id)
    return list(db.scalars(mine.order_by(Declaration.declared_at.desc(), Declaration.id.desc()).limit(MOST)))


def count_waiting(db: Session, person_id: int) -> int:
    """How many declarations of a person wait for an answer."""
    waits = select(func.count(Declaration.id)).where(Declaration.person_id == person_id)
    return db.scalar(waits.where(Declaration.state == State.WAITING)) or 0


def find_own(db: Session, public_id: str, person_id: int) -> Declaration | None:
    """One declaration of this person."""
    wanted = Declaration.public_id == public_id, Declaration.person_id == person_id
    return db.scalar(select(Declaration).where(*wanted))


def memberships(db: Session, person_id: int, on: date) -> list[Membership]:
    """The groups in which a person is counted on a day, with their places."""
    mine = select(Membership).where(Membership.person_id == person_id, in_force(Membership, on))
    return list(db.scalars(mine.order_by(Membership.id)))


def stays(db: Session, person_id: int, group: Group) -> list[Stay]:
    """Every stay of a person in a group."""
    rows = db.scalars(
        select(Membership)
        .where(Membership.person_id == person_id, Membership.group == group)
        .order_by(Membership.valid_from, Membership.id)
    )
    return [Stay(row.org_unit_id, row.valid_from, row.valid_to) for row in rows]


def offices(db: Session, on: date) -> OrgUnit | None:
    """The unit of those who work for the bodies of the province."""
    return db.scalar(select(OrgUnit).where(OrgUnit.kind == Kind.OFFICES, is_unit_in_force(OrgUnit, on)))


def in_charge(db: Session, charge: Charge, on: date) -> list[Declared]:
    """What somebody answers: first what waits, the oldest on top, then the answered, the newest on top."""
    row, found = Declaration, _in_charge(charge, on)
    waits = found.where(row.state == State.WAITING).order_by(row.declared_at, row.id)
    answered = found.where(row.state.in_([State.APPROVED, State.REFUSED])).order_by(row.answered_at.desc(), row.id)
    return [Declared(*pair) for statement in (waits, answered.limit(MOST)) for pair in db.execute(statement)]


def count_in_charge(db: Session, charge: Charge, on: date) -> int:
    """How many declarations wait for somebody."""
    waits = _in_charge(charge, on).where(Declaration.state == State.WAITING)
    return db.scalar(waits.with_only_columns(func.count(Declaration.id))) or 0


def find_in_charge(db: Session, public_id: str, charge: Charge, on: date) -> Declared | None:
    """One declaration, if it is this somebody's to answer."""
    row = db.execute(_in_charge(charge, on).where(Declaration.public_id == public_id)).one_or_none()
    return Declared(*row) if row else None


def _in_charge(charge: Charge, on: date) -> Select[Declaration, Person]:
    others = Declaration.person_id != charge.person_id
    return (
        select(Declaration, Person)
        .join(Person, Person.id == Declaration.person_id)
        .where(others, Declaration.org_unit_id.in_(within(charge.unit_ids, on)))
    )
