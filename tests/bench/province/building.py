"""Builds the province in an empty database, step by step, and says how long each took."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import perf_counter

from lms.db import Database
from lms.statistics.counting.rules import Cause
from tests.bench.province import certificates, counted, founding, people, plan
from tests.bench.province.founding import Founded
from tests.bench.province.loading import bare, loading
from tests.bench.province.size import Size

Say = Callable[[str], None]


def build(database: Database, size: Size, say: Say = lambda _line: None) -> Founded:
    """The whole province: people, certificates, denominators, and counters that agree with them."""
    with _timed(say, "places, courses, plan"):
        founded = founding.found(database, size)
    first = 1 + max(one.person_id for one in founded.staff.values())
    with _timed(say, "all rows, keys and indexes"), loading(database) as put:
        with _timed(say, f"  {size.people:,} people"):
            census = people.enter(put, founded, size, first)
        with _timed(say, f"  {len(census.earned):,} certificates"):
            certificates.issue(put, founded, census, size)
        with _timed(say, "  denominators and confirmations"):
            plan.set_denominators(put, founded, census)
            plan.confirm(put, census, size)
        put("touched_person", "person_id, cause", [(one, Cause.RULE.value) for one in sorted(census.unusual)])
    with _timed(say, "counters, by statements"), bare(database) as connection:
        counted.count_simple(connection, database.engine.name)
    with _timed(say, f"counters of {len(census.unusual):,} persons, by the product"):
        counted.count_the_rest(database)
    return founded


@contextmanager
def _timed(say: Say, what: str) -> Iterator[None]:
    began = perf_counter()
    yield
    say(f"{what}: {perf_counter() - began:.1f} s")
