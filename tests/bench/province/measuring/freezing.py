"""Freezing a week of the whole province: how long nobody may move the counters, and the recount that must agree."""

from __future__ import annotations

from functools import partial
from time import perf_counter

from sqlalchemy import event, select

from lms.clock import now
from lms.db import Database
from lms.statistics.counting.verifying import differences, wrong_days
from lms.statistics.periods.actions import approve, open_year
from lms.statistics.periods.calendars import calendars
from lms.statistics.periods.canonical import sha256
from lms.statistics.periods.freezing import freeze, rewritten
from lms.statistics.periods.models import FrozenPeriod, PeriodApproval, ReportingPeriod
from tests.bench.province.measuring.told import tell
from tests.bench.province.size import LAST


def measure(where: str, database: Database, rounds: int) -> None:
    """Tell how long it takes to write a period, to recount it, and to write its file anew, byte for byte."""
    written: list[float] = []
    whole: list[float] = []
    again: list[float] = []
    for period_id in _weeks(database, rounds):
        commits: list[float] = []
        note = partial(_note, commits)
        event.listen(database.engine, "commit", note)
        began = perf_counter()
        freeze(database, period_id, 0, now())
        event.remove(database.engine, "commit", note)
        written.append(commits[0] - began)
        whole.append(perf_counter() - began)
        again.append(_written_anew(database, period_id))
    tell("a period written, counters standing still", where, written, "s")
    tell("the same with its recount", where, whole, "s")
    tell("its file written anew, the same bytes", where, again, "s")
    tell("everything verified for a day", where, [_verified(database)], "s")


def _note(commits: list[float], _connection: object) -> None:
    commits.append(perf_counter())


def _weeks(database: Database, many: int) -> list[int]:
    """The last weeks that are over and not approved, approved now."""
    with database.transaction() as db:
        open_year(db, calendars()["week"], LAST.year, now())
        approved = select(PeriodApproval.period_id)
        weeks = select(ReportingPeriod).where(ReportingPeriod.cut_off <= LAST, ReportingPeriod.id.not_in(approved))
        found = db.scalars(weeks.order_by(ReportingPeriod.cut_off.desc()).limit(many)).all()
        for period in found:
            approve(db, period, "", None, now())
        return [period.id for period in found]


def _written_anew(database: Database, period_id: int) -> float:
    began = perf_counter()
    with database.reading() as db:
        frozen = db.scalars(select(FrozenPeriod).where(FrozenPeriod.period_id == period_id)).one()
        assert sha256(rewritten(db, frozen.id)) == frozen.sha256
    return perf_counter() - began


def _verified(database: Database) -> float:
    began = perf_counter()
    with database.reading() as db:
        assert list(differences(db, [LAST])) == []
        assert wrong_days(db) == []
    return perf_counter() - began
