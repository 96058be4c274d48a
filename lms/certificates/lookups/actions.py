"""Noting a look-up."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from lms.certificates.lookups.models import CertificateLookup
from lms.db import insert_once


def count_lookup(db: Session, certificate_id: str, on: date) -> None:
    """One more look-up of a certificate on this day."""
    db.execute(
        insert_once(db, CertificateLookup)
        .values(certificate_id=certificate_id, on=on, count=1)
        .on_conflict_do_update(index_elements=["certificate_id", "on"], set_={"count": CertificateLookup.count + 1})
    )
