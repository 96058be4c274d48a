"""Courses as somebody sees them: the version they began, how far they are, where they go on."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from lms.catalogue import queries as catalogue
from lms.catalogue.models import Course, CourseVersion
from lms.catalogue.published import PublishedCourse
from lms.catalogue.versions.queries import MustRedo, all_to_redo
from lms.certificates.models import Certificate, Status
from lms.learning.models import Answer, Attempt, Enrolment, Mode, ScreenRead
from lms.learning.rules.drawing import thawed
from lms.learning.rules.progress import NOTHING, Progress, Work, progress


@dataclass(frozen=True, slots=True)
class Study:
    """A course in the version that holds for somebody; guests and newcomers have no enrolment."""

    course: PublishedCourse
    enrolment: Enrolment | None = None


@dataclass(frozen=True, slots=True)
class CourseProgress:
    """One line of a desk: a course, how far, and the way to its certificate."""

    course: PublishedCourse
    progress: Progress
    certificate_code: str | None
    active_at: datetime | None
    """When something was last read or begun; nothing for a course not begun."""
    must_redo: MustRedo | None = None
    """Why it has to be learned again in a later version."""


def study(db: Session, slug: str, person_id: int | None) -> Study | None:
    """The course at this address: the version a person is pinned to, else the current one."""
    found = enrolment(db, slug, person_id) if person_id else None
    if found:
        return Study(catalogue.published(db, found.version_id), found)
    course = catalogue.current(db, slug)
    return Study(course) if course else None


def version(db: Session, slug: str, number: int) -> PublishedCourse | None:
    """The version with this number of the course at this address, current or not."""
    found = db.scalar(
        select(CourseVersion.id)
        .join(Course, Course.id == CourseVersion.course_id)
        .where(Course.slug == slug, CourseVersion.number == number)
    )
    return None if found is None else catalogue.published(db, found)


def was_corrected(db: Session, course: PublishedCourse) -> bool:
    """Whether newcomers get another version of the course than this one."""
    newest = select(CourseVersion.id).where(CourseVersion.course_id == course.course_id, CourseVersion.is_current)
    return db.scalar(newest) != course.version_id


def enrolment(db: Session, slug: str, person_id: int) -> Enrolment | None:
    """The latest enrolment of a person on the course at this address."""
    return db.scalar(
        select(Enrolment)
        .join(Course, Course.id == Enrolment.course_id)
        .where(Course.slug == slug, Enrolment.person_id == person_id)
        .order_by(Enrolment.edition.desc())
        .limit(1)
    )


def work(db: Session, found: Enrolment) -> Work:
    """What was read, handed in and begun under one enrolment."""
    return traces(db, [found])[found.id].work


def certificate(db: Session, found: Enrolment) -> Certificate | None:
    """The certificate this enrolment led to, in its latest correction."""
    return db.scalar(
        select(Certificate)
        .where(
            Certificate.person_id == found.person_id,
            Certificate.course_id == found.course_id,
            Certificate.edition == found.edition,
        )
        .order_by(Certificate.correction.desc())
        .limit(1)
    )


def progress_of(db: Session, person_id: int) -> list[CourseProgress]:
    """Every course with how far the person is in it, in the order of the courses; the number of statements is fixed."""
    mine = {row.course_id: row for row in db.scalars(_earliest_edition_first(person_id))}
    done, codes = traces(db, list(mine.values())), _codes(db, person_id)
    marks = all_to_redo(db) if mine else {}
    lines = []
    for current in catalogue.current_all(db):
        found = mine.get(current.course_id)
        course = catalogue.published(db, found.version_id) if found else current
        trace = done[found.id] if found else Trace(NOTHING, None)
        how_far = progress(course, trace.work)
        mark = marks.get(course.course_id)
        again = mark if found and mark and course.number < mark.number else None
        lines.append(CourseProgress(course, how_far, codes.get(course.course_id), trace.active_at, again))
    return lines


@dataclass(frozen=True, slots=True)
class Trace:
    """What the rows say of one enrolment."""

    work: Work
    active_at: datetime | None


def traces(db: Session, enrolments: Sequence[Enrolment]) -> dict[int, Trace]:
    """By enrolment, what was done under each; the number of statements is fixed."""
    ids = [found.id for found in enrolments]
    if not ids:
        return {}
    read, attempts = _reads(db, ids), _attempts(db, ids)
    answered = _answered(db, [attempt.id for attempt in attempts if attempt.submitted_at is None])
    return {
        found.id: _trace(
            found,
            [row for row in read if row.enrolment_id == found.id],
            [row for row in attempts if row.enrolment_id == found.id],
            answered,
        )
        for found in enrolments
    }


def _trace(
    found: Enrolment, read: list[ScreenRead], attempts: list[Attempt], answered: Mapping[str, Collection[int]]
) -> Trace:
    done = Work(
        read=frozenset(row.screen_id for row in read),
        handed_in=frozenset(row.quiz for row in attempts if row.submitted_at),
        open_at={
            row.quiz: _first_left_out(row, answered.get(row.id, ()))
            for row in attempts
            if not row.submitted_at and row.mode != Mode.PAPER
        },
        is_completed=found.completed_at is not None,
    )
    instants = [found.enrolled_at, *(row.read_at for row in read), *(row.started_at for row in attempts)]
    return Trace(done, max(instants))


def _first_left_out(attempt: Attempt, answered: Collection[int]) -> int:
    """The number of the first question without an answer; 0 when all have one."""
    drawn = thawed(attempt.drawn)
    return next((number for number, each in enumerate(drawn, 1) if each.item_id not in answered), 0)


def _reads(db: Session, enrolment_ids: list[int]) -> list[ScreenRead]:
    return list(db.scalars(select(ScreenRead).where(ScreenRead.enrolment_id.in_(enrolment_ids))))


def _attempts(db: Session, enrolment_ids: list[int]) -> list[Attempt]:
    return list(db.scalars(select(Attempt).where(Attempt.enrolment_id.in_(enrolment_ids)).order_by(Attempt.started_at)))


def _answered(db: Session, attempt_ids: list[str]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    if attempt_ids:
        rows = db.execute(select(Answer.attempt_id, Answer.item_id).where(Answer.attempt_id.in_(attempt_ids)))
        for attempt_id, item_id in rows:
            found.setdefault(attempt_id, set()).add(item_id)
    return found


def _codes(db: Session, person_id: int) -> dict[int, str]:
    """The code of the newest certificate that holds, for each course."""
    rows = db.execute(
        select(Certificate.course_id, Certificate.code)
        .where(Certificate.person_id == person_id, Certificate.status == Status.ACTIVE)
        .order_by(Certificate.course_id, Certificate.edition)
    )
    return {row.course_id: row.code for row in rows}


def _earliest_edition_first(person_id: int) -> Select[Enrolment]:
    return select(Enrolment).where(Enrolment.person_id == person_id).order_by(Enrolment.course_id, Enrolment.edition)
