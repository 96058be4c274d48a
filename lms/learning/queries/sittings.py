"""Attempts with what was answered in them, ready to be shown and marked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from lms.catalogue import queries as catalogue
from lms.catalogue.languages import queries as languages
from lms.catalogue.published import PublishedCourse, PublishedItem
from lms.learning.models import Answer, Attempt, Enrolment, Mode
from lms.learning.rules.drawing import thawed
from lms.learning.rules.marking import Answers
from lms.learning.rules.progress import FINAL


@dataclass(frozen=True, slots=True)
class Saved:
    """The answer that counts for one question."""

    chosen: tuple[int | str, ...]
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class Sitting:
    """One attempt: its questions as drawn, and what was answered so far."""

    attempt: Attempt
    items: tuple[PublishedItem, ...]
    orders: tuple[tuple[int, ...], ...]
    saved: Mapping[int, Saved]

    @property
    def answers(self) -> Answers:
        """What counts for each answered item."""
        return {item_id: saved.chosen for item_id, saved in self.saved.items()}

    @property
    def answered(self) -> tuple[int, ...]:
        """The numbers, from 1, of the questions with an answer."""
        return tuple(number for number, item in enumerate(self.items, 1) if item.id in self.saved)

    @property
    def left_out(self) -> tuple[int, ...]:
        """The numbers, from 1, of the questions without an answer."""
        return tuple(number for number, item in enumerate(self.items, 1) if item.id not in self.saved)

    @property
    def last_saved(self) -> tuple[int, datetime] | None:
        """The number of the question that was answered last, and when."""
        if not self.saved:
            return None
        latest = max(self.saved, key=lambda item_id: self.saved[item_id].saved_at)
        return [item.id for item in self.items].index(latest) + 1, self.saved[latest].saved_at


def open_sitting(db: Session, course: PublishedCourse, enrolment_id: int, quiz: str) -> Sitting | None:
    """The attempt at this quiz that was begun and not handed in; one on paper is not for the screen."""
    attempt = db.scalar(_attempts(enrolment_id, quiz).where(Attempt.submitted_at.is_(None), Attempt.mode != Mode.PAPER))
    return sitting(db, course, attempt) if attempt else None


def is_on_paper(db: Session, enrolment_id: int) -> bool:
    """Whether the final is open on a sheet of paper."""
    found = _attempts(enrolment_id, FINAL).where(Attempt.submitted_at.is_(None), Attempt.mode == Mode.PAPER)
    return db.scalar(found) is not None


def latest_handed_in(db: Session, course: PublishedCourse, enrolment_id: int, quiz: str) -> Sitting | None:
    """The attempt at this quiz that was handed in last."""
    handed_in = _attempts(enrolment_id, quiz).where(Attempt.submitted_at.is_not(None))
    attempt = db.scalar(handed_in.order_by(Attempt.number.desc()).limit(1))
    return sitting(db, course, attempt) if attempt else None


def sitting_of(db: Session, course: PublishedCourse, person_id: int, attempt_id: str) -> Sitting | None:
    """An attempt by its id, open or handed in; only one of this person, in this version of the course."""
    attempt = db.scalar(
        select(Attempt)
        .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
        .where(Attempt.id == attempt_id, Enrolment.person_id == person_id, Enrolment.version_id == course.version_id)
    )
    return sitting(db, course, attempt) if attempt else None


def sitting_by_id(db: Session, attempt_id: str) -> Sitting | None:
    """An attempt by its id alone, whoever's it is: to keep an answer for them, never to show it."""
    found = db.execute(
        select(Attempt, Enrolment.version_id)
        .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
        .where(Attempt.id == attempt_id)
    ).one_or_none()
    return sitting(db, catalogue.published(db, found.version_id), found.Attempt) if found else None


def handed_in_at(db: Session, enrolment_id: int, quiz: str) -> list[datetime]:
    """When the attempts at this quiz were handed in, earliest first."""
    instants = db.scalars(
        select(Attempt.submitted_at)
        .where(Attempt.enrolment_id == enrolment_id, Attempt.quiz == quiz, Attempt.submitted_at.is_not(None))
        .order_by(Attempt.submitted_at)
    )
    return [instant for instant in instants if instant is not None]


def sitting(db: Session, course: PublishedCourse, attempt: Attempt) -> Sitting:
    """An attempt with its questions and the answers that count."""
    drawn = thawed(attempt.drawn)
    items = {item.id: item for item in items_of(db, course, attempt.quiz)}
    rows = db.scalars(select(Answer).where(Answer.attempt_id == attempt.id).order_by(Answer.sequence))
    saved = {row.item_id: Saved(tuple(row.chosen), row.saved_at) for row in rows}
    return Sitting(attempt, tuple(items[each.item_id] for each in drawn), tuple(each.order for each in drawn), saved)


def _attempts(enrolment_id: int, quiz: str) -> Select[Attempt]:
    return select(Attempt).where(Attempt.enrolment_id == enrolment_id, Attempt.quiz == quiz)


def items_of(db: Session, course: PublishedCourse, quiz: str) -> tuple[PublishedItem, ...]:
    """The questions a quiz is drawn from: the practice of a module, or the pool of the final."""
    if quiz == FINAL:
        return catalogue.final_pool(db, course.version_id)
    module = course.module(quiz)
    return languages.answerable(db, course, module) if module else ()
