"""What is noted of an archive."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from lms.audit.actions import record


def record_archive(db: Session, year: int, count: int, now: datetime, *, with_papers: bool) -> None:
    """Note that a year was written to a disk, by whoever runs the server."""
    record(db, "certificates.archive", f"year:{year}", now, count=count, with_papers=with_papers)
