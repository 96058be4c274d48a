"""A class of Bình's in the first village, open with the code 4K7 M2P, with An in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest

from lms.classroom import actions
from lms.classroom.models import ClassGroup
from lms.clock import local_date, now
from lms.db import Database
from tests.builders import World

CODE = "4K7M2P"


@dataclass(frozen=True, slots=True)
class Lesson:
    """The class by its keys."""

    id: int
    public_id: str

    @property
    def page(self) -> str:
        """Its page for the teacher."""
        return f"/classes/{self.public_id}"


Change = Callable[..., None]


def make(database: Database, world: World, code: str = CODE, at: datetime | None = None) -> Lesson:
    """A class of Bình's."""
    new = actions.NewClass(world.binh.person_id, "Lớp tối", world.village_1)
    with database.transaction() as db:
        group = actions.make_class(db, new, at or now(), lambda: code)
    return Lesson(group.id, group.public_id)


@pytest.fixture
def lesson(database: Database, world: World) -> Lesson:
    """The class."""
    made = make(database, world)
    with database.transaction() as db:
        actions.add(db, made.id, world.an.person_id, now())
    return made


@pytest.fixture
def change(database: Database, lesson: Lesson) -> Change:
    """Changes the class behind the application's back."""

    def to(**values: object) -> None:
        with database.transaction() as db:
            group = db.get_one(ClassGroup, lesson.id)
            for name, value in values.items():
                setattr(group, name, value)

    return to


def days_from_now(days: int) -> date:
    """A day before or after today."""
    return local_date(now()) + timedelta(days=days)
