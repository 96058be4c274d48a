"""In every small world, on every day: the statistics say what a recount by hand says, and rows add up to their unit."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from lms.db import Database
from lms.people.models import Group
from lms.places.models import OrgUnit
from lms.statistics.queries.attained import NOBODY
from lms.statistics.queries.tables import report
from lms.statistics.rules import Indicator
from tests.builders import World
from tests.statistics.counted_anew import counted_anew
from tests.statistics.facts import Facts
from tests.statistics.recount import recount, tables

DAYS = [date(2025, 12, 31) + timedelta(days) for days in range(5)]
"""So few that things often begin and end on the same day, over a new year."""
COURSES = ("a", "b", "c")
GROUPS = (Group.PUBLIC_SECTOR, Group.ENTERPRISE_WORKER)
COUNTED = (Indicator.ADULT, Indicator.PUBLIC_SECTOR, Indicator.ENTERPRISE_WORKER)
PARENTS = ("province", "lam_thao", "tho_tang")
UNITS = ("province", "lam_thao", "village_1", "village_2", "tho_tang", "village_3", "offices", "unknown")

in_every_world = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
randoms = st.randoms(use_true_random=True)
"""Seeded, and spread evenly: drawn step by step, most worlds would be nearly empty."""


@contextmanager
def taken_back(database: Database) -> Iterator[Session]:
    """A transaction of which nothing is left."""
    with database.transaction() as db:
        yield db
        db.rollback()


def imagine(facts: Facts, chance: Random) -> None:
    """A few rules, and a few people to whom anything may have happened."""
    for indicator in COUNTED:
        for _ in range(chance.randint(0, 2)):
            since, until = spell(chance)
            facts.require(indicator, *chance.sample(COURSES, chance.randint(1, 2)), valid_from=since, valid_to=until)
    people: list[int] = []
    for _ in range(chance.randint(1, 5)):
        same_as = chance.choice(people) if people and chance.random() < 0.3 else None
        somebody = facts.person(None, chance.randint(2006, 2009), same_as=same_as)
        if same_as is None:
            people.append(somebody)
        happen(facts, chance, somebody)


def happen(facts: Facts, chance: Random, somebody: int) -> None:
    """Homes, groups and certificates of one row of a person."""
    for since, until in spells(chance):
        facts.live(somebody, unit(facts, chance), since, until)
    for group in GROUPS:
        for since, until in spells(chance):
            facts.join(somebody, group, unit(facts, chance), since, until)
    for _ in range(chance.randint(0, 3)):
        issued_on, ended_on = spell(chance)
        is_void = chance.random() < 0.2
        facts.certify(somebody, chance.choice(COURSES), issued_on, issued_on if is_void else ended_on)


def unit(facts: Facts, chance: Random) -> int:
    found: int = getattr(facts.world, chance.choice(UNITS))
    return found


def spell(chance: Random) -> tuple[date, date | None]:
    since = chance.randrange(len(DAYS))
    until = chance.randrange(since + 1, len(DAYS) + 3)
    return DAYS[since], DAYS[until] if until < len(DAYS) else None


def spells(chance: Random) -> list[tuple[date, date | None]]:
    """None, one, or one after the other."""
    first = spell(chance)
    if chance.random() < 0.15:
        return []
    if first[1] is None or chance.random() < 0.5:
        return [first]
    return [first, (first[1], None)]


@in_every_world
@given(chance=randoms)
def test_the_statistics_agree_with_a_recount(database: Database, world: World, chance: Random) -> None:
    with taken_back(database) as db:
        imagine(Facts(db, world), chance)
        known = tables(db)
        units = [getattr(world, name) for name in UNITS]
        for on in DAYS:
            counts = counted_anew(db, units, on)
            for indicator in COUNTED:
                counted = {at: counts.get((indicator, at), NOBODY).people for at in units}
                assert counted == {at: len(recount(known, indicator, at, on)) for at in units}, (indicator, on)


@in_every_world
@given(chance=randoms)
def test_the_rows_of_a_unit_add_up_to_it(database: Database, world: World, chance: Random) -> None:
    with taken_back(database) as db:
        facts = Facts(db, world)
        imagine(facts, chance)
        for indicator in COUNTED:
            facts.require(indicator, "a")
        facts.settle()
        on, indicator = chance.choice(DAYS), chance.choice(COUNTED)
        for parent in PARENTS:
            found = report(db, db.get_one(OrgUnit, getattr(world, parent)), indicator, on.year, on)
            assert sum(row.cell.attained or 0 for row in found.rows) == found.figure.attained


@in_every_world
@given(chance=randoms)
def test_a_certificate_moves_its_own_cells_and_no_other(database: Database, world: World, chance: Random) -> None:
    with taken_back(database) as db:
        facts = Facts(db, world)
        imagine(facts, chance)
        on = DAYS[-1]
        before = every_cell(db, world, on)
        somebody = facts.person(world.village_2, 1960)
        facts.join(somebody, Group.ENTERPRISE_WORKER, world.village_3)
        facts.require(Indicator.ADULT, "new")
        facts.require(Indicator.ENTERPRISE_WORKER, "new")
        assert every_cell(db, world, on) == before

        facts.certify(somebody, "new", on)

        moved = {at: count - before[at] for at, count in every_cell(db, world, on).items() if count != before[at]}
        homes, works = ("village_2", "lam_thao", "province"), ("village_3", "tho_tang", "province")
        assert moved == {
            **{(Indicator.ADULT, name): 1 for name in homes},
            **{(Indicator.ENTERPRISE_WORKER, name): 1 for name in works},
        }


def every_cell(db: Session, world: World, on: date) -> dict[tuple[Indicator, str], int]:
    """The numerator of every indicator in every unit."""
    units = {getattr(world, name): name for name in (*UNITS, "village_4")}
    counts = counted_anew(db, units, on)
    return {
        (indicator, name): counts.get((indicator, at), NOBODY).people
        for indicator in Indicator
        for at, name in units.items()
    }
