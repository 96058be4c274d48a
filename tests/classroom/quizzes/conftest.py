"""The class of Bình has a course of two modules, with a final of four questions; An and Dũng are in it."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import pytest

from lms.catalogue.published import PublishedCourse
from lms.classroom import actions as classes
from lms.classroom.models import ClassGroup
from lms.classroom.quizzes import actions, queries
from lms.classroom.quizzes.keying.rules import as_typed
from lms.classroom.quizzes.queries import Sheet
from lms.classroom.quizzes.rules import marks_of
from lms.clock import now
from lms.db import Database
from lms.learning.rules.responses import right_answer
from tests.builders import Somebody, World
from tests.classroom.conftest import Lesson
from tests.courses import publish_tiny_course


@pytest.fixture
def course(database: Database, lesson: Lesson, world: World) -> PublishedCourse:
    """The course of the class."""
    with database.transaction() as db:
        published = publish_tiny_course(db)
        db.get_one(ClassGroup, lesson.id).course_id = published.course_id
        classes.add(db, lesson.id, world.dung.person_id, now())
    return published


def drawn(
    database: Database, lesson: Lesson, course: PublishedCourse, world: World, *people: Somebody
) -> Sequence[Sheet]:
    """Sheets of these people, by given name, for whom Bình gives his word."""
    wanted = [who.person_id for who in people]
    with database.transaction() as db:
        actions.draw_sheets(db, lesson.id, wanted, course, world.binh.person_id, Random(7), now(), have_learned=True)
    return sheets(database, lesson)


def sheets(database: Database, lesson: Lesson) -> Sequence[Sheet]:
    """The sheets of the class."""
    with database.reading() as db:
        return queries.sheets(db, lesson.id)


def right_marks(sheet: Sheet) -> list[str]:
    """What somebody marks who knows everything."""
    return marks_of(sheet.rows, sheet.items, {item.id: right_answer(item) for item in sheet.items})


def right_typed(sheet: Sheet) -> str:
    """How that is typed."""
    return as_typed(right_marks(sheet))
