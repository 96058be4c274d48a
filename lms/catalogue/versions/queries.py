"""Every read of a course's versions: which there are, what they hold, whether one of them must be learned again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from lms.catalogue import queries as catalogue
from lms.catalogue.models import Course, CourseVersion
from lms.catalogue.proof import Proof
from lms.catalogue.versions.models import Redo
from lms.catalogue.versions.rules import Change, changes
from lms.catalogue.versions.snapshot import Question, Snapshot, of_proof, of_published


@dataclass(frozen=True, slots=True)
class Version:
    """One version in the list of a course."""

    id: int
    number: int
    title: str
    is_current: bool
    published_at: datetime
    review_by: str
    """yyyy-mm-dd: until when its author wants to have looked at it again."""
    redo: str
    """Why it must be learned again by those who had an older one; empty if it need not."""


@dataclass(frozen=True, slots=True)
class MustRedo:
    """That a course must be learned again in the version of this number or a later one."""

    number: int
    because: str
    since: datetime


def versions(db: Session, slug: str) -> list[Version]:
    """The versions of the course at this address, the newest first."""
    rows = db.execute(
        select(CourseVersion, Redo.because)
        .join(Course, Course.id == CourseVersion.course_id)
        .outerjoin(Redo, Redo.version_id == CourseVersion.id)
        .where(Course.slug == slug)
        .order_by(CourseVersion.number.desc())
    )
    return [
        Version(
            row.id,
            row.number,
            row.title,
            row.is_current,
            row.published_at,
            row.details.get("review_by", ""),
            because or "",
        )
        for row, because in rows
    ]


def snapshot(db: Session, version_id: int) -> Snapshot:
    """A published version, ready to be compared."""
    details = db.scalars(select(CourseVersion.details).where(CourseVersion.id == version_id)).one()
    course = catalogue.published(db, version_id)
    notes = [
        (module.slug, note.screen, note.after, note.title, note.html)
        for module in course.modules
        for note in catalogue.presenter_notes(db, module.id)
    ]
    return of_published(course, catalogue.final_pool(db, version_id), details, notes)


def differences(db: Session, old_id: int, new_id: int) -> tuple[Change, ...]:
    """What differs between two published versions of a course."""
    return changes(snapshot(db, old_id), snapshot(db, new_id), _former(db, old_id))


def differences_to(db: Session, old_id: int, proof: Proof) -> tuple[Change, ...]:
    """What would differ from a published version, were this published."""
    return changes(snapshot(db, old_id), of_proof(proof), _former(db, old_id))


def must_redo(db: Session, course_id: int) -> MustRedo | None:
    """The newest mark that is in force: a version that was taken back asks nothing of anybody."""
    return _newest(db, _marks().where(CourseVersion.course_id == course_id)).get(course_id)


def all_to_redo(db: Session) -> dict[int, MustRedo]:
    """The same for every course that has such a mark, by the key of the course."""
    return _newest(db, _marks())


def _marks() -> Select[int, int, str, datetime]:
    current = (
        select(CourseVersion.course_id, CourseVersion.number)
        .where(CourseVersion.is_current)
        .subquery("current_version")
    )
    return (
        select(CourseVersion.course_id, CourseVersion.number, Redo.because, Redo.marked_at)
        .join(Redo, Redo.version_id == CourseVersion.id)
        .join(current, current.c.course_id == CourseVersion.course_id)
        .where(CourseVersion.number <= current.c.number)
        .order_by(CourseVersion.number)
    )


def _newest(db: Session, marks: Select[int, int, str, datetime]) -> dict[int, MustRedo]:
    return {course_id: MustRedo(number, because, at) for course_id, number, because, at in db.execute(marks)}


def _former(db: Session, version_id: int) -> Mapping[str, Question]:
    """The questions of all versions of the course that this one has no more; of one id the newest."""
    course = catalogue.published(db, version_id)
    older = db.scalars(
        select(CourseVersion.id).where(CourseVersion.course_id == course.course_id).order_by(CourseVersion.number)
    )
    here = {question.key for question in snapshot(db, version_id).questions}
    found = {question.key: question for each in older.all() for question in snapshot(db, each).questions}
    return {key: question for key, question in found.items() if key not in here}
