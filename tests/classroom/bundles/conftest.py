"""A class of Bình's with An in it, taken along onto a laptop of its own; home and laptop are two databases."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from sqlalchemy import func, select

from lms.catalogue.published import PublishedCourse
from lms.certificates.models import Certificate
from lms.classroom.bundles.account import Account, What
from lms.classroom.bundles.bringing import Bringing, bring
from lms.classroom.bundles.opening import load, read_bundle
from lms.classroom.bundles.results import make_results
from lms.classroom.bundles.taking import Taken, take
from lms.classroom.models import ClassGroup, ClassMember
from lms.classroom.sessions.models import ClassAttendance
from lms.clock import now
from lms.db import Base, Database
from lms.learning.models import Answer, Attempt, ScreenRead
from lms.learning.rules.arriving import Fate
from lms.people.models import Login, Person
from lms.statistics.counting.models import ProvinceChange
from lms.statistics.models import RequiredCourse, RequiredSet
from lms.statistics.rules import Indicator
from tests.builders import LONG_AGO, Somebody, World
from tests.classroom.conftest import Lesson
from tests.courses import publish_tiny_course


@pytest.fixture
def course(database: Database, lesson: Lesson) -> PublishedCourse:
    """The course of the class."""
    with database.transaction() as db:
        course = publish_tiny_course(db)
        db.get_one(ClassGroup, lesson.id).course_id = course.course_id
    require(database, course)
    return course


@pytest.fixture
def taken(database: Database, lesson: Lesson, course: PublishedCourse, world: World) -> Taken:
    """The class as it was taken along."""
    return take(database, lesson.id, world.binh.person_id, now(), 30)


Open = Callable[[bytes], Database]


@pytest.fixture
def open_bundle(empty_laptop: Path, tmp_path: Path) -> Iterator[Open]:
    """Opens a bundle on a laptop; each time on another one."""
    opened: list[Database] = []

    def open_(content: bytes) -> Database:
        file = tmp_path / f"laptop-{len(opened)}.sqlite3"
        shutil.copy(empty_laptop, file)
        database = Database(f"sqlite:///{file}")
        opened.append(database)
        with database.transaction() as db:
            load(db, read_bundle(content, now()), "", now())
        return database

    yield open_
    for database in opened:
        database.dispose()


@pytest.fixture
def laptop(taken: Taken, open_bundle: Open) -> Database:
    """The laptop in the culture house."""
    return open_bundle(taken.content)


@dataclass(frozen=True, slots=True)
class Figures:
    """What can be counted at home."""

    people: int
    members: int
    reads: int
    attempts: int
    answers: int
    marks: int
    certificates: int
    counted: int
    """How many adults the statistics count in the whole province."""


def figures(database: Database) -> Figures:
    """Everything that bringing may change, counted."""

    def count(table: type[Base]) -> int:
        return db.scalar(select(func.count()).select_from(table)) or 0

    with database.reading() as db:
        adults = select(func.sum(ProvinceChange.delta)).where(ProvinceChange.indicator == Indicator.ADULT)
        return Figures(
            people=count(Person),
            members=count(ClassMember),
            reads=count(ScreenRead),
            attempts=count(Attempt),
            answers=count(Answer),
            marks=count(ClassAttendance),
            certificates=count(Certificate),
            counted=int(db.scalar(adults) or 0),
        )


def require(database: Database, course: PublishedCourse) -> None:
    """Let adults count who have completed this course."""
    with database.transaction() as db:
        wanted = RequiredSet(indicator=Indicator.ADULT, name="Bài thi", valid_from=LONG_AGO, source="tests")
        db.add(wanted)
        db.flush()
        db.add(RequiredCourse(set_id=wanted.id, course_slug=course.slug))


def on_laptop(laptop: Database, somebody: Somebody) -> Somebody:
    """Somebody with a way in on the laptop, as if they had tapped their name and agreed."""
    with laptop.transaction() as db:
        name = f"o-{somebody.person_id}"
        way_in = Login(person_id=somebody.person_id, name=name, folded_name=name, password_hash="", created_at=now())
        db.add(way_in)
        db.flush()
        return replace(somebody, login_id=way_in.id, login=name)


def brought(database: Database, laptop: Database, **more: bool) -> Account:
    """Make results on the laptop and bring them home at once."""
    return bring(database, make_results(laptop, now()).content, Bringing(None, now(), **more))


def told(account: Account, fate: Fate) -> dict[str, int]:
    """How many rows of each kind met this fate."""
    return {what.value: count for what in What if (count := account.count(what, fate))}
