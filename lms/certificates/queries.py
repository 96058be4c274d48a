"""Every read of certificates and of who issues them."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.certificates.models import Certificate, CertificateFile, Issuer
from lms.certificates.rules import Statement


def default_issuer(db: Session) -> Issuer | None:
    """Who issues now; nobody before the office is set up."""
    return db.scalar(select(Issuer).where(Issuer.is_default))


def setup_complaints(db: Session, base_url: str) -> list[str]:
    """Why a server with this address must not start issuing yet, one sentence each."""
    issuer = default_issuer(db)
    if issuer is None:
        return ["nobody issues certificates yet: run lms certificates set-issuer with a file the office has confirmed"]
    if issuer.check_at != base_url:
        return [
            f"certificates would lead to {issuer.check_at}, not to {base_url}: run lms certificates set-issuer again"
        ]
    return []


def first_issue(db: Session, statement: Statement) -> Certificate | None:
    """The certificate once issued for this person, course and edition, whatever became of it."""
    return db.scalar(
        select(Certificate).where(
            Certificate.person_id == statement.person_id,
            Certificate.course_id == statement.course_id,
            Certificate.edition == statement.edition,
            Certificate.correction == 0,
        )
    )


def find(db: Session, code: str) -> Certificate | None:
    """The certificate with this code, as it is kept: 16 capitals and digits."""
    return db.scalar(select(Certificate).where(Certificate.code == code))


def of_person(db: Session, person_id: int) -> list[Certificate]:
    """The certificates of a person, the newest first."""
    return list(
        db.scalars(
            select(Certificate)
            .where(Certificate.person_id == person_id)
            .order_by(Certificate.issued_at.desc(), Certificate.number.desc())
        )
    )


def file_of(db: Session, certificate_id: str) -> CertificateFile | None:
    """The printed form, if it has been printed."""
    return db.get(CertificateFile, certificate_id)
