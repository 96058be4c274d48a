"""How many had attained at the end of each day."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from sqlalchemy.orm import Session

from lms.places.models import OrgUnit
from lms.places.rules import Kind
from lms.statistics.counting.queries import trends
from lms.statistics.pace.rules import Series, told_from
from lms.statistics.rules import Indicator


def series(
    db: Session,
    indicators: Collection[Indicator],
    unit: OrgUnit,
    until: date,
    drawn_on: date,
    drawn: Collection[Indicator] = tuple(Indicator),
) -> Mapping[Indicator, Series]:
    """How many had attained in a unit with all below it, at the end of each day of a year on which that changed.

    Of those that are not ``drawn`` only on the days from which pace is told.
    """
    unit_id = None if unit.kind == Kind.PROVINCE else unit.id
    few = [one for one in indicators if one not in drawn]
    since, between = told_from(until)
    return trends(db, indicators, unit_id, since, until, drawn_on, (few, between))
