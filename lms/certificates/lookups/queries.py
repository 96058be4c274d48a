"""What the holder of a certificate is told of those who looked it up."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.certificates.lookups.models import CertificateLookup


def lookups(db: Session, certificate_id: str) -> int:
    """How often others have looked this certificate up."""
    asked = select(func.sum(CertificateLookup.count)).where(CertificateLookup.certificate_id == certificate_id)
    return db.scalar(asked) or 0
