"""Who may be meant by a file, and which groups they are known to belong to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date
from typing import TypeVar

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from lms.people.models import Group, Membership, Person, Residence
from lms.places.models import OrgUnit, OrgUnitScope
from lms.places.queries import in_force
from lms.places.rules import COMMUNE_LEVEL
from lms.statistics.imports.memberships.rules import Somebody, Stay

_AT_ONCE = 400
_ONE = func.coalesce(Person.canonical_id, Person.id)
Key = TypeVar("Key")


def people(db: Session, names: Collection[str], public_ids: Collection[str], on: date) -> list[Somebody]:
    """The persons with these names (folded) or identifiers, each with the commune of their home on a day."""
    wanted: dict[int, tuple[int, str, str, str, int]] = {}
    for column, keys in ((Person.folded_name, names), (Person.public_id, public_ids)):
        for part in _pieces(sorted(keys)):
            rows = db.execute(
                select(Person.id, _ONE, Person.public_id, Person.phone, Person.folded_name, Person.birth_year).where(
                    column.in_(part)
                )
            )
            wanted |= {
                row_id: (one, public, phone or "", name, born) for row_id, one, public, phone, name, born in rows
            }
    homes = _communes(db, wanted, on)
    return [
        Somebody(one, public_id, phone, name, born, homes.get(row_id, ""))
        for row_id, (one, public_id, phone, name, born) in wanted.items()
    ]


def _communes(db: Session, person_ids: Collection[int], on: date) -> dict[int, str]:
    found: dict[int, str] = {}
    for part in _pieces(sorted(person_ids)):
        rows = db.execute(
            select(Residence.person_id, OrgUnit.code)
            .join(OrgUnitScope, OrgUnitScope.descendant_id == Residence.org_unit_id)
            .join(OrgUnit, OrgUnit.id == OrgUnitScope.ancestor_id)
            .where(Residence.person_id.in_(part), OrgUnit.kind.in_(COMMUNE_LEVEL), in_force(OrgUnitScope, on))
            .where(Residence.valid_from <= on, or_(Residence.valid_to.is_(None), Residence.valid_to > on))
        )
        found |= dict(rows.all())
    return found


def stays(db: Session, person_ids: Collection[int]) -> dict[tuple[int, Group], list[Stay]]:
    """The stays of persons in groups, those of rows found to be them included."""
    found: dict[tuple[int, Group], list[Stay]] = defaultdict(list)
    for part in _pieces(sorted(person_ids)):
        rows = db.execute(
            select(
                _ONE,
                Membership.group,
                Membership.org_unit_id,
                Membership.valid_from,
                Membership.valid_to,
                Membership.id,
                Membership.declared_by.is_not(None),
            )
            .join(Person, Person.id == Membership.person_id)
            .where(_ONE.in_(part))
            .order_by(Membership.id)
        )
        for person_id, group, unit_id, since, until, row, is_declared in rows:
            found[person_id, Group(group)].append(Stay(unit_id, since, until, row, bool(is_declared)))
    return found


def _pieces(keys: list[Key]) -> Iterator[list[Key]]:
    return (keys[start : start + _AT_ONCE] for start in range(0, len(keys), _AT_ONCE))
