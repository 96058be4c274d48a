"""A course small enough to be taken hundreds of times, and an office that issues its certificates."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from lms.catalogue.published import PublishedCourse
from lms.db import Database
from lms.learning.actions import mark_read
from lms.places.models import OrgUnit
from tests.builders import NOON, Somebody, World, add_person
from tests.courses import publish_tiny_course
from tests.journeys.town import appoint_issuer
from tests.serving import Server


@pytest.fixture
def server(database: Database, database_url: str, tmp_path: Path) -> Server:
    """The real server, not yet started, with somebody who issues."""
    made = Server(database_url, tmp_path / "server.log")
    with database.transaction() as db:
        appoint_issuer(db, made.base_url)
    return made


@pytest.fixture
def course(database: Database) -> PublishedCourse:
    """The course; one may try its final as often as one likes."""
    with database.transaction() as db:
        return publish_tiny_course(db, attempts=0)


@pytest.fixture
def readers(database: Database, course: PublishedCourse, world: World) -> Callable[[int], list[Somebody]]:
    """Makes people who have read every lesson and answered nothing yet."""

    def make(count: int) -> list[Somebody]:
        with database.transaction() as db:
            home = db.get_one(OrgUnit, world.village_1)
            people = [add_person(db, "Lò Thị May", 1970, home, f"may{number}") for number in range(count)]
            for person in people:
                for module in course.modules:
                    for screen in module.screens:
                        mark_read(db, person.person_id, course, screen.id, NOON)
        return people

    return make
