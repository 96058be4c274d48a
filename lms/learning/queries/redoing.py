"""Whether a course has to be learned again, and what somebody did under an enrolment, to be taken along."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.catalogue.published import PublishedCourse
from lms.catalogue.versions import queries as versions
from lms.catalogue.versions.queries import MustRedo
from lms.db import new_id
from lms.learning.models import Answer, Attempt, Enrolment, ScreenRead
from lms.learning.rules.guests import GuestAnswer, GuestWork
from lms.learning.rules.progress import FINAL


def must_redo(db: Session, course: PublishedCourse) -> MustRedo | None:
    """Why whoever is on this version has to learn a later one; nothing if they need not."""
    mark = versions.must_redo(db, course.course_id)
    return mark if mark and course.number < mark.number else None


def done_under(db: Session, enrolment: Enrolment, course: PublishedCourse) -> GuestWork:
    """What was read, and what was last answered to each practice question, each answer ready to be given anew."""
    read = db.scalars(select(ScreenRead.screen_id).where(ScreenRead.enrolment_id == enrolment.id))
    return GuestWork(course, frozenset(read), _answers(db, enrolment))


def _answers(db: Session, enrolment: Enrolment) -> Mapping[int, GuestAnswer]:
    rows = db.scalars(
        select(Answer)
        .join(Attempt, Attempt.id == Answer.attempt_id)
        .where(Attempt.enrolment_id == enrolment.id, Attempt.quiz != FINAL)
        .order_by(Answer.saved_at, Attempt.number, Answer.sequence)
    )
    return {row.item_id: GuestAnswer(row.item_id, new_id(), tuple(row.chosen), row.saved_at) for row in rows}
