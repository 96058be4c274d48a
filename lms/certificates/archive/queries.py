"""Every read for an archive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.certificates.badges.models import Badge, StatusList
from lms.certificates.keys.models import SigningKey
from lms.certificates.models import Certificate, CertificateFile, Issuer
from lms.db import Database

_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Kept:
    """A certificate with what is known of its file."""

    certificate: Certificate
    issuer: str
    sha256: str | None
    signature_level: str | None
    signer: str | None


def count(db: Session, year: int) -> int:
    """How many certificates were issued in a year."""
    return db.scalar(select(func.count()).where(Certificate.year == year)) or 0


def of_year(database: Database, year: int) -> Iterator[Kept]:
    """The certificates of a year in the order of the register books, some at a time, each time in a new session."""
    issuer, number = 0, 0
    while True:
        with database.reading() as db:
            rows = db.execute(
                select(
                    Certificate,
                    Issuer.key,
                    CertificateFile.sha256,
                    CertificateFile.signature_level,
                    CertificateFile.signer,
                )
                .join(Issuer, Issuer.id == Certificate.issuer_id)
                .outerjoin(CertificateFile, CertificateFile.certificate_id == Certificate.id)
                .where(
                    Certificate.year == year,
                    (Certificate.issuer_id > issuer)
                    | ((Certificate.issuer_id == issuer) & (Certificate.number > number)),
                )
                .order_by(Certificate.issuer_id, Certificate.number)
                .limit(_AT_ONCE)
            ).all()
        if not rows:
            return
        for row in rows:
            yield Kept(*row)
        issuer, number = rows[-1][0].issuer_id, rows[-1][0].number


def paper(database: Database, certificate_id: str) -> bytes | None:
    """The kept file of a certificate."""
    with database.reading() as db:
        return db.scalar(select(CertificateFile.content).where(CertificateFile.certificate_id == certificate_id))


def badge(database: Database, certificate_id: str) -> bytes | None:
    """The kept badge of a certificate."""
    with database.reading() as db:
        return db.scalar(select(Badge.content).where(Badge.certificate_id == certificate_id))


def keys(db: Session) -> list[SigningKey]:
    """Every key that ever signed, by purpose, the oldest first."""
    return list(db.scalars(select(SigningKey).order_by(SigningKey.purpose, SigningKey.valid_from, SigningKey.kid)))


def hosts(db: Session) -> list[str]:
    """Scheme and host of every address at which papers are checked."""
    return list(db.scalars(select(Issuer.check_at).distinct().order_by(Issuer.check_at)))


def status_lists(db: Session) -> list[StatusList]:
    """The public lists of what has ended, as they were signed last."""
    return list(db.scalars(select(StatusList).order_by(StatusList.number)))
