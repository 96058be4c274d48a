"""What was aimed at, and which plan says so."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Integer, bindparam, select
from sqlalchemy.orm import Session

from lms.statistics.models import Target
from lms.statistics.rules import Indicator

Targets = Mapping[tuple[Indicator, int], Target]
"""Every target of a year, by indicator and unit: thousands of units are looked up in it."""


_OF_YEAR = select(Target).where(Target.year == bindparam("year", type_=Integer))
_YEARS = select(Target.year).distinct()


def targets(db: Session, year: int) -> Targets:
    """Every target of a year."""
    rows = db.scalars(_OF_YEAR, {"year": year})
    return {(Indicator(row.indicator), row.org_unit_id): row for row in rows}


def target_for(rows: Targets, indicator: Indicator, path: list[int]) -> Target | None:
    """The target that holds for a unit: its own, else that of the nearest unit above. ``path`` is smallest first.

    A number of people is meant for one unit: those below it look further up.
    """
    for unit_id in path:
        row = rows.get((indicator, unit_id))
        if row is not None and (row.people is None or unit_id == path[0]):
            return row
    return None


def years(db: Session) -> list[int]:
    """The years for which there is any target, in order."""
    return sorted(db.scalars(_YEARS))
