"""Whatever is done to the facts, by whatever statement: at the commit the counters say what a recount says."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Collection
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from lms.certificates.models import Certificate
from lms.db import Database, insert_once
from lms.people.models import Membership, Person, Residence
from lms.places import queries as places
from lms.places.models import OrgUnit
from lms.places.reorganising.actions import reorganise
from lms.places.rules import BadPlaces, Kind
from lms.statistics.counting import actions, queries
from lms.statistics.counting.actions import rebuild, roll, settle
from lms.statistics.counting.models import CountedSpell, CountedThrough, ProvinceChange, TouchedPerson, UnitCount
from lms.statistics.counting.rules import Cause
from lms.statistics.counting.verifying import differences, wrong_days, wrong_spells
from lms.statistics.counting.writing import FEW
from lms.statistics.models import RequiredSet
from lms.statistics.rules import Indicator
from lms.statistics.vneid.models import Confirmation
from tests.builders import NOON, World, add_unit
from tests.places.reorganising.files import line, written
from tests.statistics.counted_anew import counted_anew
from tests.statistics.facts import TODAY, Facts
from tests.statistics.hearing import heard
from tests.statistics.recount import recount, tables
from tests.statistics.test_adding_up import COUNTED, COURSES, DAYS, UNITS, imagine, randoms, taken_back

ALWAYS = [DAYS[0] - timedelta(1), *DAYS, DAYS[-1] + timedelta(400)]
STEPS = 6


def compare(db: Session, world: World, dice: Random) -> None:
    """The counters, the recount in SQL and the recount person by person."""
    units = [getattr(world, name) for name in UNITS]
    known = tables(db)
    for on in dice.sample(ALWAYS, 3):
        counted = told(db, units, on)
        assert counted == counted_anew(db, units, on), on
        indicator, at = dice.choice(COUNTED), dice.choice(units)
        people = counted[indicator, at].people if (indicator, at) in counted else 0
        assert people == len(recount(known, indicator, at, on)), (indicator, at, on)
        since = dice.choice([day for day in ALWAYS if day <= on])
        assert _trend(db, indicator, at, since, on)[-1][1] == people, (indicator, at, since, on)
        everywhere = sum(queries.by_unit(db, indicator, on).values())
        assert _trend(db, indicator, None, since, on)[-1][1] == everywhere, (indicator, since, on)
    assert list(differences(db, [dice.choice(ALWAYS)])) == []
    assert wrong_days(db) == []


def told(db: Session, unit_ids: Collection[int], on: date) -> queries.Counts:
    """What the counters say of units, asked one by one; asked of all below one unit they must say the same."""
    found: queries.Counts = {}
    for unit in (db.get_one(OrgUnit, unit_id) for unit_id in unit_ids):
        found |= queries.counts(db, unit, on)
        one_by_one: queries.Counts = {}
        for child in places.children(db, unit.id, on):
            one_by_one |= queries.counts(db, child, on)
        assert queries.counts_below(db, Indicator, unit, on) == one_by_one, (unit.code, on)
        both = queries.counts(db, unit, on, below=Indicator)
        assert both == queries.counts(db, unit, on) | one_by_one, (unit.code, on)
    return found


def later(dice: Random, since: date) -> date | None:
    return dice.choice([None, *(day for day in ALWAYS if day > since)])


def certify(db: Session, facts: Facts, dice: Random) -> None:
    facts.certify(anybody(db, dice), dice.choice(COURSES), dice.choice(DAYS))


def end_or_revive(db: Session, facts: Facts, dice: Random) -> None:
    """Revoked, void from the beginning, or alive again."""
    found = db.scalars(select(Certificate).order_by(Certificate.id)).all()
    if found:
        one = dice.choice(found)
        ended_on = dice.choice([None, one.issued_on, *DAYS])
        db.execute(update(Certificate).where(Certificate.id == one.id).values(ended_on=ended_on))


def move(db: Session, facts: Facts, dice: Random) -> None:
    """Somebody lived elsewhere than was said."""
    found = db.scalars(select(Residence.id).order_by(Residence.id)).all()
    elsewhere = getattr(facts.world, dice.choice(UNITS))
    db.execute(update(Residence).where(Residence.id == dice.choice(found)).values(org_unit_id=elsewhere))


def end_a_stay(db: Session, facts: Facts, dice: Random) -> None:
    found = db.scalars(select(Residence).where(Residence.valid_to.is_(None)).order_by(Residence.id)).all()
    if found:
        one = dice.choice(found)
        db.execute(update(Residence).where(Residence.id == one.id).values(valid_to=later(dice, one.valid_from)))


def never_joined(db: Session, facts: Facts, dice: Random) -> None:
    found = db.scalars(select(Membership.id).order_by(Membership.id)).all()
    if found:
        db.execute(delete(Membership).where(Membership.id == dice.choice(found)))


def die_or_return(db: Session, facts: Facts, dice: Random) -> None:
    changed = update(Person).where(Person.id == anybody(db, dice))
    db.execute(changed.values(left_on=dice.choice([None, *DAYS])))


def born_in_another_year(db: Session, facts: Facts, dice: Random) -> None:
    changed = update(Person).where(Person.id == anybody(db, dice))
    db.execute(changed.values(birth_year=dice.randint(2006, 2009)))


def merge(db: Session, facts: Facts, dice: Random) -> None:
    """Two who are nobody's double are found to be one."""
    doubled = select(Person.canonical_id).where(Person.canonical_id.is_not(None))
    alone = list(db.scalars(select(Person.id).where(Person.canonical_id.is_(None)).order_by(Person.id)))
    absorbed = list(db.scalars(select(Person.id).where(Person.canonical_id.is_(None), Person.id.not_in(doubled))))
    one, other = dice.choice(alone), dice.choice(sorted(absorbed))
    if one != other:
        db.execute(update(Person).where(Person.id == other).values(canonical_id=one))


def take_a_merge_back(db: Session, facts: Facts, dice: Random) -> None:
    found = db.scalars(select(Person.id).where(Person.canonical_id.is_not(None)).order_by(Person.id)).all()
    if found:
        db.execute(update(Person).where(Person.id == dice.choice(found)).values(canonical_id=None))


def change_a_rule(db: Session, facts: Facts, dice: Random) -> None:
    """A rule ends or goes on; rules touch nobody, so everybody is counted anew."""
    found = db.scalars(select(RequiredSet).order_by(RequiredSet.id)).all()
    if found:
        one = dice.choice(found)
        one.valid_to = later(dice, one.valid_from)
        facts.settle()


def confirm(db: Session, facts: Facts, dice: Random) -> None:
    """Somebody is confirmed on VNeID, perhaps once more."""
    row = {"person_id": anybody(db, dice), "confirmed_on": dice.choice(DAYS), "source": "", "recorded_at": NOON}
    db.execute(insert_once(db, Confirmation).values(**row).on_conflict_do_nothing())


def was_never_confirmed(db: Session, facts: Facts, dice: Random) -> None:
    found = db.scalars(select(Confirmation.id).order_by(Confirmation.id)).all()
    if found:
        db.execute(delete(Confirmation).where(Confirmation.id == dice.choice(found)))


def turn_the_day(db: Session, facts: Facts, dice: Random) -> None:
    roll(db, dice.choice(ALWAYS))


def reorganise_units(db: Session, facts: Facts, dice: Random) -> None:
    """One commune is merged into the other, or split, or a village goes; what cannot be is refused and changes nothing."""
    on = dice.choice(DAYS).isoformat()
    lines = dice.choice(
        (
            [line("08500", "08770", effective_on=on)],
            [line("08770", "08500", effective_on=on)],
            [line("08500", "08770", "Xã Lâm Thao mới", "commune", effective_on=on)],
            [line("08500", "08770", effective_on=on, villages="08500.01 08500.02")],
            [line("08500.01", "08500.02", effective_on=on)],
            [
                line("08500", "08770", effective_on=on, villages="08500.01"),
                line("08500", "08501", "Xã Mới", "commune", effective_on=on, villages="08500.02"),
            ],
        )
    )
    with tempfile.TemporaryDirectory() as folder, contextlib.suppress(BadPlaces), db.begin_nested():
        reorganise(db, written(Path(folder), *lines), NOON)


ACTS = (
    certify,
    end_or_revive,
    move,
    end_a_stay,
    never_joined,
    die_or_return,
    born_in_another_year,
    merge,
    take_a_merge_back,
    change_a_rule,
    confirm,
    confirm,
    was_never_confirmed,
    turn_the_day,
)


HISTORY = (*ACTS, reorganise_units)


def anybody(db: Session, dice: Random) -> int:
    return dice.choice(db.scalars(select(Person.id).order_by(Person.id)).all())


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(dice=randoms)
def test_after_everything_that_may_happen_the_counters_are_a_recount(
    database: Database, world: World, dice: Random
) -> None:
    with taken_back(database) as db:
        facts = Facts(db, world)
        imagine(facts, dice)
        facts.settle()
        compare(db, world, dice)
        for _ in range(STEPS):
            dice.choice(HISTORY)(db, facts, dice)
            db.flush()
            settle(db)
            compare(db, world, dice)
        assert db.scalar(select(func.count()).select_from(TouchedPerson)) == 0
        assert wrong_spells(db, 100) == []


def test_at_the_commit_the_counters_are_right_by_themselves(database: Database, world: World) -> None:
    with database.transaction() as db:
        facts = Facts(db, world)
        facts.require(Indicator.ADULT, "dich-vu-cong")
        facts.adults(3, world.village_1, certified=2)

    with database.reading() as db:
        found = told(db, [world.province, world.village_1], TODAY)
        assert {unit_id: count.people for (_, unit_id), count in found.items()} == {
            world.province: 2,
            world.village_1: 2,
        }


def test_counters_are_moved_after_all_persons_are_counted(
    database: Database, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever moves counters and then counts more persons may wait in a ring with somebody who does the same."""
    monkeypatch.setattr(actions, "_AT_ONCE", 1)
    with contextlib.ExitStack() as stack, database.transaction() as db:
        facts = Facts(db, world)
        facts.require(Indicator.ADULT, "dich-vu-cong")
        facts.adults(3, world.village_1, certified=3)
        said = stack.enter_context(heard(db))

    spells = [
        number for number, (words, values) in enumerate(said) if _writes(words, values, "counted_spell", "spells")
    ]
    days = [number for number, (words, values) in enumerate(said) if _writes(words, values, "day_change", "units")]
    assert len(spells) == 3
    assert len(days) == 1
    assert days[0] >= spells[-1]


def _writes(words: str, values: Any, table: str, given: str) -> bool:
    """Whether a statement writes rows of a table; one that writes all tables may have been given an empty list of them."""
    return f"INSERT INTO {table}" in words and (given not in values or values[given] != "[]")


@pytest.mark.parametrize("many", range(1, FEW + 2))
def test_a_few_rows_and_lists_of_them_are_written_alike(database: Database, world: World, many: int) -> None:
    with contextlib.ExitStack() as stack, database.transaction() as db:
        facts = Facts(db, world)
        facts.require(Indicator.ADULT, "dich-vu-cong")
        facts.adults(many, world.village_1, certified=many)
        said = stack.enter_context(heard(db))

    if database.engine.name == "postgresql":
        assert any("json_to_recordset" in words for words, _ in said) == (many > FEW)
    with database.reading() as db:
        assert queries.by_unit(db, Indicator.ADULT, TODAY) == {world.village_1: many}
        assert (list(differences(db, ALWAYS)), wrong_days(db), wrong_spells(db, 100)) == ([], [], [])


def test_what_was_rolled_back_never_counted(database: Database, world: World) -> None:
    with database.transaction() as db:
        Facts(db, world).require(Indicator.ADULT, "dich-vu-cong")
    with pytest.raises(ZeroDivisionError), database.transaction() as db:
        Facts(db, world).adults(1, world.village_1, certified=1)
        _ = 1 // 0

    with database.reading() as db:
        assert queries.counts(db, db.get_one(OrgUnit, world.province), TODAY) == {}
        assert db.scalar(select(func.count()).select_from(TouchedPerson)) == 0


def test_the_turn_of_the_day_changes_no_figure(database: Database, world: World) -> None:
    with database.transaction() as db:
        facts = Facts(db, world)
        facts.require(Indicator.ADULT, "dich-vu-cong")
        facts.adults(3, world.village_1, certified=2)

    def figures() -> list[object]:
        with database.reading() as db:
            return [queries.by_unit(db, Indicator.ADULT, TODAY + timedelta(days)) for days in (-300, -1, 0, 1, 300)]

    before = figures()
    for day in (TODAY, TODAY + timedelta(1), TODAY - timedelta(9)):
        with database.transaction() as db:
            roll(db, day)
        assert figures() == before
    with database.reading() as db:
        assert db.scalars(select(CountedThrough.day)).one() == TODAY + timedelta(1)


def test_nothing_is_counted_that_was_not_asked_for(database: Database, world: World) -> None:
    with database.transaction() as db:
        facts = Facts(db, world)
        facts.require(Indicator.ADULT, "dich-vu-cong")
        facts.adults(2, world.village_1, certified=2)
        roll(db, TODAY)

    asked = Indicator.PUBLIC_SECTOR, Indicator.PRIMARY_PUPIL
    with database.reading() as db:
        province = db.get_one(OrgUnit, world.province)
        for on in (TODAY, TODAY + timedelta(1)):
            assert queries.counts_below(db, asked, province, on) == {}
            everything = queries.counts_below(db, Indicator, province, on)
            assert {at: count.people for at, count in everything.items()} == {(Indicator.ADULT, world.lam_thao): 2}


def test_the_turn_of_the_day_draws_the_days_of_the_province_together(database: Database, world: World) -> None:
    with database.transaction() as db:
        facts = Facts(db, world)
        facts.require(Indicator.ADULT, "dich-vu-cong")
        facts.adults(3, world.village_1, certified=2)
        facts.adults(2, world.village_2, certified=1)
    rows = select(ProvinceChange.indicator, ProvinceChange.day, ProvinceChange.delta).where(
        ProvinceChange.indicator == Indicator.ADULT
    )
    with database.reading() as db:
        in_shards = db.execute(rows).all()
        before = _trend(db, Indicator.ADULT, None, in_shards[0].day - timedelta(1), TODAY)

    assert len({day for _, day, _ in in_shards}) == 1
    with database.transaction() as db:
        roll(db, TODAY)
        facts = Facts(db, world)
        facts.adults(1, world.village_1, certified=1)

    with database.reading() as db:
        assert sorted(delta for *_, delta in in_shards) == [1, 2]
        assert sorted(delta for *_, delta in db.execute(rows)) == [1, 3]
        assert before[-1][1] == 3
        assert _trend(db, Indicator.ADULT, None, before[0][0], TODAY)[-1][1] == 4
        assert wrong_days(db) == []


def test_a_counter_that_was_tampered_with_is_told_and_not_mended(database: Database, world: World) -> None:
    with database.transaction() as db:
        facts = Facts(db, world)
        facts.require(Indicator.ADULT, "dich-vu-cong")
        facts.adults(3, world.village_1, certified=2)
        roll(db, TODAY)
    with database.transaction() as db:
        db.execute(update(UnitCount).values(people=UnitCount.people + 1))

    with database.reading() as db:
        [found] = differences(db, [TODAY])
    assert (found.counted, found.recounted) == (3, 2)

    with database.transaction() as db:
        rebuild(db)
        Facts(db, world).settle()
    with database.reading() as db:
        assert list(differences(db, [TODAY])) == []


def test_a_day_of_the_province_that_is_not_the_sum_of_its_units_is_told(database: Database, world: World) -> None:
    with database.transaction() as db:
        facts = Facts(db, world)
        facts.require(Indicator.ADULT, "dich-vu-cong")
        facts.adults(3, world.village_1, certified=2)
    with database.transaction() as db:
        db.execute(update(ProvinceChange).values(delta=ProvinceChange.delta + 1))

    with database.reading() as db:
        assert wrong_days(db) == [(Indicator.ADULT, date(2026, 3, 1))]


def test_a_trend_tells_every_day_on_which_something_changed(database: Database, world: World) -> None:
    with database.transaction() as db:
        facts = Facts(db, world)
        facts.require(Indicator.ADULT, "dich-vu-cong")
        people = facts.adults(4, world.village_1)
        for person_id, day in zip(people, (1, 5, 5, 9), strict=True):
            facts.certify(person_id, issued_on=date(2026, 3, day))

    with database.reading() as db:
        since, until = date(2026, 3, 3), date(2026, 3, 8)
        for unit_id in (None, world.province, world.village_1):
            found = [(since, 1), (date(2026, 3, 5), 3)]
            assert _trend(db, Indicator.ADULT, unit_id, since, until) == found
            of_all = queries.trends(db, list(Indicator), unit_id, since, until)
            assert of_all == {one: found if one is Indicator.ADULT else [(since, 0)] for one in Indicator}
        assert _trend(db, Indicator.ADULT, world.village_2, since, until) == [(since, 0)]


def test_whoever_lives_in_another_province_is_not_counted_in_this_one(database: Database, world: World) -> None:
    """Where provinces have been joined, days before it knew several; all people are counted in one sum of changes."""
    with database.transaction() as db:
        other = add_unit(db, "26", "Tỉnh Vĩnh Phúc", Kind.PROVINCE)
        facts = Facts(db, world)
        facts.require(Indicator.ADULT, "dich-vu-cong")
        facts.adults(2, world.village_1, certified=2)
        facts.adults(3, other.id, certified=3)
        roll(db, TODAY)

    with database.reading() as db:
        for on in (TODAY - timedelta(1), TODAY, TODAY + timedelta(1)):
            found = told(db, [world.province, other.id], on)
            people = {unit_id: (count.people, count.directly) for (_, unit_id), count in found.items()}
            assert people == {world.province: (2, 0), other.id: (3, 3)}, on


def test_of_some_indicators_a_trend_tells_two_days_only(database: Database, world: World) -> None:
    with database.transaction() as db:
        facts = Facts(db, world)
        for indicator in (Indicator.ADULT, Indicator.PUBLIC_SECTOR):
            facts.require(indicator, "dich-vu-cong")
        people = facts.adults(5, world.village_1)
        for person_id, day in zip(people, (1, 5, 6, 8, 9), strict=True):
            facts.join(person_id, Indicator.PUBLIC_SECTOR, world.village_1)
            facts.certify(person_id, issued_on=date(2026, 3, day))

    since, between, until = (date(2026, 3, day) for day in (3, 6, 8))
    with database.reading() as db:
        for unit_id in (None, world.lam_thao):
            few = [Indicator.PUBLIC_SECTOR, Indicator.VNEID]
            found = queries.trends(db, list(Indicator), unit_id, since, until, at_end_of=(few, between))
            assert found[Indicator.ADULT] == [(since, 1), (date(2026, 3, 5), 2), (between, 3), (until, 4)]
            assert found[Indicator.PUBLIC_SECTOR] == [(since, 1), (between, 3), (until, 4)]
            assert found[Indicator.VNEID] == [(since, 0)]


def _trend(db: Session, indicator: Indicator, unit_id: int | None, since: date, until: date) -> list[tuple[date, int]]:
    return queries.trends(db, [indicator], unit_id, since, until)[indicator]


def test_whoever_is_touched_is_so_by_something(database: Database, world: World) -> None:
    def causes(db: Session) -> set[tuple[int, Cause]]:
        db.flush()
        found = {
            (person_id, Cause(cause))
            for person_id, cause in db.execute(select(TouchedPerson.person_id, TouchedPerson.cause))
        }
        settle(db)
        return found

    with database.transaction() as db:
        facts = Facts(db, world)
        one, other = facts.person(None), facts.person(None)
        acts = {
            Cause.MOVE: lambda: facts.live(one, world.village_1),
            Cause.GROUP: lambda: facts.join(one, Indicator.PUBLIC_SECTOR, world.lam_thao),
            Cause.ISSUED: lambda: facts.certify(one),
            Cause.CERTIFICATE: lambda: db.execute(update(Certificate).values(ended_on=TODAY)),
            Cause.PERSON: lambda: db.execute(update(Person).where(Person.id == one).values(left_on=TODAY)),
            Cause.CONFIRMATION: lambda: db.add(
                Confirmation(person_id=one, confirmed_on=TODAY, source="", recorded_at=NOON)
            ),
        }
        causes(db)
        for cause, act in acts.items():
            act()
            assert causes(db) == {(one, cause)}
        db.execute(update(Person).where(Person.id == other).values(canonical_id=one))
        assert causes(db) == {(one, Cause.MERGE), (other, Cause.MERGE)}
        actions.touch_next(db, 0, 10)
        assert causes(db) == {(one, Cause.RULE)}


def test_spells_that_do_not_follow_from_the_facts_are_found(database: Database, world: World) -> None:
    with database.transaction() as db:
        facts = Facts(db, world)
        facts.require(Indicator.ADULT, "dich-vu-cong")
        [somebody, _other] = facts.adults(2, world.village_1, certified=1)
    with database.transaction() as db:
        db.execute(update(CountedSpell).values(valid_from=TODAY))

    with database.reading() as db:
        assert wrong_spells(db, 100) == [somebody]
