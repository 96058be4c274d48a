"""Reads of the record."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.audit.models import AuditRow


def last(db: Session, act: str, subject: str) -> AuditRow | None:
    """The newest row of this act on this subject."""
    found = select(AuditRow).where(AuditRow.act == act, AuditRow.subject == subject)
    return db.scalar(found.order_by(AuditRow.id.desc()).limit(1))
