"""What an author does with versions that are published: take one back, ask for one to be learned again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from lms.audit.actions import record
from lms.catalogue import queries as catalogue
from lms.catalogue.finding.actions import index
from lms.catalogue.models import Course, CourseVersion
from lms.catalogue.versions.models import Redo
from lms.catalogue.versions.queries import differences
from lms.catalogue.versions.rules import Change
from lms.db import insert_once
from lms.problems import N_, Conflict, NotFound, Problem
from lms.vietnamese import tidy

LONGEST_REASON = 500


@dataclass(frozen=True, slots=True)
class Rollback:
    """That an earlier version is the current one again."""

    slug: str
    left: int
    number: int
    changes: tuple[Change, ...]
    """What newcomers find different now."""


def roll_back(db: Session, slug: str, to: int | None, now: datetime, *, actor_id: int | None = None) -> Rollback:
    """Give newcomers an earlier version again: the one with this number, else the one before the current one.

    Whoever learns stays with the version they began. Raises :class:`NotFound` for a version there is not,
    :class:`Conflict` for the current one.
    """
    current = _current(db, slug)
    before = current.number - 1 if to is None else to
    wanted = _version(db, current.course_id, before)
    if wanted is None:
        raise NotFound(N_("The course %(course)s has no version %(number)s."), course=slug, number=before)
    if wanted.is_current:
        raise Conflict(N_("Version %(number)s is the current one already."), number=before)
    catalogue.forget_in(db)
    make_current(db, current.course_id, wanted.id)
    index(db, catalogue.published(db, wanted.id))
    record(
        db, "courses.rollback", f"course_version:{wanted.id}", now, actor_id=actor_id, left=current.number, to=before
    )
    return Rollback(slug, current.number, before, differences(db, current.id, wanted.id))


def make_current(db: Session, course_id: int, version_id: int) -> None:
    """Let newcomers get this version of the course and no other; the course is held by the caller."""
    of_course = CourseVersion.course_id == course_id
    db.execute(update(CourseVersion).where(of_course, CourseVersion.is_current).values(is_current=False))
    db.execute(update(CourseVersion).where(of_course, CourseVersion.id == version_id).values(is_current=True))
    db.flush()


def ask_to_redo(db: Session, slug: str, because: str, now: datetime, *, actor_id: int | None = None) -> int:
    """Mark the current version: whoever began or finished an older one is asked to learn it. Gives its number.

    Nothing that was finished is taken from anybody. Raises :class:`Problem` without a reason, :class:`Conflict` if
    it is marked already.
    """
    reason = reason_of(because)
    current = _current(db, slug)
    marked = insert_once(db, Redo).values(version_id=current.id, because=reason, marked_at=now).on_conflict_do_nothing()
    if db.scalar(marked.returning(Redo.version_id)) is None:
        raise Conflict(N_("Version %(number)s has to be learned again already."), number=current.number)
    record(db, "courses.redo", f"course_version:{current.id}", now, actor_id=actor_id, because=reason)
    return current.number


def reason_of(because: str) -> str:
    """Why, as learners will read it. Raises :class:`Problem`."""
    reason = tidy(because)
    if not reason:
        raise Problem(N_("Say why the course has to be learned again; learners read it."), field="because")
    if len(reason) > LONGEST_REASON:
        raise Problem(N_("The reason is longer than %(most)s letters."), field="because", most=LONGEST_REASON)
    return reason


def _current(db: Session, slug: str) -> CourseVersion:
    """The current version; whoever else publishes or takes back waits until we are done."""
    course_id = db.scalar(select(Course.id).where(Course.slug == slug).with_for_update(key_share=True))
    found = db.scalar(select(CourseVersion).where(CourseVersion.course_id == course_id, CourseVersion.is_current))
    if found is None:
        raise NotFound(N_("There is no course %(course)s."), course=slug)
    return found


def _version(db: Session, course_id: int, number: int) -> CourseVersion | None:
    return db.scalar(select(CourseVersion).where(CourseVersion.course_id == course_id, CourseVersion.number == number))
