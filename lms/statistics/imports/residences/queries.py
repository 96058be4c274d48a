"""Who may be meant by a list of homes, where they live, and since when there are the units."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.people.homes.models import Departure
from lms.people.homes.rules import Known
from lms.people.models import Person, Residence
from lms.places.models import OrgUnit, OrgUnitScope
from lms.places.queries import in_force
from lms.statistics.imports.memberships import queries
from lms.statistics.imports.memberships.rules import Somebody

_AT_ONCE = 400


@dataclass(frozen=True, slots=True)
class Standing:
    """What is on record of a person."""

    known: Known
    home_id: int | None
    """The unit of the present home."""
    is_gone: bool


def people(db: Session, names: Collection[str], public_ids: Collection[str], on: date) -> list[Somebody]:
    """The persons with these names (folded) or identifiers, once for each unit a home of theirs is or ever lay in.

    Units that have ended and homes of before are among them: a list made after a split names where people lived before, and
    is to find them a second time, too.
    """
    found = queries.people(db, names, public_ids, on)
    units = _units(db, {one.person_id for one in found})
    return [replace(one, commune=code) for one in found for code in ("", *units.get(one.person_id, []))]


def standings(db: Session, person_ids: Collection[int]) -> dict[int, Standing]:
    """The present home of each person, and whether they have died or left."""
    found: dict[int, Standing] = {}
    wanted = sorted(person_ids)
    for start in range(0, len(wanted), _AT_ONCE):
        rows = db.execute(
            select(Person.id, Person.birth_year, Residence.org_unit_id, Residence.valid_from, Departure.id)
            .outerjoin(Residence, (Residence.person_id == Person.id) & Residence.valid_to.is_(None))
            .outerjoin(Departure, (Departure.person_id == Person.id) & Departure.taken_back_at.is_(None))
            .where(Person.id.in_(wanted[start : start + _AT_ONCE]))
        )
        for person_id, born, home_id, since, departure_id in rows:
            found[person_id] = Standing(Known(born, since), home_id, departure_id is not None)
    return found


def beginnings(db: Session, on: date) -> dict[str, date]:
    """Since when there is each unit of a day, by its code."""
    return dict(db.execute(select(OrgUnit.code, OrgUnit.valid_from).where(in_force(OrgUnit, on))).all())


def _units(db: Session, person_ids: Collection[int]) -> dict[int, list[str]]:
    known: dict[int, list[str]] = defaultdict(list)
    wanted = sorted(person_ids)
    for start in range(0, len(wanted), _AT_ONCE):
        rows = db.execute(
            select(Residence.person_id, OrgUnit.code)
            .join(OrgUnitScope, OrgUnitScope.descendant_id == Residence.org_unit_id)
            .join(OrgUnit, OrgUnit.id == OrgUnitScope.ancestor_id)
            .where(Residence.person_id.in_(wanted[start : start + _AT_ONCE]))
            .distinct()
        )
        for person_id, code in rows:
            known[person_id].append(code)
    return known
