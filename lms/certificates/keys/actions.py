"""What is done with keys: begin to sign with a new one, publish one that lies elsewhere."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from lms.audit.actions import record
from lms.certificates.keys.folder import keep, new_key
from lms.certificates.keys.models import Purpose, SigningKey
from lms.certificates.keys.queries import OURS
from lms.certificates.keys.shapes import PublicKey, kid_of, pem
from lms.db import insert_once


def rotate(db: Session, purpose: Purpose, folder: Path, now: datetime, *, actor_id: int | None = None) -> SigningKey:
    """Make a new key, which signs from now on; the one before is retired and stays published.

    Raises :class:`UnusableKey` for keys that are made elsewhere.
    """
    private = new_key(purpose)
    keep(folder, private)
    retired = db.scalars(
        update(SigningKey)
        .where(SigningKey.purpose == purpose, SigningKey.retired_at.is_(None))
        .values(retired_at=now)
        .returning(SigningKey.kid)
    ).all()
    key = publish(db, purpose, private.public_key(), now)
    record(
        db,
        "certificates.rotate-key",
        f"signing_key:{key.kid}",
        now,
        actor_id=actor_id,
        purpose=purpose,
        retired=list(retired),
    )
    return key


def publish(db: Session, purpose: Purpose, public: PublicKey, now: datetime) -> SigningKey:
    """Keep the public part of a key for ever; publishing it again changes nothing."""
    db.execute(
        insert_once(db, SigningKey)
        .values(kid=kid_of(public), purpose=purpose, public_key=pem(public), valid_from=now)
        .on_conflict_do_nothing(index_elements=["kid"])
    )
    return db.get_one(SigningKey, kid_of(public))


def ensure_keys(db: Session, folder: Path, now: datetime) -> None:
    """Make the keys that are not there yet: for demonstrations and tests, which nobody sets up."""
    there = set(db.scalars(select(SigningKey.purpose).where(SigningKey.retired_at.is_(None))))
    for purpose in OURS:
        if purpose not in there:
            rotate(db, purpose, folder, now)
