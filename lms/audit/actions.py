"""The one thing to do with the record: append to it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from lms.audit.models import AuditRow


def record(
    db: Session,
    act: str,
    subject: str,
    now: datetime,
    *,
    actor_id: int | None = None,
    org_unit_id: int | None = None,
    **details: Any,
) -> None:
    """Append that ``actor_id`` did ``act`` to ``subject`` (``table:key``), in the transaction of the act itself."""
    db.add(AuditRow(at=now, actor_id=actor_id, act=act, subject=subject, org_unit_id=org_unit_id, details=details))
