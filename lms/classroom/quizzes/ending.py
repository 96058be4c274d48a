"""What becomes of open sheets when a class is closed or somebody leaves it: their questions go on on a screen."""

from __future__ import annotations

from sqlalchemy.orm import Session

from lms.classroom.quizzes.queries import open_attempts
from lms.learning.actions.recording import give_back


def withdraw_all(db: Session, class_id: int, person_id: int | None = None) -> None:
    """Every open sheet of a class, or of one person in it, counts for nothing any more."""
    for attempt_id in open_attempts(db, class_id, person_id):
        give_back(db, attempt_id)
