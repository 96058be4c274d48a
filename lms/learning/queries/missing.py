"""Completed courses whose certificate is not there. There should be none: both are written together."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from lms.certificates.models import Certificate
from lms.learning.models import Attempt, Enrolment, Mode
from lms.learning.rules.progress import FINAL


def without_certificate(db: Session) -> list[Enrolment]:
    """The completed enrolments for which nothing was ever issued, the earliest first."""
    issued = and_(
        Certificate.person_id == Enrolment.person_id,
        Certificate.course_id == Enrolment.course_id,
        Certificate.edition == Enrolment.edition,
    )
    return list(
        db.scalars(
            select(Enrolment)
            .where(Enrolment.completed_at.is_not(None), ~select(Certificate.id).where(issued).exists())
            .order_by(Enrolment.completed_at, Enrolment.id)
        )
    )


def first_passed_at(db: Session, enrolment: Enrolment, *, was_watched: bool) -> datetime | None:
    """When a final was first passed under an enrolment; of finals that a teacher watched or kept on paper if asked so."""
    passed = Attempt.enrolment_id == enrolment.id, Attempt.quiz == FINAL, Attempt.passed.is_(True)
    found = select(Attempt.submitted_at).where(*passed).order_by(Attempt.submitted_at).limit(1)
    return db.scalar(found.where(Attempt.mode != Mode.ALONE) if was_watched else found)


def deciding_final(db: Session, enrolment: Enrolment) -> Attempt:
    """The final that completed the course."""
    return db.scalars(
        select(Attempt)
        .where(
            Attempt.enrolment_id == enrolment.id,
            Attempt.quiz == FINAL,
            Attempt.passed.is_(True),
            Attempt.submitted_at <= enrolment.completed_at,
        )
        .order_by(Attempt.submitted_at.desc(), Attempt.number.desc())
        .limit(1)
    ).one()
