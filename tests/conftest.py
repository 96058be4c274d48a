"""Every test that touches the database runs twice: on SQLite and on a real PostgreSQL started for the occasion.

The schema is made once by the migrations, the world of four people once on top of it; each test gets a copy.
"""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import sync_playwright
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.orm import Session

from lms import schema
from lms.app import create_app
from lms.certificates.keys.actions import publish
from lms.certificates.keys.folder import keep, new_key
from lms.certificates.keys.queries import OURS
from lms.config import Settings
from lms.db import Database
from tests.builders import NOON, Somebody, World, build_world
from tests.journeys.browser import launched, without_windows
from tests.once import CompiledStatements, CompiledTemplates, routes_compiled_once
from tests.pages import Browser
from tests.postgresql import UNTENDED, Cluster
from tests.reused import Reused

SECRET = "only-for-tests-0123456789-abcdefghijklmnop"


def pytest_collection_finish() -> None:
    """What was imported stays: looking it through for garbage again and again takes a tenth of the time."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A throw-away PostgreSQL, started when the first test asks for it."""
    with Cluster(tmp_path_factory.mktemp("postgresql"), UNTENDED) as started:
        yield started


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests with a browser come last: Playwright leaves an event loop running, beside which nothing can be signed.

    Of them those that go far come first, so that at the end nobody waits for a long one.
    """
    items.sort(key=lambda item: ("chromium" in getattr(item, "fixturenames", ()), not item.get_closest_marker("far")))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Chromium]:
    """Chromium, for all tests of a process: Playwright starts only once in each."""
    with sync_playwright() as playwright, launched(playwright, without_windows()) as browser:
        yield browser


@pytest.fixture(scope="session", autouse=True)
def worked_out_once() -> Iterator[None]:
    """Keeps what making the application and the database anew for each test would work out anew."""
    with routes_compiled_once(), pytest.MonkeyPatch.context() as patch:
        patch.setattr("lms.db.create_engine", CompiledStatements.engine)
        yield


def make_keys(db: Session, folder: Path) -> None:
    """Keys that sign, as if they had always been there: nobody is on record for having made them."""
    for purpose in OURS:
        private = new_key(purpose)
        keep(folder, private)
        publish(db, purpose, private.public_key(), NOON)


class Template:
    """A migrated database with the world in it, ready to be copied."""

    def __init__(self, url: str, keys: Path) -> None:
        self.url = url
        self.keys = keys
        database = Database(url)
        schema.upgrade(database.engine)
        with database.transaction() as db:
            self.world = build_world(db)
            make_keys(db, keys)
        database.dispose()
        CompiledStatements.know(database.engine)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    """The template on SQLite."""
    folder = tmp_path_factory.mktemp("template")
    return Template(f"sqlite:///{folder / 'lms.sqlite3'}", folder / "keys")


@pytest.fixture(scope="session")
def empty_laptop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with nothing in it but the schema: a laptop before a class is opened on it."""
    file = tmp_path_factory.mktemp("laptop") / "empty.sqlite3"
    database = Database(f"sqlite:///{file}")
    schema.upgrade(database.engine)
    database.dispose()
    return file


@pytest.fixture(scope="session")
def postgresql_template(cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Template:
    """The template on PostgreSQL."""
    return Template(cluster.create("template_lms"), tmp_path_factory.mktemp("keys"))


Copies = Callable[[str], Reused]


@pytest.fixture(scope="session")
def copies(cluster: Cluster) -> Iterator[Copies]:
    """Gives the one copy of each PostgreSQL template that tests take turns with."""
    made: dict[str, Reused] = {}
    yield lambda template: made.setdefault(template, Reused(cluster, template))
    for one in made.values():
        one.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def template(request: pytest.FixtureRequest) -> Template:
    """The template on both databases, one after the other."""
    found: Template = request.getfixturevalue(f"{request.param}_template")
    return found


@pytest.fixture
def database_url(template: Template, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a copy of the world, for this test alone."""
    if template.url.startswith("sqlite"):
        copy = tmp_path / "lms.sqlite3"
        shutil.copy(template.url.removeprefix("sqlite:///"), copy)
        yield f"sqlite:///{copy}"
        return
    copies: Copies = request.getfixturevalue("copies")
    copy_of_it = copies(make_url(template.url).database or "")
    yield copy_of_it.borrow()
    copy_of_it.give_back()


@pytest.fixture
def database(database_url: str, template: Template) -> Iterator[Database]:
    """The copy of the world, opened; its private keys are those of the template."""
    opened = Database(database_url, template.keys)
    yield opened
    opened.dispose()


@pytest.fixture
def world(template: Template) -> World:
    """The keys of the places and people in it."""
    return template.world


@pytest.fixture
def db(database: Database) -> Iterator[Session]:
    """A writing transaction that is committed at the end of the test; for rules of the database use ``database``."""
    with database.transaction() as session:
        yield session


@pytest.fixture
def settings(database_url: str) -> Settings:
    """Settings of a server for tests."""
    return Settings(
        database_url=database_url,
        secret_key=SECRET,
        base_url="https://hoc.example.vn",
        production=False,
        province="Tỉnh Phú Thọ",
        help_phone="1800 0000",
        office="Sở Khoa học và Công nghệ tỉnh Phú Thọ",
        requests_per_minute=1_000_000,
    )


@pytest.fixture
def app(settings: Settings, database: Database) -> Flask:
    """The application on the copy of the world."""
    made = create_app(settings, database)
    made.jinja_env.bytecode_cache = CompiledTemplates()
    return made


@pytest.fixture
def guest(app: Flask) -> Browser:
    """A browser in which nobody is signed in."""
    return Browser(app)


@pytest.fixture
def sign_in(app: Flask) -> Callable[[Somebody], Browser]:
    """A browser in which somebody is signed in."""
    return lambda somebody: Browser(app).as_(somebody)


@pytest.fixture
def an(sign_in: Callable[[Somebody], Browser], world: World) -> Browser:
    """The browser of An, who learns."""
    return sign_in(world.an)


@pytest.fixture
def binh(sign_in: Callable[[Somebody], Browser], world: World) -> Browser:
    """The browser of Bình, who teaches."""
    return sign_in(world.binh)


@pytest.fixture
def chi(sign_in: Callable[[Somebody], Browser], world: World) -> Browser:
    """The browser of Chi, the official of Lâm Thao."""
    return sign_in(world.chi)


@pytest.fixture
def dung(sign_in: Callable[[Somebody], Browser], world: World) -> Browser:
    """The browser of Dũng, the official of another commune."""
    return sign_in(world.dung)


@pytest.fixture
def giang(sign_in: Callable[[Somebody], Browser], world: World) -> Browser:
    """The browser of Giang, the administrator."""
    return sign_in(world.giang)


@pytest.fixture
def hoa(sign_in: Callable[[Somebody], Browser], world: World) -> Browser:
    """The browser of Hòa, the official of the province."""
    return sign_in(world.hoa)


def rows(database: Database, statement: str) -> list[tuple[object, ...]]:
    """What a statement finds, looked up behind the application's back."""
    engine = create_engine(database.engine.url)
    with engine.connect() as connection:
        found = [tuple(row) for row in connection.execute(text(statement))]
    engine.dispose()
    return found
