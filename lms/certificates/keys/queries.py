"""Every read of the keys."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.certificates.keys.folder import UnusableKey, private_key
from lms.certificates.keys.models import Purpose, SigningKey

OURS = (Purpose.BADGE, Purpose.QR)
"""What the program makes keys for by itself, and cannot do without."""
MADE_HERE = (*OURS, Purpose.MANIFEST, Purpose.BUNDLE)
"""Every purpose whose keys are made here."""


def current(db: Session, purpose: Purpose) -> SigningKey:
    """The key that signs now.

    Raises :class:`UnusableKey` when there is none.
    """
    key = db.scalar(
        select(SigningKey)
        .where(SigningKey.purpose == purpose, SigningKey.retired_at.is_(None))
        .order_by(SigningKey.valid_from.desc(), SigningKey.kid)
        .limit(1)
    )
    if key is None:
        raise UnusableKey(f"there is no key that signs {purpose}: run lms certificates keys rotate {purpose}")
    return key


def public_keys(db: Session, purpose: Purpose) -> list[SigningKey]:
    """Every key that ever signed for a purpose, the newest first."""
    return list(
        db.scalars(
            select(SigningKey)
            .where(SigningKey.purpose == purpose)
            .order_by(SigningKey.valid_from.desc(), SigningKey.kid)
        )
    )


def complaints(db: Session, folder: Path | None) -> list[str]:
    """Why nothing could be signed with what lies in the folder, one sentence for each key."""
    if folder is None:
        return ["there is no folder of keys: set LMS_KEYS"]
    return [complaint for purpose in OURS if (complaint := _complaint(db, purpose, folder))]


def _complaint(db: Session, purpose: Purpose, folder: Path) -> str:
    try:
        private_key(folder, current(db, purpose).kid)
    except UnusableKey as problem:
        return str(problem)
    return ""
