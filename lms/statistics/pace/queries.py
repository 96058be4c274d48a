"""How many had attained at the end of each day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy.orm import Session

from lms.places.models import OrgUnit
from lms.places.rules import Kind
from lms.statistics.counting.queries import trend
from lms.statistics.pace.rules import Series, seen_from
from lms.statistics.rules import Indicator


def series(
    db: Session, indicators: Iterable[Indicator], unit: OrgUnit, until: date, drawn_on: date
) -> dict[Indicator, Series]:
    """How many had attained in a unit with all below it, at the end of each day of a year on which that changed."""
    unit_id = None if unit.kind == Kind.PROVINCE else unit.id
    return {one: trend(db, one, unit_id, seen_from(until), until, drawn_on) for one in indicators}
