"""A class of Bình's that learns a small course."""

from __future__ import annotations

import pytest

from lms.catalogue.published import PublishedCourse
from lms.db import Database
from tests.classroom.conftest import Change, Lesson
from tests.courses import publish_tiny_course


@pytest.fixture
def course(database: Database) -> PublishedCourse:
    """The course."""
    with database.transaction() as db:
        return publish_tiny_course(db, "khoa")


@pytest.fixture
def taught(lesson: Lesson, course: PublishedCourse, change: Change) -> Lesson:
    """The class."""
    change(course_id=course.course_id)
    return lesson
