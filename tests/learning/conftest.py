"""A small course on the copy of the world."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import pytest

from lms.catalogue import queries as catalogue
from lms.catalogue.published import PublishedCourse, PublishedItem
from lms.db import Database
from tests.conftest import rows
from tests.courses import publish_tiny_course


@pytest.fixture
def course(database: Database) -> PublishedCourse:
    """Two modules of two screens and three questions, and a final of four questions."""
    with database.transaction() as db:
        return publish_tiny_course(db)


@pytest.fixture
def pool(database: Database, course: PublishedCourse) -> tuple[PublishedItem, ...]:
    """What the final is drawn from."""
    with database.reading() as db:
        return catalogue.final_pool(db, course.version_id)


@pytest.fixture
def count(database: Database) -> Callable[[str], int]:
    """How many rows a table has, looked up behind the application's back."""
    return lambda table: cast("int", rows(database, f"SELECT count(*) FROM {table}")[0][0])  # noqa: S608
