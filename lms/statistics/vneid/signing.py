"""The key that signs manifests. It is made when the first batch is, and stays published like every other."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy.orm import Session

from lms.certificates.keys.actions import rotate
from lms.certificates.keys.folder import UnusableKey, private_key
from lms.certificates.keys.models import Purpose, SigningKey
from lms.certificates.keys.queries import public_keys


def signer(db: Session, folder: Path | None, now: datetime) -> tuple[str, Ed25519PrivateKey]:
    """The key that signs now and its name, made if there is none yet. Raises :class:`UnusableKey`."""
    if folder is None:
        raise UnusableKey("there is no folder of keys: set LMS_KEYS")
    kid = (signing_key(db) or rotate(db, Purpose.MANIFEST, folder, now)).kid
    key = private_key(folder, kid)
    if not isinstance(key, Ed25519PrivateKey):
        raise UnusableKey(f"the key {kid} is of another kind than manifests are signed with")
    return kid, key


def signing_key(db: Session) -> SigningKey | None:
    """The public part of the key that signs now; nothing before the first batch."""
    return next((key for key in public_keys(db, Purpose.MANIFEST) if key.retired_at is None), None)
