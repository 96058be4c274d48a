"""The ledger of late changes: whatever alters what a frozen day would show is written down with what caused it (D16)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import bindparam, func, insert, literal, select
from sqlalchemy.orm import Session

from lms.statistics.counting.models import DayChange
from lms.statistics.counting.rules import Cause, Causes, Deltas
from lms.statistics.periods.models import FrozenPeriod, LateChange, ReportingPeriod
from lms.statistics.rules import Indicator

_IS_FIRST = FrozenPeriod.revision == 0
_FROZEN = (
    select(ReportingPeriod.id, ReportingPeriod.cut_off)
    .join(FrozenPeriod, FrozenPeriod.period_id == ReportingPeriod.id)
    .where(ReportingPeriod.cut_off >= bindparam("first"), _IS_FIRST)
    .order_by(ReportingPeriod.id)
)
"""The frozen periods a change from a day on may alter."""


def note(db: Session, moved: Mapping[Causes, Deltas], through: date | None, now: datetime) -> None:
    """Append what these changes alter on every frozen cut-off day: it lies before the day the counts are of.

    The caller holds the lock on that day since before it asked, so that a period frozen meanwhile is either seen here
    or has seen these changes.
    """
    first = min((day for deltas in moved.values() for (_, _, day), delta in deltas.items() if delta), default=None)
    if first is None or through is None or through <= first:
        return
    frozen = db.connection().execute(_FROZEN, {"first": first}).all()
    rows = [
        {
            "period_id": period_id,
            "indicator": indicator,
            "org_unit_id": unit_id,
            "delta": delta,
            "causes": " ".join(causes),
            "recorded_at": now,
        }
        for period_id, cut_off in frozen
        for causes, deltas in sorted(moved.items())
        for (unit_id, indicator), delta in sorted(_until(deltas, cut_off).items())
    ]
    if rows:
        db.execute(insert(LateChange), rows)


def note_loss(db: Session, now: datetime) -> None:
    """Append that everything counted until each frozen cut-off day is gone: before all are counted anew."""
    lost = (
        select(
            ReportingPeriod.id,
            DayChange.indicator,
            DayChange.org_unit_id,
            -func.sum(DayChange.delta),
            literal(Cause.RULE.value),
            literal(now, ReportingPeriod.metadata.tables["late_change"].c.recorded_at.type),
        )
        .select_from(FrozenPeriod)
        .join(ReportingPeriod, ReportingPeriod.id == FrozenPeriod.period_id)
        .join(DayChange, DayChange.day <= ReportingPeriod.cut_off)
        .where(_IS_FIRST)
        .group_by(ReportingPeriod.id, DayChange.indicator, DayChange.org_unit_id)
        .having(func.sum(DayChange.delta) != 0)
    )
    columns = ("period_id", "indicator", "org_unit_id", "delta", "causes", "recorded_at")
    db.execute(insert(LateChange).from_select(columns, lost))


def _until(deltas: Deltas, cut_off: date) -> dict[tuple[int, Indicator], int]:
    found: Counter[tuple[int, Indicator]] = Counter()
    for (unit_id, indicator, day), delta in deltas.items():
        if day <= cut_off:
            found[unit_id, indicator] += delta
    return {at: delta for at, delta in found.items() if delta}
