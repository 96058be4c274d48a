"""What an author sees of the courses that are published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.audit.models import AuditRow
from lms.catalogue.models import Course, CourseVersion
from lms.people.models import Person

_ACTS = ("courses.publish", "courses.rollback")


@dataclass(frozen=True, slots=True)
class Line:
    """A course as it is current."""

    slug: str
    title: str
    number: int
    published_at: datetime
    review_by: date | None
    """Until when its author wants to have looked at it again."""


@dataclass(frozen=True, slots=True)
class Act:
    """That a version became current: when, by whom (empty: the command line), and whether it was taken back to."""

    at: datetime
    by: str
    is_rollback: bool


def lines(db: Session) -> list[Line]:
    """The courses in their order."""
    rows = db.execute(
        select(Course.slug, CourseVersion)
        .join(CourseVersion, CourseVersion.course_id == Course.id)
        .where(CourseVersion.is_current)
        .order_by(CourseVersion.position, Course.slug)
    )
    return [
        Line(slug, version.title, version.number, version.published_at, _day(version.details.get("review_by")))
        for slug, version in rows
    ]


def beside(db: Session) -> dict[str, tuple[str, ...]]:
    """The published courses, each with what is to be learned before it."""
    rows = db.execute(
        select(Course.slug, CourseVersion.details)
        .join(CourseVersion, CourseVersion.course_id == Course.id)
        .where(CourseVersion.is_current)
        .order_by(Course.slug)
    )
    return {slug: tuple(details.get("prerequisites", ())) for slug, details in rows}


def acts(db: Session, version_ids: list[int]) -> dict[int, list[Act]]:
    """How each of these versions became current, the newest first."""
    subjects = {f"course_version:{version_id}": version_id for version_id in version_ids}
    rows = db.execute(
        select(AuditRow, Person.name)
        .outerjoin(Person, Person.id == AuditRow.actor_id)
        .where(AuditRow.subject.in_(subjects), AuditRow.act.in_(_ACTS))
        .order_by(AuditRow.id.desc())
    )
    found: dict[int, list[Act]] = {version_id: [] for version_id in version_ids}
    for row, name in rows:
        found[subjects[row.subject]].append(Act(row.at, name or "", row.act == _ACTS[1]))
    return found


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
