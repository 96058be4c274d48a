"""Forgetting what somebody learned, when the law asks for it; certificates are the office's and stay."""

from __future__ import annotations

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from lms.learning.models import Answer, Attempt, Enrolment, ScreenRead


def forget(db: Session, person_id: int) -> None:
    """Delete the enrolments of a person with everything read and answered under them."""
    enrolments = select(Enrolment.id).where(Enrolment.person_id == person_id)
    attempts = select(Attempt.id).where(Attempt.enrolment_id.in_(enrolments))
    db.execute(delete(Answer).where(Answer.attempt_id.in_(attempts)))
    db.execute(delete(Attempt).where(Attempt.enrolment_id.in_(enrolments)))
    db.execute(delete(ScreenRead).where(ScreenRead.enrolment_id.in_(enrolments)))
    db.execute(delete(Enrolment).where(Enrolment.person_id == person_id))
