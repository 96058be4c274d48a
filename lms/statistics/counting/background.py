"""What happens behind the pages: the turn of the day, counting anew by a new rule, and the nightly recount."""

from __future__ import annotations

import logging
from datetime import timedelta

from sqlalchemy import select

from lms.audit.actions import record
from lms.clock import local_date, now
from lms.db import Database
from lms.jobs.actions import enqueue
from lms.jobs.worker import Effect, every_hour, handler
from lms.statistics.counting.actions import BATCH, RECOUNT, go_on, roll
from lms.statistics.counting.models import Recount
from lms.statistics.counting.verifying import differences, wrong_days, wrong_spells
from lms.statistics.periods.freezing import tampered

log = logging.getLogger(__name__)
VERIFY = "statistics.verify"
_BATCHES = 20
"""In one job, which so ends long before its lease."""
_DRAWN = 200
_TOLD = 20
_FROZEN = 12
"""So many of the newest frozen revisions are looked at each night; the command looks at all."""


@handler(RECOUNT)
def recount(database: Database, subject: str) -> Effect | None:
    """Some batches of the persons to be counted anew; then the rest is asked for."""
    recount_id, _, part = subject.partition(":")
    for _ in range(_BATCHES):
        with database.transaction() as db:
            asked = db.get(Recount, recount_id)
            if asked is None or not go_on(db, asked, BATCH):
                return None
    return lambda db: enqueue(db, RECOUNT, f"{recount_id}:{int(part) + 1}", now())


@handler(VERIFY)
def verify(database: Database, _subject: str) -> Effect | None:
    """The counters of today and of the end of last month against the facts. A difference is an alarm, never mended."""
    today = local_date(now())
    with database.reading() as db:
        if db.scalar(select(Recount.id).limit(1)) is not None:
            return None  # until a new rule has reached everybody the two must differ
        found = list(differences(db, (today, today.replace(day=1) - timedelta(1))))
        wrong, days, changed = wrong_spells(db, _DRAWN), wrong_days(db), tampered(db, _FROZEN)
    if not found and not wrong and not days and not changed:
        return None
    log.error(
        "the counters differ from the facts: %s; persons %s; days %s; frozen %s: run lms statistics verify",
        found[:_TOLD],
        wrong,
        days[:_TOLD],
        changed,
    )
    return lambda db: record(
        db,
        "statistics.differ",
        f"day:{today}",
        now(),
        units=[one.unit_code for one in found[:_TOLD]],
        persons=len(wrong),
        days=len(days),
        frozen=changed,
    )


@every_hour
def turn_the_day(database: Database) -> None:
    """At the first look after midnight: take the new day into the counts, and ask for the recount."""
    today = local_date(now())
    with database.transaction() as db:
        roll(db, today)
        enqueue(db, VERIFY, str(today), now())
