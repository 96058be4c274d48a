"""Two ways to add up over units: by the boundaries of today, or by those of the day that is looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.places.models import OrgUnit, OrgUnitScope
from lms.places.queries import in_force
from lms.places.rules import Kind, added_up


class Boundaries(StrEnum):
    """Which tree figures of a past day are added up by; whoever shows them says which."""

    CURRENT = "current"
    """«Theo địa giới hiện hành»: today's units, whatever they were called then."""
    AS_OF_THEN = "as-of-then"
    """«Theo địa giới tại thời điểm»: the units of that day; what frozen periods hold."""


@dataclass(frozen=True, slots=True)
class Tree:
    """The units of a day, and for every unit that ever was before it those it counts in."""

    on: date
    above: dict[int, frozenset[int]]
    units: dict[int, Kind]
    unknown: int | None

    def added_up(self, counts: Mapping[int, int]) -> dict[int, int]:
        """What units have that hold these counts themselves: every count once, in each unit above its own.

        Counts of a unit that this day does not know are of nobody knows where: the rows still add up to the province.
        """
        return added_up(counts, self.above, self.unknown)


def tree_day(boundaries: Boundaries, on: date, today: date) -> date:
    """The day whose tree figures of the day ``on`` are added up by."""
    return on if boundaries is Boundaries.AS_OF_THEN else max(on, today)


def tree(db: Session, on: date) -> Tree:
    """The tree of a day."""
    above: dict[int, set[int]] = {}
    rows = db.execute(select(OrgUnitScope.descendant_id, OrgUnitScope.ancestor_id).where(in_force(OrgUnitScope, on)))
    for unit_id, ancestor_id in rows:
        above.setdefault(unit_id, set()).add(ancestor_id)
    kinds = db.execute(select(OrgUnit.id, OrgUnit.kind).where(in_force(OrgUnit, on)).order_by(OrgUnit.id))
    units = {unit_id: Kind(kind) for unit_id, kind in kinds}
    unknown = next((unit_id for unit_id, kind in units.items() if kind is Kind.UNKNOWN), None)
    return Tree(on, {unit_id: frozenset(ancestors) for unit_id, ancestors in above.items()}, units, unknown)
