"""Makes the signed documents. It needs the private key, so only what prints and the background come here."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy.orm import Session

from lms.certificates.badges.credential import credential
from lms.certificates.badges.issuer import did_of
from lms.certificates.badges.proof import Signer, signed
from lms.certificates.badges.queries import kept_badge
from lms.certificates.badges.status_list import status_list
from lms.certificates.keys.folder import UnusableKey, private_key
from lms.certificates.keys.models import Purpose
from lms.certificates.keys.queries import current
from lms.certificates.models import Certificate


def badge_of(db: Session, keys: Path | None, certificate: Certificate) -> bytes | None:
    """The badge of a certificate: the one that is kept, else a new one; nothing where there is no folder of keys.

    Until the key changes a new one is the same, byte for byte. Raises :class:`UnusableKey`.
    """
    kept = kept_badge(db, certificate.id)
    if kept is not None or keys is None:
        return kept
    facts = certificate.facts
    document = credential(facts, certificate.id, certificate.status_list, certificate.status_index)
    return written(signed(document, signer(db, keys, facts.check_at), facts.issued_at))


def signed_list(db: Session, keys: Path, host: str, number: int, ended: list[int], at: datetime) -> bytes:
    """A list as it stands at an instant."""
    document = status_list(host, number, ended, at)
    return written(signed(document, signer(db, keys, host), document["validFrom"]))


def signer(db: Session, keys: Path, host: str) -> Signer:
    """Who signs badges now, at this host.

    Raises :class:`UnusableKey`.
    """
    kid = current(db, Purpose.BADGE).kid
    key = private_key(keys, kid)
    if not isinstance(key, Ed25519PrivateKey):
        raise UnusableKey(f"the key {kid} is of another kind than badges are signed with")
    return Signer(did_of(host), kid, key)


def written(document: dict[str, Any]) -> bytes:
    """A document as it is kept."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
