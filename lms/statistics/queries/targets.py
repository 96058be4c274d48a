"""What was aimed at, and which plan says so."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.statistics.models import Target
from lms.statistics.rules import Indicator


def targets(db: Session, year: int) -> list[Target]:
    """Every target of a year, in a definite order."""
    return list(db.scalars(select(Target).where(Target.year == year).order_by(Target.indicator, Target.org_unit_id)))


def target_for(rows: list[Target], indicator: Indicator, path: list[int]) -> Target | None:
    """The target that holds for a unit: its own, else that of the nearest unit above. ``path`` is smallest first.

    A number of people is meant for one unit: those below it look further up.
    """
    at = {row.org_unit_id: row for row in rows if row.indicator == indicator}
    found = [at[unit_id] for unit_id in path if unit_id in at]
    return next((row for row in found if row.people is None or row.org_unit_id == path[0]), None)


def years(db: Session) -> list[int]:
    """The years for which there is any target, in order."""
    return sorted(db.scalars(select(Target.year).distinct()))
