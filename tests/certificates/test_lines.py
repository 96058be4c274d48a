"""The whole register is the same in one stretch and in many, and reading it can be given up at any line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from threading import Condition
from typing import Any

import pytest
from sqlalchemy import event

from lms.certificates import queries
from lms.certificates.actions import issue
from lms.certificates.export import line_of, register_table
from lms.certificates.lines import whole_register
from lms.certificates.rules import Order, Statement, Wanted
from lms.clock import local_date
from lms.db import Database
from lms.people.models import Person
from tests.builders import NOON, World

NAMES = ("An", "Ánh", "Bình", "An", "Én", "Ỷ", "An", 'Vượng "]\\\n[', "Ánh")
TODAY = local_date(NOON)
ENDS = 20
"""Seconds after which what never comes is given up."""


@pytest.fixture
def nine(database: Database, completes: Callable[..., Statement], world: World) -> None:
    """Nine in two villages of Lâm Thao, on five days, and one of Thổ Tang between them."""
    homes = [world.village_1, world.village_2] * 4 + [world.village_1]
    with database.transaction() as db:
        for number, (given, home) in enumerate([*zip(NAMES, homes, strict=True), ("An", world.village_3)]):
            name = f"Nguyễn {given}"
            person = Person(name=name, folded_name="", sort_key="", birth_year=1960, created_at=NOON)
            db.add(person)
            db.flush()
            stated = {"person_id": person.id, "printed_name": name, "org_unit_id": home}
            issue(db, completes(world.an, **stated), NOON + timedelta(days=number % 5, minutes=number))


@pytest.mark.parametrize("by_place", [0, 100])
@pytest.mark.parametrize("stretch", [1, 3, 100])
@pytest.mark.parametrize("order", list(Order))
@pytest.mark.parametrize("words", ["", "anh"])
def test_the_stretches_put_together_are_the_register(
    database: Database, nine: None, world: World, stretch: int, by_place: int, order: Order, words: str
) -> None:
    wanted = Wanted(order=order, words=words)

    found = list(whole_register(database, [world.lam_thao], TODAY, wanted, stretch, by_place))

    with database.reading() as db:
        whole = queries.register(db, [world.lam_thao], TODAY, wanted, most=100)
    assert [line.code for line in found] == [one.code for one in whole]
    assert len(found) == (2 if words else 9)
    assert found == [line_of(one) for one in whole]


def test_whoever_gives_up_keeps_nothing_open(database: Database, nine: None, world: World) -> None:
    taken: list[int] = []
    given_back: list[int] = []
    event.listen(database.engine, "checkout", lambda *_: taken.append(1))
    event.listen(database.engine, "checkin", lambda *_: given_back.append(1))
    lines = register_table(whole_register(database, [world.lam_thao], TODAY, Wanted(), 2), at_once=1)

    assert "Họ và tên" in next(lines)
    assert "Nguyễn Én" in next(lines)
    lines.close()  # type: ignore[attr-defined] # as the server does when the browser is gone

    assert len(taken) < 1 + 5, "days were counted, and not all five stretches were read"
    assert len(given_back) == len(taken)


def test_a_slow_reader_keeps_no_session_open(database: Database, nine: None, world: World) -> None:
    all_back = Condition()
    given_back: list[int] = []

    @event.listens_for(database.engine, "checkin")
    def note(*_: object) -> None:
        with all_back:
            given_back.append(1)
            all_back.notify()

    lines = whole_register(database, [world.lam_thao], TODAY, Wanted(), 1)
    next(lines)

    with all_back:
        assert all_back.wait_for(lambda: len(given_back) == 4, ENDS), "one counted, one was read, two are ready"
    assert len(list(lines)) == 8


def test_what_stands_in_the_way_of_reading_is_told(database: Database, nine: None, world: World) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("the line broke")

    event.listen(database.engine, "before_cursor_execute", fail)

    with pytest.raises(RuntimeError, match="the line broke"):
        list(whole_register(database, [world.lam_thao], TODAY, Wanted()))


@pytest.mark.parametrize("template", ["postgresql"], indirect=True)
def test_reading_it_may_take_longer_than_a_page(database: Database, nine: None, world: World) -> None:
    limits: list[str] = []

    @event.listens_for(database.engine, "before_cursor_execute")
    def note(connection: Any, cursor: Any, statement: str, *_: object) -> None:
        if "FROM certificate" in statement:
            with connection.connection.cursor() as another:
                limits.append(another.execute("SHOW statement_timeout").fetchone()[0])

    list(whole_register(database, [world.lam_thao], TODAY, Wanted(), 3))

    assert len(limits) == 2 + 3, "one statement counts, one asks which they are, three read"
    assert set(limits) == {"0"}
