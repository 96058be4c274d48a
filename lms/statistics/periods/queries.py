"""Every read of periods: the calendar, what was frozen, what changed since, who confirmed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session, aliased

from lms.places.models import OrgUnit
from lms.statistics.periods.book import Book
from lms.statistics.periods.models import (
    FrozenCheck,
    FrozenFigure,
    FrozenNote,
    FrozenPeriod,
    FrozenUnit,
    LateChange,
    PeriodApproval,
    ReportingPeriod,
    SurplusReason,
    UnitConfirmation,
)
from lms.statistics.periods.names import title
from lms.statistics.periods.rules import PeriodKind
from lms.statistics.queries.tables import Report
from lms.statistics.rules import Indicator


@dataclass(frozen=True, slots=True)
class Frozen:
    """One revision of a period that was frozen and checked."""

    id: int
    period_id: int
    code: str
    """Of the period, for example «2026-T11»."""
    revision: int
    title: str
    cut_off: date
    year: int
    sha256: str
    frozen_at: datetime
    reason: str
    """Why it was corrected; empty of the first revision."""
    series_break: str
    unit_code: str
    late_through: int
    not_confirmed: tuple[str, ...]
    """Codes of the communes that had not confirmed these figures."""


_above = aliased(FrozenUnit)
"""The unit above a frozen unit."""


@dataclass(frozen=True, slots=True)
class Late:
    """What changed since a revision was frozen, added up by unit, indicator and causes."""

    unit: str
    indicator: Indicator
    causes: str
    delta: int


def periods(db: Session) -> list[ReportingPeriod]:
    """The whole calendar, the newest cut-off first."""
    return list(
        db.scalars(
            select(ReportingPeriod).order_by(
                ReportingPeriod.cut_off.desc(), ReportingPeriod.since, ReportingPeriod.code
            )
        )
    )


def period(db: Session, code: str) -> ReportingPeriod | None:
    """One period of the calendar."""
    return db.scalar(select(ReportingPeriod).where(ReportingPeriod.code == code))


def revisions(db: Session, code: str | None = None) -> list[Frozen]:
    """Every frozen revision, of one period or of all: the newest cut-off first, the newest revision first."""
    asked = _revisions()
    return [_told(*row) for row in db.execute(asked if code is None else asked.where(ReportingPeriod.code == code))]


def offered(db: Session) -> list[Frozen]:
    """The newest revision of every frozen period, the newest cut-off first."""
    newest: dict[str, Frozen] = {}
    for one in revisions(db):
        newest.setdefault(one.code, one)
    return list(newest.values())


def frozen(db: Session, code: str, revision: int | None = None) -> Frozen | None:
    """A revision of a period, the newest unless one is named."""
    found = revisions(db, code)
    return next((one for one in found if revision is None or one.revision == revision), None)


def frozen_report(db: Session, of: Frozen, code: str, indicator: Indicator) -> Report | None:
    """The report of a unit as it was frozen; nothing if there was no such unit."""
    opened = book(db, of, code)
    return opened.report(code, indicator) if code in opened.units else None


def book(db: Session, of: Frozen, code: str | None = None) -> Book:
    """A frozen period opened at one unit, with what lies directly below it and everything above it; or all of it."""
    units = select(FrozenUnit).where(FrozenUnit.frozen_id == of.id)
    figures = select(FrozenFigure).where(FrozenFigure.frozen_id == of.id)
    if code is not None:
        units = units.where(or_(FrozenUnit.parent == code, FrozenUnit.code.in_(_upwards(db, of.id, code))))
    found = list(db.scalars(units.order_by(FrozenUnit.code)))
    if code is not None:
        figures = figures.where(FrozenFigure.org_unit_id.in_([unit.org_unit_id for unit in found]))
    notes = db.scalars(select(FrozenNote).where(FrozenNote.frozen_id == of.id))
    return Book(
        of.year,
        of.cut_off,
        {unit.code: unit for unit in found},
        {(row.org_unit_id, Indicator(row.indicator)): row for row in db.scalars(figures)},
        {note.number: note for note in notes},
    )


def late_changes(db: Session, of: Frozen, units: Select[int] | None = None) -> list[Late]:
    """What changed since a revision was frozen, in these units or everywhere, the largest first."""
    delta = func.sum(LateChange.delta)
    rows = (
        select(OrgUnit.name, FrozenUnit.name, _above.name, LateChange.indicator, LateChange.causes, delta)
        .join(OrgUnit, OrgUnit.id == LateChange.org_unit_id)
        .outerjoin(FrozenUnit, (FrozenUnit.frozen_id == of.id) & (FrozenUnit.org_unit_id == LateChange.org_unit_id))
        .outerjoin(_above, (_above.frozen_id == of.id) & (_above.code == FrozenUnit.parent) & (_above.parent != ""))
        .where(LateChange.period_id == of.period_id, LateChange.id > of.late_through)
        .group_by(
            LateChange.org_unit_id,
            OrgUnit.name,
            FrozenUnit.name,
            _above.name,
            LateChange.indicator,
            LateChange.causes,
        )
        .having(delta != 0)
        .order_by(func.abs(delta).desc(), LateChange.org_unit_id, LateChange.indicator, LateChange.causes)
    )
    if units is not None:
        rows = rows.where(LateChange.org_unit_id.in_(units))
    return [
        Late(", ".join(filter(None, (then or name, commune))), Indicator(indicator), causes, people)
        for name, then, commune, indicator, causes, people in db.execute(rows)
    ]


def late_sums(db: Session, period_id: int, after: int) -> dict[tuple[Indicator, int], int]:
    """By how much living figures of the cut-off day differ from those frozen after this late change (D16).

    By indicator and unit, without those below it.
    """
    rows = db.execute(
        select(LateChange.indicator, LateChange.org_unit_id, func.sum(LateChange.delta))
        .where(LateChange.period_id == period_id, LateChange.id > after)
        .group_by(LateChange.indicator, LateChange.org_unit_id)
    )
    return {(Indicator(indicator), unit_id): delta for indicator, unit_id, delta in rows if delta}


def confirmations(db: Session, period_id: int) -> dict[int, UnitConfirmation]:
    """Who has confirmed, by the id of the unit."""
    rows = db.scalars(select(UnitConfirmation).where(UnitConfirmation.period_id == period_id))
    return {row.org_unit_id: row for row in rows}


def approval(db: Session, period_id: int, revision: int, *, lock: bool = False) -> PeriodApproval | None:
    """The approval of a revision; locked, it is not withdrawn before the transaction ends."""
    return db.get(PeriodApproval, (period_id, revision), with_for_update=lock)


def reasons(db: Session, period_id: int) -> dict[tuple[int, Indicator], SurplusReason]:
    """Why more have attained than there are, by unit and indicator."""
    rows = db.scalars(select(SurplusReason).where(SurplusReason.period_id == period_id))
    return {(row.org_unit_id, Indicator(row.indicator)): row for row in rows}


def how_far(db: Session) -> dict[int, tuple[int, bool]]:
    """Of every period by its id: how many communes have confirmed, and whether the first freezing is approved."""
    confirmed = dict(
        db.execute(select(UnitConfirmation.period_id, func.count()).group_by(UnitConfirmation.period_id)).all()
    )
    approved = set(db.scalars(select(PeriodApproval.period_id).where(PeriodApproval.revision == 0)))
    return {one: (confirmed.get(one, 0), one in approved) for one in {*confirmed, *approved}}


def _upwards(db: Session, frozen_id: int, code: str) -> Collection[str]:
    found: list[str] = []
    above: str | None = code
    while above and above not in found:
        found.append(above)
        above = db.scalar(select(FrozenUnit.parent).where(FrozenUnit.frozen_id == frozen_id, FrozenUnit.code == above))
    return found


def _frozen() -> Select[FrozenPeriod, ReportingPeriod, str | None]:
    reason = (
        select(PeriodApproval.reason)
        .where(PeriodApproval.period_id == FrozenPeriod.period_id, PeriodApproval.revision == FrozenPeriod.revision)
        .scalar_subquery()
    )
    return (
        select(FrozenPeriod, ReportingPeriod, reason)
        .join(ReportingPeriod, ReportingPeriod.id == FrozenPeriod.period_id)
        .join(FrozenCheck, FrozenCheck.frozen_id == FrozenPeriod.id)
    )


@cache
def _revisions() -> Select[FrozenPeriod, ReportingPeriod, str | None]:
    """Put together once, as every page of figures asks it."""
    order = ReportingPeriod.cut_off.desc(), ReportingPeriod.since, ReportingPeriod.code, FrozenPeriod.revision.desc()
    return _frozen().order_by(*order)


def _told(found: FrozenPeriod, of: ReportingPeriod, reason: str | None) -> Frozen:
    return Frozen(
        found.id,
        of.id,
        of.code,
        found.revision,
        title(PeriodKind(of.kind), of.since, of.cut_off),
        of.cut_off,
        of.year,
        found.sha256,
        found.frozen_at,
        reason or "",
        of.series_break,
        found.unit_code,
        found.late_through,
        tuple(found.not_confirmed),
    )
