"""Looks once through the certificates of each day that is over, and forgets on which telephones they were earned."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from lms.clock import local_date, now
from lms.db import Database, insert_once
from lms.jobs.actions import enqueue
from lms.jobs.worker import Effect, every_hour, handler
from lms.learning.actions.forgetting import forget_devices
from lms.statistics.quality.models import FoundBurst
from lms.statistics.quality.papers import issued_on
from lms.statistics.quality.rules import Burst, bursts

LOOK = "statistics.bursts"
_DAYS_BACK = 7
"""After a time without a worker so many days are made up for."""
_KEPT_FOR = timedelta(days=60)
_DEVICES_FOR = timedelta(days=14)
"""Twice as long as anybody looks back."""


@handler(LOOK)
def look(database: Database, subject: str) -> Effect | None:
    """The bursts of one day."""
    with database.reading() as db:
        found = bursts(issued_on(db, date.fromisoformat(subject)))
    return lambda db: keep(db, found)


def keep(db: Session, found: list[Burst]) -> None:
    """Keep what was found, and let go what is old."""
    db.execute(delete(FoundBurst).where(FoundBurst.at < now() - _KEPT_FOR))
    for one in found:
        row = insert_once(db, FoundBurst).values(
            sort=one.sort, org_unit_id=one.unit_id, course_id=one.course_id, at=one.at, people=one.people
        )
        db.execute(row.on_conflict_do_nothing())


@every_hour
def look_at_days_that_are_over(database: Database) -> None:
    """Each day once."""
    today = local_date(now())
    with database.transaction() as db:
        for back in range(_DAYS_BACK, 0, -1):
            enqueue(db, LOOK, str(today - timedelta(days=back)), now())


@every_hour
def forget_old_devices(database: Database) -> None:
    """What nobody will look at again."""
    with database.transaction() as db:
        forget_devices(db, now() - _DEVICES_FOR)
