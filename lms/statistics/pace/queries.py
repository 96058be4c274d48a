"""How many had attained at the end of each day."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from sqlalchemy.orm import Session

from lms.places.models import OrgUnit
from lms.places.rules import Kind
from lms.statistics.counting.queries import trends
from lms.statistics.pace.rules import Series, seen_from
from lms.statistics.rules import Indicator


def series(
    db: Session, indicators: Collection[Indicator], unit: OrgUnit, until: date, drawn_on: date
) -> Mapping[Indicator, Series]:
    """How many had attained in a unit with all below it, at the end of each day of a year on which that changed."""
    unit_id = None if unit.kind == Kind.PROVINCE else unit.id
    return trends(db, indicators, unit_id, seen_from(until), until, drawn_on)
