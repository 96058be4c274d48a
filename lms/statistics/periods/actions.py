"""The steps of a period: it is opened, communes confirm, the province approves, a job freezes, figures are published."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from lms.audit.actions import record
from lms.clock import local_date
from lms.db import insert_once
from lms.jobs.actions import enqueue_again
from lms.places import queries as places
from lms.places.models import OrgUnit
from lms.statistics.periods import queries
from lms.statistics.periods.making import NoProvince, cells
from lms.statistics.periods.models import (
    FrozenCheck,
    FrozenPeriod,
    PeriodApproval,
    ReportingPeriod,
    SurplusReason,
    UnitConfirmation,
)
from lms.statistics.periods.problems import (
    HasSurpluses,
    IsApproved,
    IsBeingFrozen,
    IsFrozen,
    NeedsReason,
    NeedsReasonToWithdraw,
    NotApproved,
    NotOver,
)
from lms.statistics.periods.rules import Calendar, spans
from lms.statistics.rules import Cell, Indicator

FREEZE = "statistics.freeze"


def open_year(db: Session, calendar: Calendar, year: int, now: datetime, actor_id: int | None = None) -> int:
    """Put the periods of a year into the calendar; how many were not there. Doing it twice is doing it once.

    Those that end before the places are known are left out.
    """
    added = 0
    for span in spans(calendar, year):
        if places.province(db, span.cut_off) is None:
            continue  # nothing can ever be frozen of a day before the province
        row = insert_once(db, ReportingPeriod).values(
            code=span.code,
            kind=span.kind,
            calendar=calendar.name,
            since=span.since,
            cut_off=span.cut_off,
            deadline=span.deadline,
            series_break="",
        )
        added += bool(db.scalar(row.on_conflict_do_nothing(index_elements=["code"]).returning(ReportingPeriod.id)))
    if added:
        record(db, "statistics.periods", f"calendar:{calendar.name}", now, actor_id=actor_id, year=year, added=added)
    return added


def confirm(
    db: Session, period: ReportingPeriod, unit_id: int, sha256: str, note: str, actor_id: int, now: datetime
) -> None:
    """A commune says that the figures with this digest are right; saying it anew is for other figures, or another note."""
    _check_over(period, now)
    _lock(db, period)
    if _is_written(db, period.id):
        raise IsFrozen
    row = insert_once(db, UnitConfirmation).values(
        period_id=period.id, org_unit_id=unit_id, confirmed_by=actor_id, confirmed_at=now, sha256=sha256, note=note
    )
    said = row.excluded
    is_other = (UnitConfirmation.sha256 != said.sha256) | (UnitConfirmation.note != said.note)
    changed = row.on_conflict_do_update(
        index_elements=["period_id", "org_unit_id"],
        set_={name: said[name] for name in ("confirmed_by", "confirmed_at", "sha256", "note")},
        where=is_other,
    )
    if db.scalar(changed.returning(UnitConfirmation.org_unit_id)):
        record(db, "statistics.confirm", f"reporting_period:{period.id}", now, actor_id=actor_id, org_unit_id=unit_id)


def explain(
    db: Session,
    period: ReportingPeriod,
    unit_id: int,
    indicator: Indicator,
    reason: str,
    actor_id: int | None,
    now: datetime,
) -> None:
    """Write why more have attained than there are (D8); a later reason takes the place of an earlier one."""
    row = insert_once(db, SurplusReason).values(
        period_id=period.id, org_unit_id=unit_id, indicator=indicator, reason=reason, given_by=actor_id, given_at=now
    )
    said = row.excluded
    db.execute(
        row.on_conflict_do_update(
            index_elements=["period_id", "org_unit_id", "indicator"],
            set_={name: said[name] for name in ("reason", "given_by", "given_at")},
        )
    )
    subject = f"reporting_period:{period.id}"
    record(
        db,
        "statistics.explain",
        subject,
        now,
        actor_id=actor_id,
        org_unit_id=unit_id,
        indicator=indicator.value,
        reason=reason,
    )


def approve(db: Session, period: ReportingPeriod, reason: str, actor_id: int | None, now: datetime) -> int:
    """The province approves the first freezing, or a correction with its reason; a job freezes. Returns the revision."""
    _check_over(period, now)
    if places.province(db, period.cut_off) is None:
        raise NoProvince
    revision = _revisions(db, period.id)
    if revision and not reason:
        raise NeedsReason
    explained = queries.reasons(db, period.id)
    if many := sum(
        (unit.id, cell.indicator) not in explained for unit, cell in surpluses(cells(db, period.year, period.cut_off))
    ):
        raise HasSurpluses(many)
    row = insert_once(db, PeriodApproval).values(
        period_id=period.id, revision=revision, approved_by=actor_id, approved_at=now, reason=reason
    )
    if db.execute(row.on_conflict_do_nothing().returning(PeriodApproval.revision)).first() is None:
        raise IsApproved
    record(
        db,
        "statistics.approve",
        f"reporting_period:{period.id}",
        now,
        actor_id=actor_id,
        revision=revision,
        reason=reason,
    )
    enqueue_again(db, FREEZE, f"{period.id}:{revision}", now)
    return revision


def withdraw(db: Session, period: ReportingPeriod, reason: str, actor_id: int | None, now: datetime) -> None:
    """The province thinks better of an approval; the communes' confirmations stand as before.

    The database refuses once the freezing has written its first row, however close the two come together.
    """
    if not reason:
        raise NeedsReasonToWithdraw
    revision = _revisions(db, period.id)
    this = PeriodApproval.period_id == period.id, PeriodApproval.revision == revision
    try:
        with db.begin_nested():
            gone = db.execute(delete(PeriodApproval).where(*this).returning(PeriodApproval.approved_by)).one_or_none()
    except IntegrityError:
        raise IsBeingFrozen from None
    if gone is None:
        raise IsFrozen if revision else NotApproved
    record(
        db,
        "statistics.withdraw",
        f"reporting_period:{period.id}",
        now,
        actor_id=actor_id,
        revision=revision,
        approved_by=gone.approved_by,
        reason=reason,
    )


def surpluses(figures: Iterable[tuple[OrgUnit, list[int], Cell]]) -> list[tuple[OrgUnit, Cell]]:
    """The figures with more people who have attained than there are people."""
    return [(unit, cell) for unit, _path, cell in figures if cell.surplus]


def freeze_again(db: Session, period: ReportingPeriod, actor_id: int | None, now: datetime) -> None:
    """Ask once more for a freezing that was approved and did not come about."""
    revision = _revisions(db, period.id)
    if queries.approval(db, period.id, revision) is None:
        raise NotApproved
    if enqueue_again(db, FREEZE, f"{period.id}:{revision}", now):
        record(
            db, "statistics.freeze-again", f"reporting_period:{period.id}", now, actor_id=actor_id, revision=revision
        )


def mark_break(db: Session, period: ReportingPeriod, reason: str, actor_id: int | None, now: datetime) -> None:
    """Say that figures from this period on cannot be compared with earlier ones, and why; only before it is frozen."""
    _lock(db, period)
    if _is_written(db, period.id) or queries.approval(db, period.id, 0):
        raise IsFrozen
    db.execute(update(ReportingPeriod).where(ReportingPeriod.id == period.id).values(series_break=reason))
    record(db, "statistics.break", f"reporting_period:{period.id}", now, actor_id=actor_id, reason=reason)


def _check_over(period: ReportingPeriod, now: datetime) -> None:
    today: date = local_date(now)
    if today <= period.cut_off:
        raise NotOver


def _lock(db: Session, period: ReportingPeriod) -> None:
    """Wait for whoever freezes this period at the moment, and let them wait for us."""
    db.execute(select(ReportingPeriod.id).where(ReportingPeriod.id == period.id).with_for_update())


def _is_written(db: Session, period_id: int) -> bool:
    """Whether rows of a first freezing are there, compared with a recount already or not."""
    return db.scalar(select(FrozenPeriod.id).where(FrozenPeriod.period_id == period_id).limit(1)) is not None


def _revisions(db: Session, period_id: int) -> int:
    """How many revisions there are."""
    checked = select(func.count()).select_from(FrozenPeriod).join(FrozenCheck, FrozenCheck.frozen_id == FrozenPeriod.id)
    return db.scalar(checked.where(FrozenPeriod.period_id == period_id)) or 0
