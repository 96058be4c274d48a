"""Signing the facts of a certificate for its QR code, once."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from sqlalchemy.orm import Session

from lms.certificates.keys.folder import UnusableKey, private_key
from lms.certificates.keys.models import Purpose
from lms.certificates.keys.queries import current
from lms.certificates.models import Certificate
from lms.certificates.rules import Facts
from lms.certificates.slips.models import CertificateSlip
from lms.certificates.slips.payload import VERSION, Slip, in_digits, mark, sign, signed
from lms.certificates.slips.queries import everything, slip_of
from lms.db import insert_once


def slip_for(db: Session, certificate: Certificate, folder: Path | None, now: datetime) -> CertificateSlip:
    """The slip of a certificate: the one that is kept, or else a new one, which is not kept yet.

    Where there is no folder of keys, nothing is signed; a production server does not start without one.
    Raises :class:`UnusableKey` when the key that should sign is not in the folder.
    """
    kept = slip_of(db, certificate.id)
    if kept is not None:
        return kept
    if folder is None:
        return CertificateSlip(certificate_id=certificate.id, payload="", mark="", kid="", whole="", signed_at=now)
    kid = current(db, Purpose.QR).kid
    key = private_key(folder, kid)
    if not isinstance(key, EllipticCurvePrivateKey):
        raise UnusableKey(f"{kid} is no key for QR codes: run lms certificates keys rotate qr")
    payload = signed(_facts_of(certificate), key, kid, certificate.facts.address)
    return CertificateSlip(
        certificate_id=certificate.id,
        payload=payload,
        mark=mark(payload) if payload else "",
        kid=kid,
        whole=sign(everything(certificate), key).hex(),
        signed_at=now,
    )


def keep_slip(db: Session, slip: CertificateSlip) -> None:
    """Keep a slip; the first one kept stays."""
    columns = [column.name for column in CertificateSlip.__table__.columns]
    db.execute(
        insert_once(db, CertificateSlip)
        .values({name: getattr(slip, name) for name in columns})
        .on_conflict_do_nothing(index_elements=["certificate_id"])
    )


def qr_text(facts: Facts, payload: str) -> str:
    """What the QR code holds: the address, and behind it what never leaves the telephone that reads it."""
    return f"{facts.address}#{in_digits(payload)}" if payload else facts.address


def _facts_of(certificate: Certificate) -> Slip:
    facts = certificate.facts
    return Slip(
        version=VERSION,
        number=certificate.number,
        year=certificate.year,
        holder=facts.holder,
        birth_year=facts.birth_year,
        course=facts.course_title,
        issued_on=int(facts.issued_on.replace("-", "")),
        score_percent=facts.score_percent,
        issuer_id=certificate.issuer_id,
        code_begins=facts.code[:4],
    )
