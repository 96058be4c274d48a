"""Periods that are opened, approved and frozen as the pages and the job do it."""

from __future__ import annotations

from datetime import UTC, date, datetime

from lms.db import Database
from lms.statistics.periods import queries
from lms.statistics.periods.actions import approve, open_year
from lms.statistics.periods.calendars import calendars
from lms.statistics.periods.freezing import freeze
from lms.statistics.periods.queries import Frozen

LATER = datetime(2026, 12, 31, 20, tzinfo=UTC)
MARCH = "2026-T03"
END_OF_MARCH = date(2026, 3, 31)


def open_2026(database: Database) -> None:
    """The calendar of 2026."""
    with database.transaction() as db:
        open_year(db, calendars()["calendar"], 2026, LATER)


def frozen(database: Database, code: str = MARCH, reason: str = "") -> Frozen:
    """Approve and freeze the next revision of a period."""
    with database.transaction() as db:
        period = queries.period(db, code)
        assert period is not None
        revision = approve(db, period, reason, None, LATER)
    freeze(database, period.id, revision, LATER)
    with database.reading() as db:
        found = queries.frozen(db, code)
    assert found is not None
    assert found.revision == revision
    return found
