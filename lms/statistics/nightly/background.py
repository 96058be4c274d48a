"""The night's counting: commune after commune, some in each job, so that it ends long before its lease."""

from __future__ import annotations

from lms.clock import local_date, now
from lms.db import Database
from lms.jobs.actions import enqueue
from lms.jobs.worker import Effect, every_hour, handler
from lms.statistics.nightly.actions import keep
from lms.statistics.nightly.counting import tally
from lms.statistics.nightly.queries import next_top

COUNT = "statistics.people"
_IN_A_JOB = 20


@handler(COUNT)
def count(database: Database, subject: str) -> Effect | None:
    """The next communes; then the rest is asked for. ``subject`` is the day and the last unit that was counted."""
    day, _, after = subject.partition(":")
    today, last = local_date(now()), int(after)
    for _ in range(_IN_A_JOB):
        with database.reading() as db:
            top = next_top(db, last, today)
            found = tally(db, top, today) if top else None
        if top is None or found is None:
            return None
        with database.transaction() as db:
            keep(db, top, found, today, now())
        last = top.id
    return lambda db: enqueue(db, COUNT, f"{day}:{last}", now())


@every_hour
def count_at_night(database: Database) -> None:
    """At the first look after midnight."""
    with database.transaction() as db:
        enqueue(db, COUNT, f"{local_date(now())}:0", now())
