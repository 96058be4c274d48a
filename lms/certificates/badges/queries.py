"""Every read of badges and of the lists of what has ended."""

from __future__ import annotations

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from lms.certificates.badges.models import Badge, StatusList
from lms.certificates.models import Certificate, Status


def kept_badge(db: Session, certificate_id: str) -> bytes | None:
    """The badge of a certificate, once it was signed."""
    return db.scalar(select(Badge.content).where(Badge.certificate_id == certificate_id))


def badge_at(db: Session, code: str) -> bytes | None:
    """The badge of the certificate with this code."""
    return db.scalar(select(Badge.content).join(Certificate).where(Certificate.code == code))


def kept_list(db: Session, number: int) -> StatusList | None:
    """A list as it was signed last."""
    return db.get(StatusList, number)


def count_ended(db: Session, number: int) -> int:
    """How many certificates of a list hold no more."""
    return db.scalar(select(func.count()).where(_ended(number))) or 0


def ended_places(db: Session, number: int) -> list[int]:
    """The places of a list whose certificates hold no more."""
    return list(db.scalars(select(Certificate.status_index).where(_ended(number)).order_by(Certificate.status_index)))


def host_of(db: Session, number: int) -> str | None:
    """Where the badges of a list say that it is found; nothing while it has none."""
    newest = db.scalar(
        select(Certificate)
        .where(Certificate.status_list == number)
        .order_by(Certificate.issued_at.desc(), Certificate.id)
        .limit(1)
    )
    return newest.facts.check_at if newest else None


def _ended(number: int) -> ColumnElement[bool]:
    return (Certificate.status_list == number) & (Certificate.status != Status.ACTIVE)
