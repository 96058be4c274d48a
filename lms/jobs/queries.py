"""What an administrator and the health page want to know of the outbox."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.jobs.models import Job, State


def dead(db: Session) -> list[Job]:
    """The jobs that failed eight times, oldest first."""
    return list(db.scalars(select(Job).where(Job.state == State.DEAD).order_by(Job.id)))


def named(db: Session, dedup: str) -> Job | None:
    """The job with this name, whatever became of it."""
    return db.scalar(select(Job).where(Job.dedup == dedup))


def held(db: Session, dedup: str) -> Job | None:
    """The job with this name as it is now; a worker that would finish it, or whoever would offer it again, waits."""
    return db.scalar(select(Job).where(Job.dedup == dedup).with_for_update().execution_options(populate_existing=True))


def oldest_due(db: Session, now: datetime) -> datetime | None:
    """Since when the job that has waited longest has been due; nothing when none waits."""
    return db.scalar(select(func.min(Job.run_after)).where(Job.state == State.READY, Job.run_after <= now))
