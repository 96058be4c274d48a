"""A period is frozen while somebody is counted for one of its days: either it shows it, or the ledger does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date

import pytest
from sqlalchemy.orm import Session

from lms.db import Database
from lms.statistics.counting.actions import settle
from lms.statistics.periods import queries
from lms.statistics.periods.actions import approve
from lms.statistics.periods.freezing import freeze, write_rows
from tests.builders import World
from tests.statistics.facts import Facts
from tests.statistics.periods.frozen import LATER, MARCH
from tests.statistics.periods.test_freezing import certify_some, kept, late
from tests.statistics.waiting import somebody_waits

pytestmark = pytest.mark.parametrize("template", ["postgresql"], indirect=True)  # SQLite writes one at a time


@pytest.fixture
def aside() -> Iterator[ThreadPoolExecutor]:
    """Where the second of the two comes from."""
    with ThreadPoolExecutor(1) as other:
        yield other


@pytest.fixture
def people(database: Database, world: World) -> list[int]:
    """Adults of a village, one of whom counts in March."""
    return certify_some(database, world)


@pytest.fixture
def period_id(database: Database, people: list[int]) -> int:
    """March, approved."""
    with database.transaction() as db:
        march = queries.period(db, MARCH)
        assert march is not None
        approve(db, march, "", None, LATER)
        return march.id


@pytest.fixture
def certify(world: World, people: list[int]) -> Callable[[Session], None]:
    """Enter a certificate of March for somebody who has none."""
    return lambda db: Facts(db, world).certify(people[5], issued_on=date(2026, 3, 20))


def test_freezing_waits_for_who_is_being_counted(
    database: Database, aside: ThreadPoolExecutor, period_id: int, certify: Callable[[Session], None]
) -> None:
    with database.transaction() as db:
        certify(db)
        settle(db)
        freezing = aside.submit(freeze, database, period_id, 0, LATER)
        _until_it_waits(database, freezing)
    freezing.result()

    assert kept(database, "25")[0] == 2
    assert late(database) == []


def test_who_is_counted_while_it_freezes_is_in_the_ledger(
    database: Database, aside: ThreadPoolExecutor, period_id: int, certify: Callable[[Session], None]
) -> None:
    def enter() -> None:
        with database.transaction() as db:
            certify(db)

    with database.transaction() as db:
        write_rows(db, period_id, 0, LATER)
        entering = aside.submit(enter)
        _until_it_waits(database, entering)
    entering.result()
    freeze(database, period_id, 0, LATER)

    assert kept(database, "25")[0] == 1
    assert late(database) == [(1, "issued")]


def _until_it_waits(database: Database, doing: Future[None]) -> None:
    while not somebody_waits(database):
        assert not doing.done()
