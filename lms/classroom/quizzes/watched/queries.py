"""Who is watched at a final, and until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from lms.classroom.models import ClassGroup, ClassMember
from lms.classroom.quizzes.models import WatchedFinal
from lms.classroom.sessions.models import ClassAttendance, ClassSession
from lms.learning.models import Attempt, Enrolment, Mode
from lms.learning.rules.progress import FINAL
from lms.learning.watching import Watch, watches
from lms.people.models import Person


@dataclass(frozen=True, slots=True)
class Sitter:
    """Somebody of a class in a session, with how their final stands."""

    key: str
    person_id: int
    name: str
    birth_year: int
    present: bool | None
    watched: WatchedFinal | None
    is_completed: bool
    attempts: tuple[Attempt, ...]
    """At the final, the newest first, begun since it was opened to them or still open."""

    def is_watched(self, now: datetime) -> bool:
        """Whether the final is open to them now."""
        return self.watched is not None and self.watched.closes_at > now


@watches
def watched_in_class(db: Session, enrolment: Enrolment, now: datetime) -> Watch | None:
    """Whether a teacher watches this person now, in a class with the course of the enrolment."""
    found = list(
        db.scalars(
            select(WatchedFinal.has_learned)
            .join(ClassSession, ClassSession.id == WatchedFinal.session_id)
            .join(ClassGroup, ClassGroup.id == ClassSession.class_id)
            .join(ClassMember, _is_member())
            .where(WatchedFinal.person_id == enrolment.person_id, ClassGroup.course_id == enrolment.course_id)
            .where(WatchedFinal.opened_at <= now, WatchedFinal.closes_at > now)
            .where(ClassGroup.closed_at.is_(None), ClassMember.left_at.is_(None))
        )
    )
    if not found:
        return None
    return Watch.LEARNED if any(found) else Watch.PRESENT


def sitters(db: Session, group: ClassGroup, session: ClassSession) -> list[Sitter]:
    """Everybody who is in the class, by given name, as they stand in this session. Two statements."""
    marked = and_(ClassAttendance.session_id == session.id, ClassAttendance.person_id == ClassMember.person_id)
    opened = and_(WatchedFinal.session_id == session.id, WatchedFinal.person_id == ClassMember.person_id)
    completed = (
        select(func.count())
        .where(Enrolment.person_id == ClassMember.person_id, Enrolment.course_id == group.course_id)
        .where(Enrolment.completed_at.is_not(None))
        .scalar_subquery()
    )
    rows = db.execute(
        select(ClassMember, Person, ClassAttendance.present, WatchedFinal, completed)
        .join(Person, Person.id == ClassMember.person_id)
        .outerjoin(ClassAttendance, marked)
        .outerjoin(WatchedFinal, opened)
        .where(ClassMember.class_id == group.id, ClassMember.left_at.is_(None))
        .order_by(Person.sort_key, Person.birth_year, Person.id)
    ).all()
    tries = _tries(db, group, [person.id for _member, person, *_rest in rows])
    return [
        Sitter(
            member.public_id,
            person.id,
            person.name,
            person.birth_year,
            present,
            watched,
            bool(done),
            tuple(each for each in tries.get(person.id, ()) if _belongs(each, watched)),
        )
        for member, person, present, watched, done in rows
    ]


def _belongs(attempt: Attempt, watched: WatchedFinal | None) -> bool:
    return attempt.submitted_at is None or (watched is not None and attempt.submitted_at >= watched.opened_at)


def _tries(db: Session, group: ClassGroup, people: list[int]) -> dict[int, list[Attempt]]:
    found: dict[int, list[Attempt]] = {}
    rows = db.execute(
        select(Enrolment.person_id, Attempt)
        .join(Attempt, Attempt.enrolment_id == Enrolment.id)
        .where(Enrolment.course_id == group.course_id, Enrolment.person_id.in_(people))
        .where(Attempt.quiz == FINAL, Attempt.mode != Mode.PAPER)
        .order_by(Attempt.started_at.desc())
    )
    for person_id, attempt in rows:
        found.setdefault(person_id, []).append(attempt)
    return found


def _is_member() -> ColumnElement[bool]:
    return and_(ClassMember.class_id == ClassGroup.id, ClassMember.person_id == WatchedFinal.person_id)
