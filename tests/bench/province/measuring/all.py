"""Builds the province on both databases, whole and a tenth of it, and measures it: `make bench-province`.

Databases that are there already are measured as they are: `--sqlite FILE --postgresql URL`. Measuring adds some
certificates and confirmations and freezes some weeks; the counters agree with the facts before and after.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

import click

from lms.db import Database
from tests.bench.province.building import build
from tests.bench.province.measuring import freezing, freshness, issuing, looking, publishing, taking
from tests.bench.province.measuring.told import pace
from tests.bench.province.size import Size
from tests.postgresql import Cluster

ROUNDS, LONG_ROUNDS = 7, 3
TENTH = 0.1
_MEMORY = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
_IN_EARNEST = {
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    "shared_buffers": f"{_MEMORY // 4 // 2**20}MB",  # as PostgreSQL's manual advises, and docs/operations.md
    "maintenance_work_mem": "512MB",
    "max_wal_size": "8GB",
}
Place = Callable[[str], str]
"""From the name of a database to its address; it is empty."""


@click.command()
@click.option("--share", default=1.0, show_default=True, help="A part of the people; places stay all.")
@click.option("--sqlite", type=click.Path(exists=True, path_type=Path), help="One that is built already.")
@click.option("--postgresql", metavar="URL", help="One that is built already.")
def main(share: float, sqlite: Path | None, postgresql: str | None) -> None:
    """Measure the statistics and the register on a province of invented people."""
    print(f"{'what':<62}{'median':>11}{'slowest':>11}{'fastest':>11}", flush=True)
    if sqlite or postgresql:
        for where, url in (("SQLite", f"sqlite:///{sqlite}" if sqlite else None), ("PostgreSQL", postgresql)):
            if url:
                _measure(where, url)
        return
    with tempfile.TemporaryDirectory() as folder:
        _measure_new("SQLite", share, lambda name: f"sqlite:///{folder}/{name}.sqlite3")
        with Cluster(Path(folder), _IN_EARNEST) as cluster:
            _measure_new("PostgreSQL", share, cluster.create)


def _measure_new(where: str, share: float, place: Place) -> None:
    """A tenth first: what grows with the people shows in the ratio."""
    small, large = (_built(place(name), part) for name, part in (("tenth", TENTH * share), ("whole", share)))
    with _opened(small) as tenth:
        few = looking.measure(f"{where}, a tenth", tenth, with_files=False)
    many = _measure(where, large)
    for what, found in many.items():
        ratio = median(found) / median(few[what])
        print(f"{what} ({where}): {ratio:.2f} times as long with ten times the people", flush=True)


def _measure(where: str, url: str) -> dict[str, list[float]]:
    pace(where)
    with _opened(url) as database:
        looking.turn_the_day(database)
        freshness.measure(where, database)
        found = looking.measure(where, database)
        issuing.measure(where, database, ROUNDS)
        freezing.measure(where, database, LONG_ROUNDS)
        publishing.measure(where, database)
    taking.measure(where, url, LONG_ROUNDS)
    pace(where)
    return found


def _built(url: str, share: float) -> str:
    with _opened(url) as database:
        build(database, Size.share(share), click.echo)
    return url


@contextmanager
def _opened(url: str) -> Iterator[Database]:
    database = Database(url)
    yield database
    database.dispose()
