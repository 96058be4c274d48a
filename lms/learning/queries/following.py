"""How far several people are in one course, and how their practice goes: what a teacher follows in class."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, select
from sqlalchemy.orm import Session

from lms.catalogue import queries as catalogue
from lms.catalogue.published import PublishedCourse
from lms.learning.models import Answer, Attempt, Enrolment
from lms.learning.queries.studies import traces
from lms.learning.rules.progress import FINAL, Progress, progress


@dataclass(frozen=True, slots=True)
class Follower:
    """Where somebody is in the version of the course they are on."""

    course: PublishedCourse
    progress: Progress
    active_at: datetime | None
    """When something was last read or begun."""


@dataclass(frozen=True, slots=True)
class Given:
    """One answer that somebody gave."""

    person_id: int
    item_id: int
    is_right: bool | None
    """Nothing in a final: whether an answer there is right is nobody's to see before it is handed in."""
    saved_at: datetime


def followers(db: Session, course_id: int, person_ids: Collection[int]) -> dict[int, Follower]:
    """By person, those who have begun the course; of several editions the latest."""
    rows = db.scalars(
        select(Enrolment)
        .where(Enrolment.course_id == course_id, Enrolment.person_id.in_(person_ids))
        .order_by(Enrolment.edition)
    )
    latest = {row.person_id: row for row in rows}
    found = traces(db, list(latest.values()))
    return {
        person_id: Follower(
            course := catalogue.published(db, row.version_id),
            progress(course, found[row.id].work),
            found[row.id].active_at,
        )
        for person_id, row in latest.items()
    }


def given(db: Session, course_id: int, person_ids: Collection[int], since: datetime) -> list[Given]:
    """What was answered in the course since an instant, in the order in which it was."""
    is_right = case((Attempt.quiz != FINAL, Answer.is_right), else_=None)
    rows = db.execute(
        select(Enrolment.person_id, Answer.item_id, is_right, Answer.saved_at)
        .join(Attempt, Attempt.enrolment_id == Enrolment.id)
        .join(Answer, Answer.attempt_id == Attempt.id)
        .where(Enrolment.course_id == course_id, Enrolment.person_id.in_(person_ids), Answer.saved_at >= since)
        .order_by(Answer.saved_at, Answer.sequence)
    )
    return [Given(*row) for row in rows]
