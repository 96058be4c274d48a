"""A town with one server for all walks, a line to it that can break, and for each walk people and a course of its own."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from playwright.sync_api import Browser as Chromium
from sqlalchemy import make_url

from lms.catalogue.actions import publish
from lms.catalogue.published import PublishedCourse
from lms.catalogue.queries import published
from lms.db import Database
from lms.places.models import OrgUnit
from tests.builders import NOON, Somebody, add_person
from tests.catalogue.languages.sounds import record
from tests.conftest import Template
from tests.courses import publish_tiny_course, write_tiny_course
from tests.journeys.offline.phone import Phone
from tests.journeys.town import appoint_issuer
from tests.offline.line import Line, through
from tests.postgresql import Cluster
from tests.serving import Server

_numbers = count(1)


class House:
    """The running server with its database and the line to it."""

    def __init__(self, database: Database, server: Server, line: Line, home: int) -> None:
        self.database, self.server, self.line, self._home = database, server, line, home

    def somebody(self, name: str = "Hà Thị Mây") -> Somebody:
        """One more person."""
        with self.database.transaction() as db:
            return add_person(db, name, 1960, db.get_one(OrgUnit, self._home), f"ai{next(_numbers)}")

    def course(self) -> PublishedCourse:
        """One more small course."""
        with self.database.transaction() as db:
            return publish_tiny_course(db, f"tiny-{next(_numbers)}")

    def spoken_course(self, folder: Path) -> PublishedCourse:
        """One more small course, whose first screen can be heard in Vietnamese and in Mường."""
        written = write_tiny_course(folder / f"tiny-{next(_numbers)}")
        record(written, {}, {"language": "mtq", "voice": "Bùi Thị Mai"})
        with self.database.transaction() as db:
            return published(db, publish(db, written, NOON).version_id)


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.long)])
def house(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The house; its server must have nothing to complain of when all is over."""
    folder: Path = tmp_path_factory.mktemp("offline")
    template: Template = request.getfixturevalue(f"{request.param}_template")
    url = _copied(template, folder, request)
    database, server = Database(url), Server(url, folder / "server.log")
    with database.transaction() as db:
        appoint_issuer(db, server.base_url)
    with server, Line(server.port) as line:
        yield House(database, server, line, template.world.village_1)
    assert server.complaints == ""
    database.dispose()


def _copied(template: Template, folder: Path, request: pytest.FixtureRequest) -> str:
    """The address of a copy of the world."""
    if template.url.startswith("sqlite"):
        shutil.copy(template.url.removeprefix("sqlite:///"), folder / "lms.sqlite3")
        return f"sqlite:///{folder / 'lms.sqlite3'}"
    cluster: Cluster = request.getfixturevalue("cluster")
    return cluster.create("offline_lms", template=make_url(template.url).database or "")


@pytest.fixture
def line(house: House) -> Iterator[Line]:
    """The line, good at the beginning and at the end."""
    house.line.rule = through
    yield house.line
    house.line.rule = through
    house.line.instead.clear()


@pytest.fixture
def course(house: House) -> PublishedCourse:
    """The course of this walk."""
    return house.course()


@pytest.fixture
def phone(chromium: Chromium, house: House, line: Line) -> Iterator[Callable[[], Phone]]:
    """Gives phones that have never been here."""
    given: list[Phone] = []

    def give() -> Phone:
        given.append(Phone(chromium, house.database, line.base_url))
        return given[-1]

    yield give
    line.rule = through
    for one in given:
        one.close()


@pytest.fixture
def loaded(phone: Callable[[], Phone], house: House, course: PublishedCourse) -> Phone:
    """A phone on which somebody has signed in and fetched the course."""
    one = phone()
    one.sign_in(house.somebody())
    one.fetch(course.slug)
    return one
