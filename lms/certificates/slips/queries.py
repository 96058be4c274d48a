"""Every read of slips, and of what a telephone needs to judge them."""

from __future__ import annotations

import json
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.certificates.keys.models import Purpose
from lms.certificates.keys.queries import public_keys
from lms.certificates.keys.shapes import public_key
from lms.certificates.models import Certificate, Issuer, Status
from lms.certificates.slips.models import CertificateSlip
from lms.certificates.slips.payload import is_signed


@dataclass(frozen=True, slots=True)
class Ended:
    """The marks of the slips whose certificates hold no longer, each list sorted and written without gaps."""

    revoked: str
    replaced: str


def slip_of(db: Session, certificate_id: str) -> CertificateSlip | None:
    """The slip of a certificate, once it was printed."""
    return db.get(CertificateSlip, certificate_id)


def keys_by_kid(db: Session) -> dict[str, EllipticCurvePublicKey]:
    """Every key that ever signed slips, those that sign no more included."""
    keys = {key.kid: public_key(key.public_key) for key in public_keys(db, Purpose.QR)}
    return {kid: key for kid, key in keys.items() if isinstance(key, EllipticCurvePublicKey)}


def issuer_names(db: Session) -> dict[str, str]:
    """Who stands behind the number of an issuer in a slip: the register says it, not the slip."""
    rows = db.execute(select(Issuer.id, Issuer.name).order_by(Issuer.id))
    return {str(key): name for key, name in rows}


def ended(db: Session) -> Ended:
    """The slips of all that was revoked or replaced."""
    return Ended(_marks(db, Status.REVOKED), _marks(db, Status.SUPERSEDED))


def is_as_signed(db: Session, certificate: Certificate) -> bool:
    """Whether every printed fact is what it was when the certificate was printed.

    One that was never printed, or was printed before facts were signed, has nothing to be compared with.
    """
    slip = slip_of(db, certificate.id)
    if slip is None or not slip.kid:
        return True
    key = keys_by_kid(db).get(slip.kid)
    return key is not None and is_signed(everything(certificate), bytes.fromhex(slip.whole), key)


def everything(certificate: Certificate) -> bytes:
    """All that is printed and all it is found by, written down in one way only."""
    found_by = [certificate.id, certificate.code, certificate.issuer_id, certificate.year, certificate.number]
    return json.dumps([found_by, certificate.snapshot], ensure_ascii=False, sort_keys=True).encode()


def _marks(db: Session, status: Status) -> str:
    found = db.scalars(
        select(CertificateSlip.mark)
        .join(Certificate, Certificate.id == CertificateSlip.certificate_id)
        .where(Certificate.status == status, CertificateSlip.mark != "")
        .order_by(CertificateSlip.mark)
    )
    return "".join(found)
