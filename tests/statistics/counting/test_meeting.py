"""Two transactions that change something about one person at once: whoever comes second sees what the first did."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest
from sqlalchemy import insert, text, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from lms.db import Database, ask_quickly
from lms.people.doubles.actions import lock
from lms.people.models import Person
from lms.statistics.counting.models import DayChange
from lms.statistics.counting.queries import by_unit
from lms.statistics.counting.verifying import differences, wrong_days, wrong_spells
from lms.statistics.rules import Indicator
from tests.builders import World
from tests.statistics.facts import TODAY, move
from tests.statistics.hearing import heard
from tests.statistics.waiting import somebody_waits

WAYS_OF_COUNTING_SOMEBODY = 4
"""Who was touched, and what is known; spells that are gone; all that is new."""


def _join(db: Session, person_id: int, kept: int, canonical_id: int | None) -> None:
    """As the register of people does it: both are locked in one order before one is changed."""
    lock(db, person_id, kept)
    db.execute(update(Person).where(Person.id == person_id).values(canonical_id=canonical_id))


def _at_once(database: Database, first: Callable[[Session], None], second: Callable[[Session], None]) -> None:
    """The second has done its part and waits at its end for the first to be committed."""
    if database.engine.dialect.name == "sqlite":
        pytest.skip("SQLite writes one transaction at a time")

    def come_second() -> None:
        with database.transaction() as db:
            second(db)

    with ThreadPoolExecutor(1) as other:
        with database.transaction() as db:
            first(db)
            waiting = other.submit(come_second)
            while not somebody_waits(database):
                assert not waiting.done()
        waiting.result()
    with database.reading() as db:
        assert (list(differences(db, [TODAY])), wrong_days(db), wrong_spells(db, 100)) == ([], [], [])


def test_who_is_joined_to_somebody_while_a_fact_changes(
    database: Database, world: World, pair: tuple[int, int]
) -> None:
    kept, other = pair
    with database.transaction() as db:
        move(db, kept, world.unknown)
        db.execute(text("DELETE FROM residence WHERE person_id = :kept"), {"kept": kept})
    _at_once(database, lambda db: _join(db, other, kept, kept), lambda db: move(db, other, world.village_2))

    with database.reading() as db:
        assert by_unit(db, Indicator.ADULT, TODAY) == {world.village_2: 1}


def test_who_is_taken_apart_while_a_fact_changes(database: Database, world: World, pair: tuple[int, int]) -> None:
    kept, other = pair
    with database.transaction() as db:
        _join(db, other, kept, kept)
    _at_once(database, lambda db: _join(db, other, kept, None), lambda db: move(db, other, world.village_2))

    with database.reading() as db:
        assert by_unit(db, Indicator.ADULT, TODAY) == {world.village_1: 1, world.village_2: 1}


def test_who_is_born_in_another_year_while_a_fact_changes(
    database: Database, world: World, pair: tuple[int, int]
) -> None:
    def born(db: Session) -> None:
        db.execute(update(Person).where(Person.id == pair[0]).values(birth_year=TODAY.year - 3))

    _at_once(database, born, lambda db: move(db, pair[0], world.village_2))

    with database.reading() as db:
        assert by_unit(db, Indicator.ADULT, TODAY) == {world.village_1: 1}


def test_to_count_somebody_is_a_few_ways_to_the_database(
    database: Database, world: World, pair: tuple[int, int]
) -> None:
    if database.engine.dialect.name == "sqlite":
        pytest.skip("SQLite is no way off")

    with ExitStack() as stack, database.transaction() as db:
        move(db, pair[0], world.village_2)
        ways = stack.enter_context(heard(db))

    assert 1 < len(ways) < WAYS_OF_COUNTING_SOMEBODY, ways


def test_what_is_refused_of_what_is_asked_quickly_is_said_as_of_any(database: Database) -> None:
    wrong = insert(DayChange).values(org_unit_id=-1, indicator="adult", day=text("'2026-01-01'"), delta=1)
    with pytest.raises(IntegrityError), database.transaction() as db:
        ask_quickly(db, wrong, {})

    with database.reading() as db:
        assert db.scalar(text("SELECT count(*) FROM day_change")) == 0
