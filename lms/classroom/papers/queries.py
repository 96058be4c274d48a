"""Every read for the papers of a class: who may be given a card, and all that the report tells.

The report tells what the class has led to: practice and finals of its course, and certificates, from its first day to
its last. For somebody who teaches it certificates stand there only while they teach there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.catalogue import queries as catalogue
from lms.catalogue.models import CourseVersion
from lms.certificates.bulk.scopes import Scope, reach
from lms.certificates.models import Certificate, Status
from lms.classroom.certificates import CLASS, last_day
from lms.classroom.models import ClassGroup, ClassMember
from lms.classroom.papers.tables import Line, Table, Taken, attendance, results
from lms.classroom.queries import ClassLine
from lms.classroom.sessions.models import ClassAttendance, ClassSession
from lms.clock import LOCAL, local
from lms.learning.models import Attempt, Enrolment, Mode
from lms.learning.rules.progress import FINAL
from lms.people.models import Person, Residence
from lms.people.queries import in_force
from lms.places.models import OrgUnit


@dataclass(frozen=True, slots=True)
class Report:
    """A class with what it has led to."""

    one: ClassLine
    teacher: str
    lines: list[Line]
    days: list[str]
    modules: int | None
    """How many modules of its course have questions to practise; nothing for a class without a course."""

    @property
    def results(self) -> Table:
        """What everybody has reached."""
        return results(self.lines, self.modules)

    @property
    def attendance(self) -> Table:
        """Who came when."""
        return attendance(self.lines, self.days)


def teacher_of(db: Session, group: ClassGroup) -> str:
    """The name of the teacher of a class."""
    return db.get_one(Person, group.teacher_id).name


def report(db: Session, one: ClassLine, on: date, reader_id: int | None) -> Report:
    """Everybody who is in the class or was marked in it, by given name. The number of statements is fixed.

    ``reader_id`` is who teaches the class and reads it; nobody named is the office in charge.
    """
    group = one.group
    held = list(
        db.scalars(select(ClassSession).where(ClassSession.class_id == group.id).order_by(ClassSession.starts_at))
    )
    marks = _marks(db, group.id)
    people = _people(db, group.id, marks, on)
    inside = [member.person_id for member, _person, _village in people if member.left_at is None]
    taken, numbers = _taken(db, group, inside), _certificates(db, group, on, reader_id)
    lines = [
        Line(
            person.name,
            person.birth_year,
            village,
            member.left_at is not None,
            tuple(marks[person.id].get(session.id) for session in held),
            taken.get(person.id, Taken()),
            tuple(numbers[person.id]),
        )
        for member, person, village in people
    ]
    return Report(one, teacher_of(db, group), lines, [_day(session) for session in held], _modules(db, group))


def _day(session: ClassSession) -> str:
    return local(session.starts_at).strftime("%d/%m/%Y %H:%M")


def _marks(db: Session, class_id: int) -> defaultdict[int, dict[int, bool]]:
    marks: defaultdict[int, dict[int, bool]] = defaultdict(dict)
    rows = db.scalars(
        select(ClassAttendance)
        .join(ClassSession, ClassSession.id == ClassAttendance.session_id)
        .where(ClassSession.class_id == class_id)
    )
    for row in rows:
        marks[row.person_id][row.session_id] = row.present
    return marks


def _people(db: Session, class_id: int, marked: Iterable[int], on: date) -> list[tuple[ClassMember, Person, str]]:
    rows = db.execute(
        select(ClassMember, Person, func.coalesce(OrgUnit.name, ""))
        .join(Person, Person.id == ClassMember.person_id)
        .outerjoin(Residence, (Residence.person_id == Person.id) & in_force(Residence, on))
        .outerjoin(OrgUnit, OrgUnit.id == Residence.org_unit_id)
        .where(ClassMember.class_id == class_id)
        .where(ClassMember.left_at.is_(None) | Person.id.in_(list(marked)))
        .order_by(Person.sort_key, Person.birth_year, Person.id)
    )
    return [(member, person, village) for member, person, village in rows]


def _taken(db: Session, group: ClassGroup, people: list[int]) -> dict[int, Taken]:
    first = datetime.combine(group.starts_on, time(0), LOCAL)
    after = datetime.combine(last_day(group) + timedelta(days=1), time(0), LOCAL)
    rows = db.execute(
        select(Enrolment.person_id, Attempt.quiz, Attempt.passed, Attempt.score, Attempt.max_score, Attempt.mode)
        .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
        .where(Enrolment.course_id == group.course_id, Enrolment.person_id.in_(people))
        .where(Attempt.submitted_at >= first, Attempt.submitted_at < after)
    )
    found: defaultdict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for person_id, *attempt in rows:
        found[person_id].append(tuple(attempt))
    return {
        person_id: Taken(
            len({quiz for quiz, *_rest in attempts if quiz != FINAL}),
            any(quiz == FINAL for quiz, *_rest in attempts),
            *max(
                (((score, most), mode) for quiz, passed, score, most, mode in attempts if quiz == FINAL and passed),
                default=(None, Mode.ALONE),
            ),
        )
        for person_id, attempts in found.items()
    }


def _certificates(db: Session, group: ClassGroup, on: date, reader_id: int | None) -> defaultdict[int, list[str]]:
    numbers: defaultdict[int, list[str]] = defaultdict(list)
    within = reach(db, reader_id, Scope(CLASS, (group.id,)), on)
    if within is not None:
        found = select(Certificate).where(within, Certificate.status == Status.ACTIVE)
        for row in db.scalars(found.order_by(Certificate.issued_on, Certificate.year, Certificate.number)):
            numbers[row.person_id].append(row.facts.number)
    return numbers


def _modules(db: Session, group: ClassGroup) -> int | None:
    if group.course_id is None:
        return None
    current = select(CourseVersion.id).where(CourseVersion.course_id == group.course_id, CourseVersion.is_current)
    version = db.scalar(current)
    return None if version is None else sum(bool(m.practice) for m in catalogue.published(db, version).modules)
