"""Who may be meant by a list of homes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.people.models import Residence
from lms.places.models import OrgUnit, OrgUnitScope
from lms.statistics.imports.memberships import queries
from lms.statistics.imports.memberships.rules import Somebody

_AT_ONCE = 400


def people(db: Session, names: Collection[str], public_ids: Collection[str], on: date) -> list[Somebody]:
    """The persons with these names (folded) or identifiers, once for each unit a home of theirs is or ever lay in.

    Units that have ended and homes of before are among them: a list made after a split names where people lived before, and
    is to find them a second time, too.
    """
    found = queries.people(db, names, public_ids, on)
    units = _units(db, {one.person_id for one in found})
    return [replace(one, commune=code) for one in found for code in ("", *units.get(one.person_id, []))]


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
