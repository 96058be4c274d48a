"""Who has which role where, as far as an administrator may see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from lms.people import rules
from lms.people.models import Login, Person, Residence, RoleGrant
from lms.people.queries import in_force
from lms.places import queries as places
from lms.places.models import OrgUnit
from lms.roles import Role
from lms.vietnamese import fold

MOST = 20
"""How many rows a search shows; whoever needs more types more letters."""


@dataclass(frozen=True, slots=True)
class GivenRole:
    """One open grant, ready to be shown."""

    id: int
    public_id: str
    name: str
    role: Role
    place: str
    since: date


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """One person a search found."""

    public_id: str
    name: str
    birth_year: int
    place: str


def given_roles(db: Session, unit_ids: Iterable[int], on: date, *, person_id: int | None = None) -> list[GivenRole]:
    """The open grants at these units and below, by the person's name; those of one person if one is named."""
    above, over = aliased(OrgUnit), places.above(on)
    query = (
        select(RoleGrant, Person, OrgUnit.name, above.name)
        .join(Person, Person.id == RoleGrant.person_id)
        .join(OrgUnit, OrgUnit.id == RoleGrant.org_unit_id)
        .outerjoin(over, over.c.unit_id == OrgUnit.id)
        .outerjoin(above, above.id == over.c.parent_id)
        .where(in_force(RoleGrant, on), RoleGrant.org_unit_id.in_(places.within(unit_ids, on)))
        .order_by(Person.sort_key, Person.id, RoleGrant.id)
    )
    if person_id is not None:
        query = query.where(Person.id == person_id)
    return [
        GivenRole(grant.id, person.public_id, person.name, Role(grant.role), _place(unit, parent), grant.valid_from)
        for grant, person, unit, parent in db.execute(query)
    ]


def person_in_scope(db: Session, public_id: str, unit_ids: Iterable[int], on: date) -> Person | None:
    """The person with this public id, if they live at these units or have a role there."""
    return db.scalar(select(Person).where(Person.public_id == public_id, _belongs(unit_ids, on)))


def people_found(db: Session, typed: str, unit_ids: Iterable[int], on: date) -> list[FoundPerson]:
    """Those who live at these units or have a role there, and whose name holds every word or whose login name it is."""
    return _found(db, typed, _belongs(unit_ids, on), on)


def residents_found(db: Session, typed: str, unit_ids: Iterable[int], on: date) -> list[FoundPerson]:
    """The same of those who live at these units; rows found to be somebody else are left out."""
    return _found(db, typed, Person.canonical_id.is_(None) & Person.id.in_(_live(unit_ids, on)), on)


def _found(db: Session, typed: str, who: ColumnElement[bool], on: date) -> list[FoundPerson]:
    above, over = aliased(OrgUnit), places.above(on)
    query = (
        select(Person, OrgUnit.name, above.name)
        .outerjoin(Residence, (Residence.person_id == Person.id) & in_force(Residence, on))
        .outerjoin(OrgUnit, OrgUnit.id == Residence.org_unit_id)
        .outerjoin(over, over.c.unit_id == OrgUnit.id)
        .outerjoin(above, above.id == over.c.parent_id)
        .where(_is_called(typed), who)
        .order_by(Person.sort_key, Person.id)
        .limit(MOST)
    )
    return [
        FoundPerson(person.public_id, person.name, person.birth_year, _place(unit, parent))
        for person, unit, parent in db.execute(query)
    ]


def places_found(db: Session, typed: str, unit_ids: Iterable[int], on: date) -> list[tuple[str, str]]:
    """Code and name of the units in this scope whose code it is or whose name holds every word; without a word,
    the units themselves.
    """
    unit_ids = list(unit_ids)
    above, over = aliased(OrgUnit), places.above(on)
    words = _words(typed)
    wanted = (
        or_(OrgUnit.code == " ".join(words), _all_words(OrgUnit.folded_name, words))
        if words
        else OrgUnit.id.in_(unit_ids)
    )
    query = (
        select(OrgUnit.code, OrgUnit.name, above.name)
        .outerjoin(over, over.c.unit_id == OrgUnit.id)
        .outerjoin(above, above.id == over.c.parent_id)
        .where(wanted, OrgUnit.id.in_(places.within(unit_ids, on)))
        .order_by(OrgUnit.sort_key, OrgUnit.code)
        .limit(MOST)
    )
    return [(code, _place(name, parent)) for code, name, parent in db.execute(query)]


def _belongs(unit_ids: Iterable[int], on: date) -> ColumnElement[bool]:
    unit_ids = list(unit_ids)
    scope: Select[int] = places.within(unit_ids, on)
    serves = select(RoleGrant.person_id).where(RoleGrant.org_unit_id.in_(scope), in_force(RoleGrant, on))
    return or_(Person.id.in_(_live(unit_ids, on)), Person.id.in_(serves))


def _live(unit_ids: Iterable[int], on: date) -> Select[int]:
    scope: Select[int] = places.within(unit_ids, on)
    return select(Residence.person_id).where(Residence.org_unit_id.in_(scope), in_force(Residence, on))


def _is_called(typed: str) -> ColumnElement[bool]:
    has_login = select(Login.person_id).where(Login.folded_name == rules.login_key(typed))
    return or_(_all_words(Person.folded_name, _words(typed) or ["\0"]), Person.id.in_(has_login))


def _all_words(column: InstrumentedAttribute[str], words: list[str]) -> ColumnElement[bool]:
    return and_(*(column.contains(word, autoescape=True) for word in words))


def _words(typed: str) -> list[str]:
    return "".join(character if character.isprintable() else " " for character in fold(typed)).split()


def _place(name: str | None, parent: str | None) -> str:
    return ", ".join(part for part in (name, parent) if part)
