"""The job that freezes what was approved."""

from __future__ import annotations

import logging

from lms.clock import now
from lms.db import Database
from lms.jobs.rules import NotNow
from lms.jobs.worker import Effect, handler
from lms.statistics.periods.actions import FREEZE
from lms.statistics.periods.freezing import freeze
from lms.statistics.periods.problems import BeingCounted, Differs, HasSurpluses, NotApproved

log = logging.getLogger(__name__)
_TOLD = 20


@handler(FREEZE)
def freeze_approved(database: Database, subject: str) -> Effect | None:
    """Freeze a revision. Where a recount does not agree it is an alarm; then, and where numbers that changed since the
    approval need a reason, trying again is for a person.
    """
    period_id, _, revision = subject.partition(":")
    try:
        freeze(database, int(period_id), int(revision), now())
    except BeingCounted as problem:
        raise NotNow(str(problem)) from None
    except Differs as problem:
        log.error("period %s was not frozen, a recount differs: %s", period_id, problem.places[:_TOLD])  # noqa: TRY400 - no fault of the program
    except NotApproved:
        log.info("period %s is not frozen, its approval was withdrawn", period_id)
    except HasSurpluses as problem:
        log.warning("period %s was not frozen, %s figures need a reason", period_id, problem.many)
    return None
