"""Freezing: the rows are written under a lock, then compared with a recount from the facts, and only then shown.

Three transactions, so that nobody waits for the recount: between the first and the last the rows are there for nobody.
What happens meanwhile goes into the ledger of late changes, and the comparison takes it into account (D16).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from importlib.metadata import version

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from lms.audit.actions import record
from lms.clock import local_date
from lms.db import Database, insert_many, insert_once
from lms.places import queries as places
from lms.places.boundaries import tree
from lms.statistics.counting.actions import roll
from lms.statistics.counting.models import CountedThrough
from lms.statistics.counting.queries import is_recounting
from lms.statistics.counting.verifying import recounted
from lms.statistics.models import RequiredCourse, RequiredSet
from lms.statistics.periods import queries
from lms.statistics.periods.canonical import canonical, sha256
from lms.statistics.periods.digests import of_rows
from lms.statistics.periods.making import Made, made
from lms.statistics.periods.models import (
    FrozenCheck,
    FrozenFigure,
    FrozenNote,
    FrozenPeriod,
    FrozenUnit,
    LateChange,
    ReportingPeriod,
)
from lms.statistics.periods.problems import BeingCounted, Differs, HasSurpluses, NotApproved
from lms.statistics.rules import Indicator

DIFFERS = "statistics.freeze-differs"
"""What stands in the record when a recount did not agree."""
_TOLD = 20
_TABLES = (FrozenFigure, FrozenNote, FrozenUnit)


def freeze(database: Database, period_id: int, revision: int, now: datetime) -> None:
    """Freeze an approved revision; doing it twice is doing it once. Raises :class:`Differs`, and then nothing is frozen."""
    with database.transaction() as db:
        frozen_id = write_rows(db, period_id, revision, now)
    if frozen_id is None:
        return
    with database.reading() as db:
        found, has_new_rule = differences(db, frozen_id), is_recounting(db)
    with database.transaction() as db:
        if found:
            _discard(db, frozen_id)
        if found and not has_new_rule:
            record(db, DIFFERS, f"reporting_period:{period_id}", now, places=found[:_TOLD])
        elif not found:
            db.execute(
                insert_once(db, FrozenCheck).values(frozen_id=frozen_id, checked_at=now).on_conflict_do_nothing()
            )
            record(db, "statistics.freeze", f"frozen_period:{frozen_id}", now, revision=revision)
    if found and has_new_rule:
        raise BeingCounted
    if found:
        raise Differs(found)


def differences(db: Session, frozen_id: int) -> list[str]:
    """Where a recount of the cut-off day is not what was frozen and what has changed since, in words."""
    frozen = db.get_one(FrozenPeriod, frozen_id)
    cut_off = db.get_one(ReportingPeriod, frozen.period_id).cut_off
    of_day, late = tree(db, cut_off), _late(db, frozen)
    codes = dict(
        db.execute(select(FrozenUnit.org_unit_id, FrozenUnit.code).where(FrozenUnit.frozen_id == frozen_id)).all()
    )
    said: dict[Indicator, dict[int, int]] = {}
    kept = select(FrozenFigure.indicator, FrozenFigure.org_unit_id, FrozenFigure.attained)
    for of, unit_id, attained in db.execute(kept.where(FrozenFigure.frozen_id == frozen_id)):
        if attained is not None:
            said.setdefault(Indicator(of), {})[unit_id] = attained
    return [
        f"{codes[unit_id]} {indicator}: {people + changed.get(unit_id, 0)} / {facts.get(unit_id, 0)}"
        for indicator, anew in recounted(db, cut_off)
        for facts, changed in [(of_day.added_up(anew), of_day.added_up(late.get(indicator, {})))]
        for unit_id, people in sorted(said.get(indicator, {}).items())
        if people + changed.get(unit_id, 0) != facts.get(unit_id, 0)
    ]


def tampered(db: Session, many: int | None = None) -> list[str]:
    """The frozen revisions, of so many newest ones, whose rows no longer have the digest they were frozen with."""
    found = queries.revisions(db)[:many]
    return [f"{one.code} r{one.revision}" for one in found if sha256(rewritten(db, one.id)) != one.sha256]


def rewritten(db: Session, frozen_id: int) -> bytes:
    """The canonical file of what is kept: its SHA-256 is that of the day it was frozen, or somebody changed rows."""
    frozen = db.get_one(FrozenPeriod, frozen_id)
    period = db.get_one(ReportingPeriod, frozen.period_id)
    units, notes, figures = (
        db.scalars(select(table).where(table.frozen_id == frozen_id)).all()
        for table in (FrozenUnit, FrozenNote, FrozenFigure)
    )
    return canonical(period, frozen, units, notes, figures)  # type: ignore[arg-type]


def write_rows(db: Session, period_id: int, revision: int, now: datetime) -> int | None:
    """Write the rows, as long as the counters stand still; nothing if this revision is there already.

    Whoever has moved counters and not committed yet is waited for; whoever comes later notes what it changes, for which
    the day the counts are of comes after every frozen one.
    """
    counted = db.scalars(select(CountedThrough).with_for_update()).one()
    if queries.approval(db, period_id, revision, lock=True) is None:
        raise NotApproved
    if is_recounting(db):
        raise BeingCounted
    known = db.scalar(
        select(FrozenPeriod).where(FrozenPeriod.period_id == period_id, FrozenPeriod.revision == revision)
    )
    if known is not None:
        return None if db.get(FrozenCheck, known.id) else known.id
    period = db.scalars(select(ReportingPeriod).where(ReportingPeriod.id == period_id).with_for_update()).one()
    if counted.day <= period.cut_off:
        roll(db, local_date(now))
    rows = made(db, period.year, period.cut_off)
    _check_explained(db, period, rows)
    frozen = FrozenPeriod(
        period_id=period_id,
        revision=revision,
        frozen_at=now,
        unit_code=rows.unit_code,
        late_through=db.scalar(select(func.max(LateChange.id))) or 0,
        software=version("lms"),
        required_sets=list(_rules(db, period.cut_off)),
        not_confirmed=_not_confirmed(db, period, rows),
        sha256="",
    )
    frozen.sha256 = sha256(canonical(period, frozen, rows.units, rows.notes, rows.figures))
    db.add(frozen)
    db.flush()
    _insert(db, frozen.id, rows)
    return frozen.id


def _check_explained(db: Session, period: ReportingPeriod, rows: Made) -> None:
    """Numbers may have changed since the approval: nothing is frozen with more people than there are and no reason (D8)."""
    explained = queries.reasons(db, period.id)
    many = sum(
        row.attained is not None
        and row.population is not None
        and row.attained > row.population
        and (row.org_unit_id, row.indicator) not in explained
        for row in rows.figures
    )
    if many:
        raise HasSurpluses(many)


def _insert(db: Session, frozen_id: int, rows: Made) -> None:
    insert_many(db, FrozenUnit, [(frozen_id, *row) for row in rows.units])
    insert_many(db, FrozenFigure, [(frozen_id, *row) for row in rows.figures])
    if rows.notes:
        db.execute(insert(FrozenNote), [{"frozen_id": frozen_id, **row._asdict()} for row in rows.notes])


def _discard(db: Session, frozen_id: int) -> None:
    for table in _TABLES:
        db.execute(delete(table).where(table.frozen_id == frozen_id))
    db.execute(delete(FrozenPeriod).where(FrozenPeriod.id == frozen_id))


def _late(db: Session, frozen: FrozenPeriod) -> dict[Indicator, dict[int, int]]:
    found: dict[Indicator, dict[int, int]] = {}
    for (indicator, unit_id), delta in queries.late_sums(db, frozen.period_id, frozen.late_through).items():
        found.setdefault(indicator, {})[unit_id] = delta
    return found


def _rules(db: Session, on: date) -> Iterator[str]:
    """The sets of courses that counted on a day, closed ones too, one line each."""
    rows = db.execute(
        select(RequiredSet, RequiredCourse.course_slug)
        .join(RequiredCourse, RequiredCourse.set_id == RequiredSet.id)
        .where(RequiredSet.valid_from <= on)
        .order_by(RequiredSet.indicator, RequiredSet.name, RequiredSet.valid_from, RequiredCourse.course_slug)
    )
    courses: dict[RequiredSet, list[str]] = {}
    for one, slug in rows:
        courses.setdefault(one, []).append(slug)
    for one, slugs in courses.items():
        until = f" < {one.valid_to}" if one.valid_to else ""
        yield f"{one.indicator} «{one.name}» {one.valid_from}{until}: {' + '.join(slugs)}"


def _not_confirmed(db: Session, period: ReportingPeriod, rows: Made) -> list[str]:
    """The communes that have not confirmed, or have confirmed other figures."""
    confirmed = queries.confirmations(db, period.id)
    now_ = of_rows(rows, confirmed)
    return sorted(
        one.code
        for one in places.communes(db, period.cut_off)
        if one.id not in confirmed or confirmed[one.id].sha256 != now_.get(one.id)
    )
