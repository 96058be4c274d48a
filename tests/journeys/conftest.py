"""A real browser on the real server: Chromium as a small phone, the program in a process, a town for each walk."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser as Chromium

from lms.db import Database
from tests.builders import World
from tests.conftest import Template
from tests.journeys.eyes import Eyes
from tests.journeys.town import appoint_issuer, furnish
from tests.journeys.visitor import Visitor, phone_page
from tests.postgresql import Cluster
from tests.serving import Server


class Town(Template):
    """A copy of the template in which a learner can begin."""

    def __init__(self, url: str, world: World, keys: Path, folder: Path) -> None:
        self.url, self.world, self.keys = url, world, keys
        database = Database(url)
        with database.transaction() as db:
            furnish(db, folder)
        database.dispose()


@pytest.fixture(scope="session")
def sqlite_template(sqlite_template: Template, tmp_path_factory: pytest.TempPathFactory) -> Town:
    """The town on SQLite."""
    folder = tmp_path_factory.mktemp("town")
    shutil.copy(sqlite_template.url.removeprefix("sqlite:///"), folder / "town.sqlite3")
    return Town(f"sqlite:///{folder / 'town.sqlite3'}", sqlite_template.world, sqlite_template.keys, folder)


@pytest.fixture(scope="session")
def postgresql_template(
    postgresql_template: Template, cluster: Cluster, tmp_path_factory: pytest.TempPathFactory
) -> Town:
    """The town on PostgreSQL."""
    url = cluster.create("template_town", template="template_lms")
    return Town(url, postgresql_template.world, postgresql_template.keys, tmp_path_factory.mktemp("town"))


@pytest.fixture
def server(database: Database, database_url: str, tmp_path: Path) -> Iterator[Server]:
    """The real server on a town of its own; it must have nothing to complain of when all is over."""
    started = Server(database_url, tmp_path / "server.log")
    with database.transaction() as db:
        appoint_issuer(db, started.base_url)
    with started:
        yield started
    assert started.complaints == ""


@pytest.fixture
def eyes(chromium: Chromium, template: Template, has_script: bool) -> Iterator[Eyes]:
    """Eyes that look at every page; at the end they say what they stumbled over. The pages are the same on every
    database, and script only adds to them: a close look at those on SQLite with script is enough.
    """
    mirror = phone_page(chromium)
    opened = Eyes(mirror, closely=has_script and template.url.startswith("sqlite"))
    yield opened
    mirror.context.close()
    opened.say()


@pytest.fixture
def has_script() -> bool:
    """Whether the phones of this test run JavaScript; a test may say otherwise."""
    return True


@pytest.fixture
def visitor(chromium: Chromium, server: Server, eyes: Eyes, has_script: bool) -> Iterator[Callable[[], Visitor]]:
    """Gives phones that have never been here."""
    given: list[Visitor] = []

    def give() -> Visitor:
        given.append(Visitor(chromium, server, eyes, has_script=has_script))
        return given[-1]

    yield give
    for one in given:
        one.page.context.close()
