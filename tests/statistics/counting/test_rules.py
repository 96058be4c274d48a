"""In every random life the spells say on every day what the definitions say, and planted faults do not go unnoticed."""

from __future__ import annotations

import sys
from datetime import date
from itertools import pairwise
from pathlib import Path
from random import Random
from types import ModuleType

import pytest

from lms.statistics.counting import rules as ours
from lms.statistics.counting.rules import Held, PersonFacts, RequiredSet, Spell, Stay, changes, spells
from lms.statistics.rules import Indicator
from tests.statistics.counting.lives import COUNTED, DAYS, life, place_on, rules
from tests.statistics.counting.mutations import MUTATIONS

LIVES = 2_000
SOURCE = Path(ours.__file__).read_text("utf-8")


def disagreement(module: ModuleType, lives: int) -> str:
    """The first random life in which a module of rules is wrong; empty if there is none."""
    for number in range(lives):
        dice = Random(number)
        facts, sets = life(dice), rules(dice)
        found = module.spells(facts, sets)
        before = module.spells(life(dice), sets)
        moved = module.changes(before, found)
        for on in DAYS:
            for indicator in COUNTED:
                places = [one.unit_id for one in found if one.indicator is indicator and holds(one, on)]
                wanted = place_on(facts, sets, indicator, on)
                if places != ([] if wanted is None else [wanted]):
                    return f"life {number}, {indicator}, {on}: {places} for {wanted}"
                for unit_id in (1, 2, 3):
                    change = sum(
                        n for (at, what, day), n in moved.items() if (at, what) == (unit_id, indicator) and day <= on
                    )
                    was = any(
                        one.unit_id == unit_id and one.indicator is indicator and holds(one, on) for one in before
                    )
                    if change != (wanted == unit_id) - was:
                        return f"life {number}, {indicator}, {on}: unit {unit_id} changes by {change}"
        if any(earlier.until == later.since and earlier.unit_id == later.unit_id for earlier, later in pairs(found)):
            return f"life {number}: two spells that are one"
    return ""


def holds(spell: Spell, on: date) -> bool:
    return spell.since <= on and (spell.until is None or on < spell.until)


def pairs(found: list[Spell]) -> list[tuple[Spell, Spell]]:
    return [(one, other) for one, other in pairwise(found) if one.indicator is other.indicator]


def test_in_every_life_the_spells_say_what_the_definitions_say() -> None:
    assert disagreement(ours, LIVES) == ""


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_planted_fault_is_caught(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    right, wrong = MUTATIONS[name]
    assert right in SOURCE, "the rules have changed: say the fault anew"
    module = ModuleType("planted")
    monkeypatch.setitem(sys.modules, "planted", module)
    exec(compile(SOURCE.replace(right, wrong), "planted", "exec"), module.__dict__)  # noqa: S102 - our own source, with a fault

    assert disagreement(module, LIVES)


# The worked examples of the definitions that are about one person.

ALL = RequiredSet(Indicator.ADULT, frozenset({"CB"}), date(2025, 1, 1), None)


def adult(*held: Held, left_on: date | None = None) -> PersonFacts:
    home = Stay((False, 1, 1), 1, date(2025, 1, 1), None)
    return PersonFacts(date(2000, 1, 1), left_on, {Indicator.ADULT: [home]}, list(held))


def issued(on: date, until: date | None = None) -> Held:
    return Held("CB", on, until, on)


def test_e05_revoked_from_a_day() -> None:
    found = spells(adult(issued(date(2026, 3, 10), date(2026, 5, 20))), [ALL])

    assert found == [Spell(Indicator.ADULT, date(2026, 3, 10), date(2026, 5, 20), 1)]


def test_e06_void_from_the_beginning_never_counted() -> None:
    assert spells(adult(issued(date(2026, 3, 1), date(2026, 3, 1))), [ALL]) == []


def test_e08_a_replacement_on_the_same_day_leaves_one_spell() -> None:
    old, new = issued(date(2026, 1, 5), date(2026, 4, 10)), issued(date(2026, 4, 10))

    assert spells(adult(old, new), [ALL]) == [Spell(Indicator.ADULT, date(2026, 1, 5), None, 1)]


def test_e11_nobody_counts_from_the_day_of_death_on() -> None:
    found = spells(adult(issued(date(2026, 3, 1)), left_on=date(2026, 7, 12)), [ALL])

    assert found == [Spell(Indicator.ADULT, date(2026, 3, 1), date(2026, 7, 12), 1)]


def test_e10_a_move_takes_one_off_here_and_adds_one_there() -> None:
    before = [Spell(Indicator.ADULT, date(2026, 3, 1), None, 1)]
    after = [
        Spell(Indicator.ADULT, date(2026, 3, 1), date(2026, 6, 1), 1),
        Spell(Indicator.ADULT, date(2026, 6, 1), None, 2),
    ]

    day = date(2026, 6, 1)
    assert changes(before, after) == {(1, Indicator.ADULT, day): -1, (2, Indicator.ADULT, day): 1}
