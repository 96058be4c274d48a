"""Every read of pictures of sheets; the pictures themselves come only where they are shown or read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, defer

from lms.classroom.quizzes.models import ScanState, SheetScan

UNSURE = "?"
"""Stands where a row has to be looked at."""


@dataclass(frozen=True, slots=True)
class Scan:
    """What is known of a picture."""

    public_id: str
    attempt_id: str | None
    state: ScanState
    page: int
    rows: tuple[str, ...]
    doubts: tuple[int, ...]
    flags: tuple[str, ...]
    """What somebody is told: «corner», «code», «strange», «none»."""

    def typed(self, count: int) -> str:
        """What was read, as it is typed, for a sheet of so many rows: a question mark for each that is in doubt."""
        if len(self.rows) != count:
            return " ".join([UNSURE] * count)
        return " ".join(UNSURE if at in self.doubts else marked or "-" for at, marked in enumerate(self.rows))


def scans(db: Session, class_id: int) -> list[Scan]:
    """The pictures of a class that nobody has done with, in the order in which they came."""
    found = select(SheetScan).where(SheetScan.class_id == class_id).order_by(SheetScan.id)
    return [_scan(row) for row in db.scalars(found.options(defer(SheetScan.content)))]


def scan(db: Session, public_id: str, class_id: int | None = None) -> SheetScan | None:
    """One picture with its content; of this class, if one is named."""
    found = select(SheetScan).where(SheetScan.public_id == public_id)
    return db.scalar(found if class_id is None else found.where(SheetScan.class_id == class_id))


def _scan(row: SheetScan) -> Scan:
    read: dict[str, Any] = row.reading
    return Scan(
        row.public_id,
        row.attempt_id,
        ScanState(row.state),
        row.page,
        tuple(read.get("rows", ())),
        tuple(read.get("doubts", ())),
        tuple(read.get("flags", ())),
    )
