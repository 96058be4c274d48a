"""Every read of questions asked in a session."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Integer, cast, func, select
from sqlalchemy.orm import Session

from lms.catalogue import queries as catalogue
from lms.catalogue.languages.queries import answerable
from lms.catalogue.published import PublishedCourse, PublishedItem, PublishedModule
from lms.classroom.live.questions.models import LiveAnswer, LiveQuestion


@dataclass(frozen=True, slots=True)
class Asked:
    """A question on the screens, and what one person answered."""

    question: LiveQuestion
    own: LiveAnswer | None


@dataclass(frozen=True, slots=True)
class Placed:
    """The item of a question in the version of the course it was taken from."""

    course: PublishedCourse
    module: PublishedModule
    item: PublishedItem


@dataclass(frozen=True, slots=True)
class Result:
    """A question that was asked, with how many answered and how many of them rightly."""

    question: LiveQuestion
    item: PublishedItem
    answered: int
    right: int


def on_screen(db: Session, session_id: int, person_id: int = 0) -> Asked | None:
    """The question that is on the screens of a session, with the answer of a person."""
    own = (LiveAnswer.question_id == LiveQuestion.id) & (LiveAnswer.person_id == person_id)
    row = db.execute(
        select(LiveQuestion, LiveAnswer)
        .outerjoin(LiveAnswer, own)
        .where(LiveQuestion.session_id == session_id, LiveQuestion.away_at.is_(None))
        .order_by(LiveQuestion.number.desc())
        .limit(1)
    ).one_or_none()
    return Asked(*row) if row else None


def question_of(db: Session, session_id: int, public_id: str) -> LiveQuestion | None:
    """A question that was asked in this session."""
    return db.scalar(
        select(LiveQuestion).where(LiveQuestion.session_id == session_id, LiveQuestion.public_id == public_id)
    )


def placed(db: Session, question: LiveQuestion) -> Placed:
    """Where the item stands; a course that was published once is not asked for again."""
    found = practice_items(db, catalogue.published(db, question.version_id))
    return next(one for one in found if one.item.id == question.item_id)


def practice_items(db: Session, course: PublishedCourse) -> list[Placed]:
    """What can be asked of a course: its questions to practise, never those of the final."""
    return [Placed(course, module, item) for module in course.modules for item in answerable(db, course, module)]


def answers(db: Session, question_id: int) -> dict[int, LiveAnswer]:
    """By person, what was answered to a question."""
    rows = db.scalars(select(LiveAnswer).where(LiveAnswer.question_id == question_id).order_by(LiveAnswer.answered_at))
    return {row.person_id: row for row in rows}


def results(db: Session, session_id: int) -> list[Result]:
    """What was asked in a session, in that order."""
    right = func.coalesce(func.sum(cast(LiveAnswer.is_right, Integer)), 0)
    rows = db.execute(
        select(LiveQuestion, func.count(LiveAnswer.person_id), right)
        .outerjoin(LiveAnswer, LiveAnswer.question_id == LiveQuestion.id)
        .where(LiveQuestion.session_id == session_id)
        .group_by(LiveQuestion.id)
        .order_by(LiveQuestion.number)
    ).all()
    items = _items(db, {question.item_id for question, _answered, _right in rows})
    return [Result(question, items[question.item_id], answered, int(right)) for question, answered, right in rows]


def _items(db: Session, ids: Collection[int]) -> dict[int, PublishedItem]:
    return {item.id: item for item in catalogue.items(db, ids)}
