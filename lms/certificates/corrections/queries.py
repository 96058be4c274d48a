"""Every read of corrections of certificates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from lms.certificates.corrections.models import CertificateCorrection
from lms.certificates.corrections.rules import State
from lms.certificates.models import Certificate
from lms.places.queries import within

MOST = 50
"""How many answered ones are listed; those that wait are all listed."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A correction with the certificate it is about."""

    correction: CertificateCorrection
    certificate: Certificate


@dataclass(frozen=True, slots=True)
class Charge:
    """Who answers, at which units. Nobody answers for the own certificates."""

    person_id: int
    unit_ids: tuple[int, ...]


def of_certificate(db: Session, certificate_id: str) -> CertificateCorrection | None:
    """The latest correction that was asked for on a certificate, whatever became of it."""
    return db.scalar(
        select(CertificateCorrection)
        .where(CertificateCorrection.certificate_id == certificate_id)
        .order_by(CertificateCorrection.id.desc())
        .limit(1)
    )


def waiting(db: Session, certificate_id: str) -> CertificateCorrection | None:
    """The correction of a certificate that waits for its answer."""
    return db.scalar(
        select(CertificateCorrection).where(
            CertificateCorrection.certificate_id == certificate_id, CertificateCorrection.state == State.WAITING
        )
    )


def in_charge(db: Session, charge: Charge, on: date) -> list[Asked]:
    """What somebody answers: first what waits, the oldest on top, then the answered, the newest on top."""
    row, found = CertificateCorrection, _in_charge(charge, on)
    waits = found.where(row.state == State.WAITING).order_by(row.asked_at, row.id)
    answered = found.where(row.state != State.WAITING).order_by(row.answered_at.desc(), row.id).limit(MOST)
    return [Asked(*pair) for statement in (waits, answered) for pair in db.execute(statement)]


def count_in_charge(db: Session, charge: Charge, on: date) -> int:
    """How many corrections wait for somebody."""
    waits = _in_charge(charge, on).where(CertificateCorrection.state == State.WAITING)
    return db.scalar(waits.with_only_columns(func.count(CertificateCorrection.id))) or 0


def find_in_charge(db: Session, public_id: str, charge: Charge, on: date) -> Asked | None:
    """One correction, if it is this somebody's to answer."""
    row = db.execute(_in_charge(charge, on).where(CertificateCorrection.public_id == public_id)).one_or_none()
    return Asked(*row) if row else None


def _in_charge(charge: Charge, on: date) -> Select[CertificateCorrection, Certificate]:
    return (
        select(CertificateCorrection, Certificate)
        .join(Certificate, Certificate.id == CertificateCorrection.certificate_id)
        .where(Certificate.org_unit_id.in_(within(charge.unit_ids, on)), Certificate.person_id != charge.person_id)
    )
