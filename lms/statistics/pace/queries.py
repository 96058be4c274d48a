"""How many had attained at the end of each day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.places.models import OrgUnitScope
from lms.places.queries import in_force
from lms.statistics.counting.models import DayChange
from lms.statistics.pace.rules import Series
from lms.statistics.rules import Indicator


def series(
    db: Session, indicators: Iterable[Indicator], unit_id: int, until: date, drawn_on: date
) -> dict[Indicator, Series]:
    """How many had attained in a unit with all below it, at the end of each day on which that changed."""
    rows = db.execute(
        select(DayChange.indicator, DayChange.day, func.sum(DayChange.delta))
        .join(OrgUnitScope, OrgUnitScope.descendant_id == DayChange.org_unit_id)
        .where(OrgUnitScope.ancestor_id == unit_id, in_force(OrgUnitScope, drawn_on))
        .where(DayChange.indicator.in_(list(indicators)), DayChange.day <= until)
        .group_by(DayChange.indicator, DayChange.day)
        .order_by(DayChange.indicator, DayChange.day)
    )
    found: dict[Indicator, list[tuple[date, int]]] = {one: [] for one in indicators}
    for indicator, day, delta in rows:
        so_far = found[Indicator(indicator)]
        so_far.append((day, delta + (so_far[-1][1] if so_far else 0)))
    return dict(found)
