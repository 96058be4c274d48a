"""Asking for work, and a worker's three moves: claim it, finish it, give it back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from lms.db import insert_once
from lms.jobs.models import Job, State
from lms.jobs.rules import LEASE, pause_after

_ERROR_LENGTH = 2000


def enqueue(
    db: Session, kind: str, subject: str, now: datetime, *, dedup: str | None = None, run_after: datetime | None = None
) -> None:
    """Ask for work of a kind on a subject, in the transaction that wants it; asking twice is asking once."""
    db.execute(
        insert_once(db, Job)
        .values(
            kind=kind,
            subject=subject,
            dedup=dedup or f"{kind}:{subject}",
            state=State.READY,
            created_at=now,
            run_after=run_after or now,
            tries=0,
        )
        .on_conflict_do_nothing(index_elements=["dedup"])
    )


def enqueue_again(db: Session, kind: str, subject: str, now: datetime) -> bool:
    """Ask for work whose result is missing, with all its tries, whether it was done, given up or never asked for.

    False when it waits or is being done at this moment.
    """
    fresh: dict[str, Any] = {
        "state": State.READY,
        "run_after": now,
        "lease_until": None,
        "owner": None,
        "tries": 0,
        "error": None,
        "done_at": None,
    }
    asked = insert_once(db, Job).values(kind=kind, subject=subject, dedup=f"{kind}:{subject}", created_at=now, **fresh)
    begun = db.scalar(
        asked.on_conflict_do_update(index_elements=["dedup"], set_=fresh, where=Job.state != State.READY).returning(
            Job.id
        )
    )
    return begun is not None


def claim(db: Session, owner: str, now: datetime, kind: str | None = None) -> Job | None:
    """Take the oldest job (of a kind) that is due and that no living worker holds; it is ours until the lease ends."""
    due = select(Job).where(
        Job.state == State.READY, Job.run_after <= now, or_(Job.lease_until.is_(None), Job.lease_until <= now)
    )
    if kind is not None:
        due = due.where(Job.kind == kind)
    job = db.scalar(due.order_by(Job.run_after, Job.id).limit(1).with_for_update(skip_locked=True))
    if job is not None:
        job.owner, job.lease_until, job.tries = owner, now + LEASE, job.tries + 1
        db.flush()
    return job


def finish(db: Session, job: Job, owner: str, now: datetime) -> bool:
    """Mark a job done, in the transaction of its effect. False when the lease went to another worker meanwhile."""
    done = db.execute(
        update(Job)
        .where(Job.id == job.id, Job.owner == owner, Job.state == State.READY)
        .values(state=State.DONE, done_at=now, lease_until=None, error=None)
        .returning(Job.id)
    ).first()
    return done is not None


def give_back(db: Session, job: Job, owner: str, now: datetime, error: str, *, gives_up: bool = True) -> None:
    """After a failure: try again later, or leave it to a person after the eighth, unless one never gives up."""
    pause = pause_after(job.tries, gives_up=gives_up)
    db.execute(
        update(Job)
        .where(Job.id == job.id, Job.owner == owner, Job.state == State.READY)
        .values(
            state=State.READY if pause else State.DEAD,
            run_after=now + pause if pause else job.run_after,
            lease_until=None,
            owner=None,
            error=error[:_ERROR_LENGTH],
        )
    )


def hurry(db: Session, kind: str, now: datetime) -> int:
    """Offer every job of a kind that is not done again at once, dead ones too; how many. Those in work stay as they are."""
    offered = db.execute(
        update(Job)
        .where(
            Job.kind == kind,
            or_(Job.state == State.DEAD, (Job.state == State.READY) & Job.lease_until.is_(None)),
        )
        .values(state=State.READY, tries=0, run_after=now)
        .returning(Job.id)
    )
    return len(offered.all())


def revive(db: Session, job_id: int, now: datetime) -> bool:
    """Offer a dead job again, with all its tries. False when there is no such dead job."""
    revived = db.execute(
        update(Job)
        .where(Job.id == job_id, Job.state == State.DEAD)
        .values(state=State.READY, tries=0, run_after=now)
        .returning(Job.id)
    ).first()
    return revived is not None
