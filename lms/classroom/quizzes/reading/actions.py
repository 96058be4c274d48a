"""Taking pictures in, keeping what was read off them, and forgetting both as soon as somebody has looked."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from lms.audit.actions import record
from lms.classroom.actions import living
from lms.classroom.quizzes.models import ScanState, SheetScan
from lms.classroom.quizzes.reading.intake import PDF, kind_of
from lms.db import insert_once, new_id
from lms.jobs.actions import enqueue, enqueue_again

READ = "classroom.read_sheet"
LONGEST_KEPT = timedelta(days=7)


def bring(db: Session, class_id: int, files: Sequence[bytes], actor_id: int, now: datetime) -> int:
    """Take these files in to be read; how many are new. Raises a problem for one that is no picture of the right kind."""
    group = living(db, class_id)
    new = sum(
        _take(db, class_id, content, 0 if kind_of(content) == PDF else 1, _digest(content), actor_id, now)
        for content in files
    )
    unit = group.org_unit_id
    record(db, "classroom.bring_scans", f"class:{group.id}", now, actor_id=actor_id, org_unit_id=unit, files=new)
    return new


def keep_pages(db: Session, scan: SheetScan, pages: Sequence[bytes]) -> None:
    """The pages of a PDF, each a picture of its own, in its place."""
    for number, content in enumerate(pages, 1):
        _take(db, scan.class_id, content, number, scan.digest, scan.brought_by, scan.brought_at)
    discard(db, scan.public_id)


def keep_reading(
    db: Session, scan: SheetScan, state: ScanState, reading: Mapping[str, Any], attempt_id: str | None, content: bytes
) -> None:
    """What was read. An earlier picture of the same sheet is forgotten: the newest counts."""
    kept = db.get(SheetScan, scan.id, with_for_update=True)
    if kept is None:  # somebody has thrown it away meanwhile
        return
    if attempt_id is not None:
        same = select(func.max(SheetScan.id)).where(SheetScan.attempt_id == attempt_id)
        if (db.scalar(same) or 0) > scan.id:
            discard(db, scan.public_id)
            return
        db.execute(delete(SheetScan).where(SheetScan.attempt_id == attempt_id, SheetScan.id < scan.id))
    kept.state, kept.reading, kept.attempt_id, kept.content = state, dict(reading), attempt_id, content


def say_whose(db: Session, scan: SheetScan, attempt_id: str, now: datetime) -> None:
    """A teacher knows whose sheet this is; what was laid straight is read again for its rows."""
    kept = db.get_one(SheetScan, scan.id, with_for_update=True)
    kept.attempt_id = attempt_id
    if kept.state == ScanState.READ:
        kept.state = ScanState.WAITING
        enqueue_again(db, READ, kept.public_id, now)


def discard(db: Session, public_id: str) -> None:
    """Forget a picture."""
    db.execute(delete(SheetScan).where(SheetScan.public_id == public_id))


def forget(db: Session, attempt_ids: Collection[str]) -> None:
    """Forget the pictures of sheets that are done with."""
    db.execute(delete(SheetScan).where(SheetScan.attempt_id.in_(list(attempt_ids))))


def sweep(db: Session, now: datetime) -> None:
    """Forget what nobody has looked at for a week."""
    db.execute(delete(SheetScan).where(SheetScan.brought_at < now - LONGEST_KEPT))


def _take(db: Session, class_id: int, content: bytes, page: int, digest: str, actor_id: int, now: datetime) -> bool:
    values = {
        "public_id": new_id(),
        "class_id": class_id,
        "digest": digest,
        "page": page,
        "state": ScanState.WAITING,
        "content": content,
        "reading": {},
        "brought_by": actor_id,
        "brought_at": now,
    }
    row = insert_once(db, SheetScan).values(values).on_conflict_do_nothing()
    taken = db.scalar(row.returning(SheetScan.public_id))
    if taken is not None:
        enqueue(db, READ, taken, now)
    return taken is not None


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
