"""Asking for many certificates at once, keeping what a step made, giving up, taking away what is over."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from lms.audit.actions import record
from lms.certificates.bulk import queries
from lms.certificates.bulk.models import Export, ExportItem, ExportPart, ExportPiece
from lms.certificates.bulk.rules import KEPT, MOST_AT_ONCE, Caps, Kind, State, check_size, part_name, parts_of
from lms.certificates.bulk.scopes import UNITS, Scope, goes_by_name
from lms.certificates.bulk.steps import Step
from lms.certificates.rules import Wanted
from lms.clock import local_date
from lms.db import insert_once, new_id
from lms.jobs.actions import enqueue, revive
from lms.jobs.queries import named
from lms.notices.actions import tell
from lms.notices.models import Kind as NoticeKind
from lms.problems import N_, Conflict, NotFound

MAKE = "certificates.export"
"""The kind of job that does one step of an export."""
PAGE = "/exports"
NAMES = {
    Kind.PRINT: N_("the print file of certificates"),
    Kind.ZIP: N_("the certificates as single files"),
    Kind.XLSX: N_("the register as a workbook"),
    Kind.PDF: N_("the register to sign for receipt"),
}
"""Each in a few words that stand in the middle of a sentence."""


def ask(
    db: Session,
    person_id: int | None,
    scope: Scope,
    kind: Kind,
    wanted: Wanted,
    now: datetime,
    *,
    label: str,
    caps: Caps,
    with_ended: bool = False,
) -> Export:
    """Fix which certificates it will hold, note it in the audit record, and have the making begin.

    Revoked and replaced ones are left out unless asked for. Raises :class:`NotFound` when the scope is not this
    person's, and a problem in words when it is nothing, too much, or too much at once.
    """
    today, held = local_date(now), queries.holding(wanted, with_ended=with_ended)
    found = queries.chosen(db, person_id, scope, today, held)
    if found is None:
        raise NotFound(N_("There is no such thing here."))
    check_size(kind, total := queries.count(db, found), caps)
    if person_id is not None and queries.count_in_the_making(db, person_id) >= MOST_AT_ONCE:
        raise Conflict(N_("Three files of yours are still being made. Wait until one of them is ready."))
    export = Export(
        public_id=new_id(),
        person_id=person_id,
        scope_kind=scope.kind,
        scope_keys=list(scope.keys),
        label=label[: Export.label.type.length],
        kind=kind,
        wanted=held.as_json(),
        total=total,
        asked_at=now,
        expires_at=now + 2 * KEPT,
    )
    db.add(export)
    db.flush()
    columns = [ExportItem.export_id, ExportItem.position, ExportItem.certificate_id]
    placed = queries.numbered(found, export.id, today, by_name=goes_by_name(scope.kind))
    db.execute(insert(ExportItem).from_select(columns, placed))
    _note(db, "certificates.export", export, person_id, now, kind=kind.value, count=total, **held.as_json())
    return export


def begin(db: Session, export: Export, now: datetime) -> None:
    """Have the background do the next step."""
    enqueue(db, MAKE, export.public_id, now, dedup=dedup(export))


def dedup(export: Export) -> str:
    """The name of the job that does the next step; each step is done once."""
    return f"{MAKE}:{export.public_id}:{export.step}"


def keep(db: Session, export: Export, step: Step, now: datetime) -> bool:
    """Keep what a step made, whole or not at all. False when another worker was faster, or it is wanted no more."""
    ready: dict[str, Any] = {"state": State.READY, "ready_at": now, "expires_at": now + KEPT} if step.is_last else {}
    if not _advance(db, export, {"done": step.done, "missing": Export.missing + step.missing, **ready}):
        return False
    _keep_pieces(db, export, step)
    if step.whole is not None:
        size = step.begins_at + sum(piece.size for piece in step.pieces)
        whole = {"count": step.whole.count, "size": size, "sha256": step.whole.sha256, "made_at": now}
        db.execute(update(ExportPart).where(*_part(export, step.number)).values(**whole))
    if step.drops_drafts:
        drafts = ExportPiece.export_id == export.id, ExportPiece.number < 0
        db.execute(delete(ExportPiece).where(*drafts))
        db.execute(delete(ExportPart).where(ExportPart.export_id == export.id, ExportPart.number < 0))
    if step.is_last and export.person_id is not None:
        link, what = f"{PAGE}/{export.public_id}", NAMES[Kind(export.kind)]
        tell(db, export.person_id, NoticeKind.EXPORT_READY, now, key=export.public_id, link=link, what=what)
    return True


def stop(db: Session, export: Export, now: datetime) -> None:
    """Whoever asked is no longer in charge: nothing more is made, and what was made goes."""
    if _advance(db, export, {"state": State.STOPPED}):
        _note(db, "certificates.export-stopped", export, None, now)
        _clear(db, [export.id])


def remove(db: Session, export: Export, actor_id: int | None, now: datetime) -> None:
    """Take an export away before its time."""
    _note(db, "certificates.export-removed", export, actor_id, now)
    _delete(db, [export.id])


def try_again(db: Session, export: Export, now: datetime) -> None:
    """Have a step that failed eight times done once more, with all its tries."""
    job = named(db, dedup(export))
    if job is not None:
        revive(db, job.id, now)


def record_download(db: Session, export: Export, part: ExportPart, span: str, actor_id: int, now: datetime) -> None:
    """Note who took which file, or which bytes of it."""
    _note(db, "certificates.export-taken", export, actor_id, now, part=part.number, sha256=part.sha256, bytes=span)


def record_refusal(db: Session, export: Export, actor_id: int, now: datetime) -> None:
    """Note that somebody asked for what is theirs no longer."""
    _note(db, "certificates.export-refused", export, actor_id, now)


def sweep(db: Session, now: datetime) -> int:
    """Take away every export whose time is over; how many."""
    over = list(db.scalars(select(Export.id).where(Export.expires_at <= now)))
    _delete(db, over)
    return len(over)


def _advance(db: Session, export: Export, values: dict[str, Any]) -> bool:
    """Count one step on, if nobody else has; the row of the caller follows."""
    mine = Export.id == export.id, Export.step == export.step, Export.state == State.MAKING
    counted = db.scalar(update(Export).where(*mine).values(step=export.step + 1, **values).returning(Export.step))
    if counted is not None:
        export.step = counted
    return counted is not None


def _part(export: Export, number: int) -> tuple[Any, Any]:
    return ExportPart.export_id == export.id, ExportPart.number == number


def _keep_pieces(db: Session, export: Export, step: Step) -> None:
    name = part_name(
        Kind(export.kind),
        local_date(export.asked_at).isoformat(),
        step.number,
        parts_of(Kind(export.kind), export.total),
    )
    part = {"export_id": export.id, "number": step.number, "name": name, "count": 0, "size": 0, "sha256": ""}
    db.execute(insert_once(db, ExportPart).values(part).on_conflict_do_nothing())
    at = step.begins_at
    for piece in step.pieces:
        row = {"begins_at": at, "size": piece.size, "content": piece.content, "certificate_id": piece.certificate_id}
        db.execute(insert(ExportPiece).values(export_id=export.id, number=step.number, **row))
        at += piece.size


def _clear(db: Session, export_ids: Iterable[int]) -> None:
    ids = list(export_ids)
    for table in (ExportPiece, ExportPart, ExportItem):
        db.execute(delete(table).where(table.export_id.in_(ids)))


def _delete(db: Session, export_ids: list[int]) -> None:
    _clear(db, export_ids)
    db.execute(delete(Export).where(Export.id.in_(export_ids)))


def _note(db: Session, act: str, export: Export, actor_id: int | None, now: datetime, **details: Any) -> None:
    """A row in the audit record, for each unit where the scope is units."""
    scope: dict[str, Any] = {"scope": export.scope_kind, "keys": export.scope_keys, **details}
    for unit_id in export.scope_keys if export.scope_kind == UNITS else [None]:
        record(db, act, f"certificate_export:{export.public_id}", now, actor_id=actor_id, org_unit_id=unit_id, **scope)
