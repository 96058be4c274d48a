"""What becomes of open sheets when a class is closed or somebody leaves it: their questions go on on a screen. And what
goes with somebody who is forgotten.
"""

from __future__ import annotations

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from lms.classroom.quizzes.models import QuizSheet, SheetScan, WatchedFinal
from lms.classroom.quizzes.queries import open_attempts
from lms.learning.actions.recording import give_back
from lms.learning.models import Attempt, Enrolment


def withdraw_all(db: Session, class_id: int, person_id: int | None = None) -> None:
    """Every open sheet of a class, or of one person in it, counts for nothing any more."""
    for attempt_id in open_attempts(db, class_id, person_id):
        give_back(db, attempt_id)


def forget_sheets(db: Session, person_id: int) -> None:
    """Delete the sheets of a person, their pictures, and that the person was watched."""
    own = (
        select(Attempt.id).join(Enrolment, Enrolment.id == Attempt.enrolment_id).where(Enrolment.person_id == person_id)
    )
    for table in (SheetScan, QuizSheet):
        db.execute(delete(table).where(table.attempt_id.in_(own)))
    db.execute(delete(WatchedFinal).where(WatchedFinal.person_id == person_id))
