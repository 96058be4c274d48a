"""Keeping what was signed, and asking for a list to be signed anew."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from lms.certificates.badges.models import Badge, StatusList
from lms.certificates.models import Certificate
from lms.db import insert_once
from lms.jobs.actions import enqueue

STATUS_LIST = "certificates.status-list"
"""The kind of job that signs a list."""
_BEFORE_OTHERS = timedelta(hours=1)  # thousands of papers may wait to be printed


def keep_badge(db: Session, certificate: Certificate, content: bytes, now: datetime) -> None:
    """Keep a badge, whose list must be found at once from now on; the first one kept stays."""
    db.execute(
        insert_once(db, Badge)
        .values(certificate_id=certificate.id, content=content, signed_at=now)
        .on_conflict_do_nothing(index_elements=["certificate_id"])
    )
    enqueue(db, STATUS_LIST, str(certificate.status_list), now, run_after=now - _BEFORE_OTHERS)


def list_ended(db: Session, certificate: Certificate, now: datetime) -> None:
    """Have the list of a certificate that has just ended signed anew, before anything else that waits."""
    number = certificate.status_list
    dedup = f"{STATUS_LIST}:{number}:{certificate.id}"
    enqueue(db, STATUS_LIST, str(number), now, dedup=dedup, run_after=now - _BEFORE_OTHERS)


def keep_list(db: Session, number: int, ended: int, content: bytes, now: datetime) -> None:
    """Keep a signed list in place of an older one; one that knows of fewer is thrown away."""
    values = {
        "ended": ended,
        "content": content,
        "sha256": hashlib.sha256(content).hexdigest(),
        "signed_at": now,
    }
    db.execute(
        insert_once(db, StatusList)
        .values(number=number, **values)
        .on_conflict_do_update(index_elements=["number"], set_=values, where=StatusList.ended < ended)
    )
