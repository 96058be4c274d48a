"""Beginning a course and reading it. Saying a thing twice changes nothing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.catalogue import queries as catalogue
from lms.catalogue.published import PublishedCourse
from lms.db import insert_once
from lms.learning import queries
from lms.learning.models import Enrolment, ScreenRead
from lms.learning.rules.versions import same_screen
from lms.problems import N_, NotFound


def enrol(db: Session, person_id: int, course: PublishedCourse, now: datetime) -> Enrolment:
    """Put a person on a course; somebody already on it stays with the version they began.

    A newcomer is pinned to the current version, whichever one ``course`` is: the page may be from before a correction.
    """
    found = queries.enrolment(db, course.slug, person_id)
    if found:
        return found
    pinned = catalogue.current(db, course.slug) or course
    db.execute(
        insert_once(db, Enrolment)
        .values(
            person_id=person_id, course_id=pinned.course_id, version_id=pinned.version_id, edition=1, enrolled_at=now
        )
        .on_conflict_do_nothing()
    )
    return db.scalars(
        select(Enrolment).where(Enrolment.person_id == person_id, Enrolment.course_id == course.course_id)
    ).one()


def held(db: Session, enrolment_id: int) -> Enrolment:
    """The enrolment, held until the transaction ends: of parallel requests the first acts, the others look."""
    return db.get_one(Enrolment, enrolment_id, with_for_update=True, populate_existing=True)


def mark_read(db: Session, person_id: int, course: PublishedCourse, screen_id: int, now: datetime) -> Enrolment:
    """Note that a screen of ``course`` was read to its end; whoever reads is on the course from then on.

    Somebody on another version has read the screen that says the very same there. Raises :class:`NotFound` for a
    screen that ``course`` does not have, :class:`~lms.learning.rules.versions.AnotherVersion` (a :class:`Conflict`)
    if there is none that says the same.
    """
    if all(screen.id != screen_id for module in course.modules for screen in module.screens):
        raise NotFound(N_("There is no such page here, or it is not yours."))
    enrolment = enrol(db, person_id, course, now)
    if enrolment.version_id != course.version_id:  # the page, or what was begun, is from before a correction
        screen_id = same_screen(course, screen_id, catalogue.published(db, enrolment.version_id)).id
    note(db, enrolment, [screen_id], now)
    return enrolment


def note(db: Session, enrolment: Enrolment, screen_ids: Iterable[int], now: datetime) -> None:
    """Note that these screens of the version the person is on were read."""
    rows = [{"enrolment_id": enrolment.id, "screen_id": screen_id, "read_at": now} for screen_id in screen_ids]
    db.execute(insert_once(db, ScreenRead).values(rows).on_conflict_do_nothing())
