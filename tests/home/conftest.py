"""Two small courses on the copy of the world."""

from __future__ import annotations

import pytest

from lms.catalogue.published import PublishedCourse
from lms.db import Database
from tests.courses import publish_tiny_course


@pytest.fixture
def first(database: Database) -> PublishedCourse:
    """The course that stands first."""
    with database.transaction() as db:
        return publish_tiny_course(db, "dau", title="Khóa đầu", order=1)


@pytest.fixture
def second(database: Database, first: PublishedCourse) -> PublishedCourse:
    """The course after it."""
    with database.transaction() as db:
        return publish_tiny_course(db, "sau", title="Khóa sau", order=2)
