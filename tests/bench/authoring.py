"""What publishing costs, and that nobody who reads waits for Markdown: `make bench BENCH_ARGS=authoring`.

All courses are published on an empty database, then every screen and every question to practise is opened by a guest in
this process. A counter stands before the only door to Markdown; it must not move while people read.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from unittest.mock import patch

from markdown import Markdown
from sqlalchemy import select

from lms import schema
from lms.app import create_app
from lms.catalogue import queries
from lms.catalogue.actions import publish
from lms.catalogue.models import Course
from lms.clock import now
from lms.config import ROOT
from lms.db import Database
from tests.serving import settings

MOST_SECONDS = 10.0
Count = Callable[[], int]


def tell(rounds: int) -> None:
    """Print the figures, in seconds on the clock and of processor; fails if a reader waited for Markdown."""
    taken: list[tuple[float, float]] = []
    parsed = views = 0
    with tempfile.TemporaryDirectory() as folder, _conversions() as count:
        for number in range(rounds):
            database = _empty(f"sqlite:///{folder}/{number}.sqlite3")
            taken.append(_published(database))
            parsed = count()
            views = _everything_read(database)
            assert count() == parsed, f"{count() - parsed} texts were parsed while {views} pages were read"
            database.dispose()
            assert parsed, "publishing went past the counter"
    clock, processor = ([pair[at] for pair in taken] for at in (0, 1))
    assert median(clock) < MOST_SECONDS
    for name, seconds in (("on the clock", clock), ("of processor", processor)):
        print(f"all courses published, {name:25} {median(seconds):8.2f} {max(seconds):8.2f} {min(seconds):8.2f} s")
    print(f"texts parsed while publishing {parsed // rounds:,}; while {views:,} pages were read: 0")


@contextmanager
def _conversions() -> Iterator[Count]:
    """How often Markdown was parsed since."""
    many = 0
    convert = Markdown.convert

    def counted(markdown: Markdown, source: str) -> str:
        nonlocal many
        many += 1
        return convert(markdown, source)

    with patch.object(Markdown, "convert", counted):
        yield lambda: many


def _empty(url: str) -> Database:
    database = Database(url)
    schema.upgrade(database.engine)
    return database


def _published(database: Database) -> tuple[float, float]:
    clock, processor = perf_counter(), process_time()
    for folder in sorted(path.parent for path in Path(ROOT, "courses").glob("*/course.md")):
        with database.transaction() as db:
            publish(db, folder, now())
    return perf_counter() - clock, process_time() - processor


def _everything_read(database: Database) -> int:
    """Open every screen and every question of practice; says how many pages that were."""
    guest = create_app(settings(str(database.engine.url), 80), database).test_client()
    paths = list(_paths(database))
    for path in paths:
        assert guest.get(path).status_code == 200, path
    return len(paths)


def _paths(database: Database) -> Iterator[str]:
    with database.reading() as db:
        courses = [queries.current(db, slug) for slug in db.scalars(select(Course.slug))]
    for course in courses:
        assert course is not None
        for module in course.modules:
            yield from (f"/courses/{course.slug}/{module.slug}/{screen.position}" for screen in module.screens)
            yield from (f"/courses/{course.slug}/{module.slug}/quiz/{at + 1}" for at in range(len(module.practice)))
