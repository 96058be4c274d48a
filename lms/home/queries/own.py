"""What somebody has reached: the finals that were handed in."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from lms.home.rules import Final
from lms.learning.models import Attempt, Enrolment
from lms.learning.rules.progress import FINAL


def finals(db: Session, person_id: int) -> list[Final]:
    """The finals a person has handed in, the earliest first; of a course that is learned again those of this time."""
    any_time = aliased(Enrolment)
    this_time = (
        select(func.max(any_time.edition))
        .where(any_time.person_id == person_id, any_time.course_id == Enrolment.course_id)
        .scalar_subquery()
    )
    rows = db.execute(
        select(Enrolment.course_id, Attempt.score, Attempt.max_score, Attempt.passed, Attempt.submitted_at)
        .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
        .where(
            Enrolment.person_id == person_id,
            Enrolment.edition == this_time,
            Attempt.quiz == FINAL,
            Attempt.submitted_at.is_not(None),
        )
        .order_by(Attempt.submitted_at, Attempt.number)
    )
    return [
        Final(course_id, points or 0, maximum, bool(passed), submitted_at)
        for course_id, points, maximum, passed, submitted_at in rows
        if submitted_at is not None
    ]
