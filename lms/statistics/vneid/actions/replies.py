"""Taking a reply: all of it or nothing, and taking it twice changes nothing the second time (E22)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import bindparam, delete, update
from sqlalchemy.orm import Session

from lms.clock import local_date
from lms.config_vneid import Vneid
from lms.db import insert_once
from lms.problems import N_, Conflict
from lms.statistics.vneid.actions.batches import look_later, note
from lms.statistics.vneid.models import Batch, Confirmation, Member, WaitingReply
from lms.statistics.vneid.numbers import Sealer
from lms.statistics.vneid.queries.batches import keys_by_mark, locked, standing
from lms.statistics.vneid.reading import KeyOf, read_reply
from lms.statistics.vneid.rules import Judged, Said, Standing, State, Status, judge
from lms.statistics.vneid.sealing import opened, sealed
from lms.tables.reading import BadFile

_ANSWERABLE = (State.READY, State.SENT, State.ANSWERED)
"""A reply may come back before anybody noted that the package was handed over."""


def look_through(db: Session, batch: Batch, content: bytes, vneid: Vneid, now: datetime) -> Judged:
    """What taking this reply would do; nothing is written. Raises :class:`BadFile` naming every row that is wrong."""
    return _looked_through(db, batch, content, vneid, now)[0]


def put_by(db: Session, batch: Batch, name: str, content: bytes, vneid: Vneid, actor_id: int, now: datetime) -> str:
    """Keep a reply that was looked through until somebody says to take it; its fingerprint."""
    fingerprint = hashlib.sha256(content).hexdigest()
    kept = sealed(vneid, _name(batch.id), content)
    row = {"name": name[:120], "sha256": fingerprint, "content": kept, "person_id": actor_id, "uploaded_at": now}
    db.execute(
        insert_once(db, WaitingReply)
        .values(batch_id=batch.id, **row)
        .on_conflict_do_update(index_elements=["batch_id"], set_=row)
    )
    return fingerprint


def take_waiting(
    db: Session, batch_id: int, fingerprint: str, vneid: Vneid, actor_id: int, now: datetime
) -> Judged | None:
    """Take the reply that was put by, if it is still this one; nothing when it was taken already.

    Raises :class:`Conflict` when another one was brought meanwhile.
    """
    waiting = db.get(WaitingReply, batch_id)
    if waiting is None:
        return None
    if waiting.sha256 != fingerprint:
        raise Conflict(N_("Another file was brought meanwhile. Look through it before you take it."))
    return take(db, batch_id, brought(waiting, vneid), vneid, actor_id, now)


def brought(waiting: WaitingReply, vneid: Vneid) -> bytes:
    """The reply that was put by, as it was brought. Raises :class:`Problem`."""
    return opened(vneid, _name(waiting.batch_id), waiting.content)


def take(db: Session, batch_id: int, content: bytes, vneid: Vneid, actor_id: int | None, now: datetime) -> Judged:
    """Write down what a reply says: of each person, and who is confirmed. Raises :class:`BadFile`; then nothing is."""
    batch = locked(db, batch_id)
    judged, kept = _looked_through(db, batch, content, vneid, now)
    fingerprint = hashlib.sha256(content).hexdigest()
    if judged.changes:
        _write(db, batch, kept, judged.changes, actor_id, now)
        batch.state, batch.answered_at, batch.replies = State.ANSWERED, now, batch.replies + 1
        batch.sent_at = batch.sent_at or now
        totals = judged.totals
        note(
            db,
            "vneid.reply",
            batch,
            actor_id,
            now,
            sha256=fingerprint,
            changed=len(judged.changes),
            confirmed=totals.confirmed,
            rejected=totals.rejected,
            not_found=totals.not_found,
            pending=totals.pending,
        )
    _forget_waiting(db, batch, "" if not judged.totals.pending else fingerprint)
    if not judged.totals.pending:
        batch.package = None  # the file with the names has done its work; manifest and signature stay
    elif judged.changes and batch.is_over_the_line:
        look_later(db, batch, now)
    db.flush()
    return judged


def _looked_through(
    db: Session, batch: Batch, content: bytes, vneid: Vneid, now: datetime
) -> tuple[Judged, Mapping[str, Standing]]:
    """What a reply would do, and what is kept of the people it names."""
    if batch.state not in _ANSWERABLE:
        raise Conflict(N_("This batch was not sent to anybody, so there is no reply to it."))
    kept = standing(db, batch.id)
    judged = judge(batch.public_id, kept, read_reply(content, _key_of(db, batch, vneid)), local_date(now))
    if judged.complaints:
        raise BadFile(judged.complaints)
    return judged, kept


def _forget_waiting(db: Session, batch: Batch, fingerprint: str) -> None:
    """The reply that was put by has been taken, or (without a fingerprint) nobody of its batch waits for any."""
    gone = delete(WaitingReply).where(WaitingReply.batch_id == batch.id)
    db.execute(gone.where(WaitingReply.sha256 == fingerprint) if fingerprint else gone)


def _write(
    db: Session,
    batch: Batch,
    kept: Mapping[str, Standing],
    changes: Sequence[Said],
    actor_id: int | None,
    now: datetime,
) -> None:
    """What was said of each person, and that some are confirmed: many rows at a time, for others wait meanwhile."""
    answers = [
        {
            "at": kept[said.key].position,
            "status": said.status,
            "confirmed_on": said.day if said.status is Status.CONFIRMED else None,
            "reason": said.reason,
            "answered_at": now,
        }
        for said in changes
    ]
    where = Member.batch_id == batch.id, Member.position == bindparam("at")
    db.connection().execute(update(Member).where(*where), answers)
    confirmed = [
        {"person_id": kept[said.key].person_id, "confirmed_on": said.day}
        for said in changes
        if said.status is Status.CONFIRMED
    ]
    if confirmed:
        rows = insert_once(db, Confirmation).values(batch_id=batch.id, source="", recorded_at=now, recorded_by=actor_id)
        db.execute(rows.on_conflict_do_nothing(index_elements=["person_id", "confirmed_on"]), confirmed)


def _name(batch_id: int) -> str:
    return f"reply:{batch_id}"


def _key_of(db: Session, batch: Batch, vneid: Vneid) -> KeyOf | None:
    """How identity numbers lead to keys, where they are kept."""
    if not vneid.keeps_numbers:
        return None
    sealer, keys = Sealer(vneid.number_key), keys_by_mark(db, batch.id)
    return lambda number: keys.get(sealer.mark(number), "")
