"""Does the work that rooms asked for. A worker may be killed at any moment: its lease ends and another begins anew.

The slow part runs outside any transaction; its effect and the mark "done" are committed together, and only while
the job is still this worker's. So an effect happens once, however often the work was begun.
"""

from __future__ import annotations

import logging
import os
import secrets
import threading
from collections.abc import Callable

from sqlalchemy.orm import Session

from lms.clock import now
from lms.db import Database
from lms.jobs.actions import claim, finish, give_back
from lms.jobs.models import Job
from lms.jobs.queries import oldest_due
from lms.jobs.rules import NotNow
from lms.web.sessions import sweep_sessions

log = logging.getLogger("lms.jobs")

Effect = Callable[[Session], None]
Work = Callable[[Database, str], Effect | None]
_handlers: dict[str, Work] = {}
_hourly: list[Callable[[Database], None]] = []
_LOOK_EVERY_SECONDS = 1.0


def handler(kind: str) -> Callable[[Work], Work]:
    """Register what does the work of a kind.

    It gets the database and the subject, does the slow part, and gives back what to do in the closing transaction.
    """

    def register(work: Work) -> Work:
        _handlers[kind] = work
        return work

    return register


def every_hour(tidy: Callable[[Database], None]) -> Callable[[Database], None]:
    """Register what takes away what a room needs no more."""
    _hourly.append(tidy)
    return tidy


def run_due(database: Database, kind: str | None = None) -> int:
    """Do everything (of a kind) that is due now; how many jobs were tried."""
    owner = f"{os.getpid()}-{secrets.token_hex(4)}"
    tried = 0
    while (job := _claim(database, owner, kind)) is not None:
        _do(database, job, owner)
        tried += 1
    return tried


def work(database: Database, stop: threading.Event) -> None:
    """Look for due jobs every second until told to stop, and tidy up once an hour."""
    tidied_in = None
    while not stop.is_set():
        hour = now().hour
        try:
            run_due(database)
            if hour != tidied_in:
                tidy_up(database)
                tidied_in = hour
        except Exception:  # the database may be away: the next look finds it again
            log.exception("looking for jobs failed")
        stop.wait(_LOOK_EVERY_SECONDS)


def tidy_up(database: Database) -> None:
    """Remove what nobody needs any more: sessions whose time is over, and what the rooms say."""
    with database.transaction() as db:
        sweep_sessions(db, now())
    for tidy in _hourly:
        tidy(database)


def _claim(database: Database, owner: str, kind: str | None) -> Job | None:
    with database.reading() as db:
        if oldest_due(db, now()) is None:  # looking every second must not make SQLite a writer
            return None
    with database.transaction() as db:
        return claim(db, owner, now(), kind)


def _do(database: Database, job: Job, owner: str) -> None:
    try:
        effect = _handlers[job.kind](database, job.subject)
        with database.transaction() as db:
            if not finish(db, job, owner, now()):
                log.warning("job %s was taken over: what was made here is thrown away", job.id)
            elif effect is not None:
                effect(db)
    except NotNow as error:
        log.warning("job %s of kind %s waits: %s", job.id, job.kind, error)
        with database.transaction() as db:
            give_back(db, job, owner, now(), str(error), gives_up=False)
    except Exception as error:  # whatever it was, the job must not be lost
        log.exception("job %s of kind %s failed", job.id, job.kind)
        with database.transaction() as db:
            give_back(db, job, owner, now(), f"{type(error).__name__}: {error}")
