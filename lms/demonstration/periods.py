"""The calendar of this year in the demonstration, with last month frozen: so all steps of a period can be looked at."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from lms.clock import local_date
from lms.db import Database
from lms.jobs.worker import run_due
from lms.statistics.counting import background  # noqa: F401 - so that the job is known
from lms.statistics.counting.actions import RECOUNT
from lms.statistics.periods import queries
from lms.statistics.periods.actions import approve, open_year
from lms.statistics.periods.calendars import calendars
from lms.statistics.periods.freezing import freeze

_CALENDAR = "calendar"


def freeze_last_month(database: Database, now: datetime) -> None:
    """Open the periods and freeze the month before this one; a second time changes nothing."""
    run_due(database, RECOUNT)  # the rules were laid down a moment ago
    today = local_date(now)
    last = today.replace(day=1) - timedelta(1)
    with database.transaction() as db:
        for year in sorted({last.year, today.year}):
            open_year(db, calendars()[_CALENDAR], year, now)
        period = queries.period(db, month_code(last))
        if period is None:
            return
        if queries.approval(db, period.id, 0) is None:
            approve(db, period, "", None, now)
    freeze(database, period.id, 0, now)


def month_code(day: date) -> str:
    """The code of the month of a day."""
    return f"{day.year}-T{day.month:02d}"
