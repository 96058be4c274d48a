"""A batch from its asking to its answer: made in the background, handed over or sent, given up when it was a mistake."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from lms.audit.actions import record
from lms.clock import local_date
from lms.config_vneid import Layout, Vneid
from lms.db import new_id
from lms.jobs.actions import enqueue, enqueue_again, revive
from lms.jobs.models import State as JobState
from lms.jobs.queries import held, named
from lms.problems import N_, Conflict
from lms.statistics.vneid.models import Batch, Member, WaitingReply
from lms.statistics.vneid.package import Package
from lms.statistics.vneid.queries.batches import locked
from lms.statistics.vneid.rules import Form, State, Status
from lms.statistics.vneid.sealing import sealed_package

MAKE, SEND, FETCH = "vneid.make", "vneid.send", "vneid.fetch"
"""The kinds of jobs: make the package of a batch, send it, ask for the reply."""
_SYMBOLS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 12
_FIRST_LOOK, _NEXT_LOOK = timedelta(minutes=10), timedelta(days=1)


def ask(db: Session, person_id: int | None, form: Form, layout: Layout, now: datetime) -> Batch:
    """Have a batch made of everybody who has attained and waits for confirmation.

    Raises :class:`Conflict` while another one is being made: nobody is sent twice.
    """
    if db.scalar(select(Batch.id).where(Batch.state == State.MAKING)) is not None:
        raise Conflict(N_("A batch is being made already. Wait until it is ready."))
    batch = Batch(
        public_id=new_id(),
        person_id=person_id,
        state=State.MAKING,
        form=form,
        layout=[list(column) for column in layout],
        as_of=local_date(now),
        asked_at=now,
    )
    db.add(batch)
    db.flush()
    enqueue(db, MAKE, batch.public_id, now)
    note(db, "vneid.ask", batch, person_id, now, form=form)
    return batch


def new_keys(count: int) -> list[str]:
    """So many different keys that say nothing of whom they stand for."""
    keys: dict[str, None] = {}
    while len(keys) < count:
        keys["".join(secrets.choice(_SYMBOLS) for _ in range(_LENGTH))] = None
    return list(keys)


def keep(
    db: Session, batch_id: int, people: Sequence[tuple[str, int]], made: Package | None, vneid: Vneid, now: datetime
) -> None:
    """Keep what was made: keys with their persons, the package. Without anybody there is nothing to hand over."""
    batch = locked(db, batch_id)
    if batch.state != State.MAKING:
        return
    batch.made_at = now
    if made is None:
        batch.state = State.EMPTY
        return
    rows: list[dict[str, Any]] = [
        {"batch_id": batch.id, "position": at, "key": key, "person_id": person_id, "status": Status.PENDING}
        for at, (key, person_id) in enumerate(people, start=1)
    ]
    db.execute(insert(Member), rows)
    batch.state, batch.total = State.READY, len(people)
    batch.package, batch.sha256 = sealed_package(vneid, batch, made.content), made.sha256
    batch.manifest, batch.signature, batch.kid = made.manifest, made.signature, made.kid
    note(db, "vneid.made", batch, None, now, sent=batch.total, sha256=made.sha256, kid=made.kid)


def record_download(db: Session, batch: Batch, actor_id: int | None, now: datetime) -> None:
    """Note who took the package: it names people."""
    note(db, "vneid.taken", batch, actor_id, now, sha256=batch.sha256)


def hand_over(db: Session, batch_id: int, paper: str, actor_id: int | None, now: datetime) -> None:
    """The package was handed over, with which paper. Raises :class:`Conflict` where it is not ready, or is being sent."""
    batch = _still_here(db, batch_id)
    batch.state, batch.sent_at, batch.receipt = State.SENT, now, paper
    note(db, "vneid.handed-over", batch, actor_id, now, paper=paper)


def send(db: Session, batch_id: int, actor_id: int | None, now: datetime) -> None:
    """Have the background send it. Raises :class:`Conflict` where it is not ready, or is being sent already."""
    batch = _still_here(db, batch_id)
    enqueue_again(db, SEND, batch.public_id, now)
    note(db, "vneid.send", batch, actor_id, now)


def try_again(db: Session, batch: Batch, actor_id: int | None, now: datetime) -> None:
    """Have the background try once more what failed eight times."""
    for name in job_names(batch):
        job = named(db, name)
        if job is not None and revive(db, job.id, now):
            note(db, "vneid.again", batch, actor_id, now, job=job.kind)


def keep_receipt(db: Session, batch_id: int, receipt: str, now: datetime) -> None:
    """The other side has it: note what it said, and look for its reply later."""
    batch = locked(db, batch_id)
    if batch.state != State.READY:
        return
    batch.state, batch.sent_at, batch.receipt = State.SENT, now, receipt[: Batch.receipt.type.length]
    batch.is_over_the_line = True
    look_later(db, batch, now)
    note(db, "vneid.sent", batch, None, now, receipt=batch.receipt)


def look_later(db: Session, batch: Batch, now: datetime) -> None:
    """Ask for the reply in a while, the next day where one has come already."""
    after = _NEXT_LOOK if batch.replies else _FIRST_LOOK
    enqueue(db, FETCH, batch.public_id, now, dedup=fetch_name(batch), run_after=now + after)


def discard(db: Session, batch_id: int, actor_id: int | None, now: datetime) -> None:
    """Give up a batch that was not sent: its people go with another one.

    Raises :class:`Conflict` while it is being sent: the other side may have it any moment.
    """
    batch = _still_here(db, batch_id)
    batch.state, batch.package = State.DISCARDED, None
    db.execute(delete(Member).where(Member.batch_id == batch.id))
    db.execute(delete(WaitingReply).where(WaitingReply.batch_id == batch.id))
    note(db, "vneid.discarded", batch, actor_id, now)


def job_names(batch: Batch) -> tuple[str, ...]:
    """The names of the jobs of a batch, the one that matters now last."""
    return f"{MAKE}:{batch.public_id}", _send_name(batch.public_id), fetch_name(batch)


def fetch_name(batch: Batch) -> str:
    """The name of the job that asks for the next reply."""
    return f"{FETCH}:{batch.public_id}:{batch.replies}"


def note(db: Session, act: str, batch: Batch, actor_id: int | None, now: datetime, **details: Any) -> None:
    """A row in the audit record."""
    record(db, act, f"vneid_batch:{batch.id}", now, actor_id=actor_id, **details)


def _send_name(public_id: str) -> str:
    return f"{SEND}:{public_id}"


def _still_here(db: Session, batch_id: int) -> Batch:
    """The batch, ready and not being sent; one that eight tries could not send is, and is tried no more.

    The job is held before the batch, as the background does it: whoever is first has it, and nobody waits for ever.
    """
    name = _send_name(db.get_one(Batch, batch_id).public_id)
    held(db, name)
    batch = locked(db, batch_id)
    if batch.state != State.READY:
        raise Conflict(N_("This batch has changed meanwhile. Look at it again."))
    job = held(db, name)  # one that was asked for while this one waited
    if job is not None and job.state == JobState.READY:
        raise Conflict(N_("This batch is being sent. Wait until the other side has it, or refuses it."))
    if job is not None:
        db.delete(job)
        db.flush()
    return batch
