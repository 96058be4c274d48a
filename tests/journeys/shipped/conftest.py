"""All courses as they are shipped, published on one server, and a newcomer's phone for each walk."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser as Chromium

from lms.catalogue.actions import publish
from lms.catalogue.folder import courses_in
from lms.clock import now
from lms.config import ROOT
from lms.db import Database
from tests.conftest import Template
from tests.journeys.shipped.sharp_eyes import SharpEyes
from tests.journeys.town import appoint_issuer
from tests.journeys.visitor import Visitor, phone_page
from tests.serving import Server

COURSES = {folder.name: folder for folder in courses_in([ROOT / "courses"])}


class School:
    """The running server and its database."""

    def __init__(self, database: Database, server: Server) -> None:
        self.database, self.server = database, server


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[School]:
    """The school; its server must have nothing to complain of when all is over."""
    folder = tmp_path_factory.mktemp("shipped")
    url = f"sqlite:///{folder / 'lms.sqlite3'}"
    database = Database(url, Template(url, folder / "keys").keys)
    server = Server(url, folder / "server.log")
    with database.transaction() as db:
        for course in COURSES.values():
            publish(db, course, now())
        appoint_issuer(db, server.base_url)
    with server:
        yield School(database, server)
    assert server.complaints == ""
    database.dispose()


@pytest.fixture
def eyes(chromium: Chromium) -> Iterator[SharpEyes]:
    """Eyes that look at every page; at the end they say what they stumbled over."""
    mirror = phone_page(chromium)
    opened = SharpEyes(mirror, closely=False)
    yield opened
    mirror.context.close()
    opened.say()


@pytest.fixture
def visitor(chromium: Chromium, school: School, eyes: SharpEyes, has_script: bool) -> Iterator[Callable[[], Visitor]]:
    """Gives phones that have never been here."""
    given: list[Visitor] = []

    def give() -> Visitor:
        given.append(Visitor(chromium, school.server, eyes, has_script=has_script))
        return given[-1]

    yield give
    for one in given:
        one.page.context.close()
