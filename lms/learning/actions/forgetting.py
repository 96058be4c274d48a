"""Forgetting what somebody learned, when the law asks for it; certificates are the office's and stay."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select, update
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


def forget_devices(db: Session, before: datetime) -> None:
    """Take the marks of browsers off everything that was handed in before."""
    db.execute(update(Attempt).where(Attempt.device.is_not(None), Attempt.submitted_at < before).values(device=None))
