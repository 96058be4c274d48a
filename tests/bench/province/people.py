"""The people: where they live and have lived, which groups they belong to, how many courses they completed.

What certificates need of each is kept in arrays, some bytes a person.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from random import Random
from typing import Any

from lms.people.models import Group
from lms.statistics.rules import Indicator
from tests.bench.province import names
from tests.bench.province.founding import Founded
from tests.bench.province.loading import Put
from tests.bench.province.size import DAYS, Size

AT_ONCE = 20_000
ISO = [day.isoformat() for day in DAYS]
_CREATED = "2025-07-01 01:00:00.000000"
_PUBLIC_SECTOR, _WORKER = 0.02, 0.06
"""Of the adults."""
_PRIMARY, _SECONDARY = 170 / 630, 160 / 630
"""Of the children: not every school has said yet who goes there."""
_MOVED, _GONE, _TWICE = 0.01, 0.004, 0.002
"""Moved to another village, gone from the province, entered twice."""
_ONLY_COMMUNE, _NOWHERE = 0.01, 0.002
"""Whose village, or even commune, is not known."""
_ONE_MORE, _TWO_MORE = 0.23, 0.05
"""Who completed another course or all three, of those who completed any."""


@dataclass(slots=True)
class Census:
    """What is known of everybody, by the number of the person counted from ``first``."""

    first: int
    name: array[int] = field(default_factory=lambda: array("I"))
    home: array[int] = field(default_factory=lambda: array("I"))
    """The last one."""
    born: array[int] = field(default_factory=lambda: array("H"))
    earned: array[int] = field(default_factory=lambda: array("I"))
    """A completed course each: the person's number times four, and the place of the course among the courses."""
    moved: dict[int, tuple[int, int]] = field(default_factory=dict)
    """Number of the day, and the unit before."""
    unusual: set[int] = field(default_factory=set)
    """Row numbers of those whose history is more than one home and certificates that hold."""
    twice: set[int] = field(default_factory=set)
    """Row numbers of those found to be somebody else."""
    members: Counter[tuple[Indicator, int]] = field(default_factory=Counter)
    """How many belong to a group in a unit at the end."""


def enter(put: Put, founded: Founded, size: Size, first: int) -> Census:
    """Everybody into the tables; ``first`` is the row of the first of them."""
    chance, census, entering = Random(size.seed + 1), Census(first), _Entering(founded, size)
    rows: dict[str, list[tuple[Any, ...]]] = {"person": [], "residence": [], "membership": []}
    for number in range(size.people):
        _enter_one(number, chance, census, entering, rows)
        if len(rows["person"]) == AT_ONCE or number == size.people - 1:
            for table, waiting in rows.items():
                put(table, _COLUMNS[table], waiting)
                waiting.clear()
    return census


_COLUMNS = {
    "person": (
        "id, public_id, name, folded_name, sort_key, birth_year, canonical_id, left_on, created_at, is_demonstration"
    ),
    "residence": "person_id, org_unit_id, valid_from, valid_to",
    "membership": 'person_id, "group", org_unit_id, valid_from',
}


class _Entering:
    """Which villages there are, how large each is, how diligent, and to which commune it belongs."""

    def __init__(self, founded: Founded, size: Size) -> None:
        chance = Random(size.seed + 2)
        self.villages = [unit.id for unit in founded.villages]
        self.upto = list(accumulate(chance.uniform(0.4, 1.6) for _ in self.villages))
        self.commune = {unit.id: unit.parent_id or 0 for unit in founded.villages}
        of_commune = {unit.id: chance.uniform(0.5, 0.834) for unit in founded.communes}
        self.diligence = of_commune | {
            one: of_commune[self.commune[one]] + chance.uniform(-0.1, 0.1) for one in self.villages
        }
        self.unknown, self.offices = founded.unknown.id, founded.offices.id
        self.adults = size.adults

    def home(self, chance: Random) -> int:
        """A unit to live in."""
        draw = chance.random()
        if draw < _NOWHERE:
            return self.unknown
        village: int = chance.choices(self.villages, cum_weights=self.upto)[0]
        return self.commune[village] if draw < _NOWHERE + _ONLY_COMMUNE else village


def _enter_one(
    number: int, chance: Random, census: Census, entering: _Entering, rows: dict[str, list[tuple[Any, ...]]]
) -> None:
    random, person_id = chance.random, census.first + number
    home, is_adult, name = entering.home(chance), number < entering.adults, int(random() * names.COUNT)
    born = 1936 + int(random() * 73) if is_adult else 2009 + int(random() * 12)
    canonical_id, left_on, odd = None, None, random()
    if odd < _TWICE and number:
        canonical_id = census.first + int(random() * number)
        if canonical_id in census.twice:
            canonical_id = None  # nobody is found to be somebody who is somebody else
        else:
            census.twice.add(person_id)
            census.unusual |= {person_id, canonical_id}
    elif odd < _TWICE + _GONE:
        left_on = ISO[1 + int(random() * (len(ISO) - 1))]
        census.unusual.add(person_id)
    elif odd < _TWICE + _GONE + _MOVED:
        day = 1 + int(random() * (len(ISO) - 1))
        before, census.moved[number] = home, (day, entering.home(chance))
        rows["residence"].append((person_id, census.moved[number][1], ISO[0], ISO[day]))
        rows["residence"].append((person_id, before, ISO[day], None))
        census.unusual.add(person_id)
    if number not in census.moved:
        rows["residence"].append((person_id, home, ISO[0], None))
    text, folded, key = names.written(name)
    public_id = identifier(chance)
    rows["person"].append((person_id, public_id, text, folded, key, born, canonical_id, left_on, _CREATED, 1))
    for kept, value in ((census.name, name), (census.home, home), (census.born, born)):
        kept.append(value)
    for group, unit_id in _groups(chance, home, entering, is_adult=is_adult):
        rows["membership"].append((person_id, group, unit_id, ISO[0]))
        census.members[Indicator(group), unit_id] += 1
    if is_adult:
        census.members[Indicator.ADULT, home] += 1
    _complete(number, chance, census, entering.diligence.get(home, 0.5))


def _groups(chance: Random, home: int, entering: _Entering, *, is_adult: bool) -> Iterator[tuple[str, int]]:
    """At most one, counted in the commune; a third of the public sector works for the province."""
    draw, at = chance.random(), entering.commune.get(home, home)
    if is_adult:
        if draw < _PUBLIC_SECTOR:
            yield Group.PUBLIC_SECTOR.value, entering.offices if chance.random() < 1 / 3 else at
        elif draw < _PUBLIC_SECTOR + _WORKER:
            yield Group.ENTERPRISE_WORKER.value, at
    elif draw < _PRIMARY:
        yield Group.PRIMARY_PUPIL.value, at
    elif draw < _PRIMARY + _SECONDARY:
        yield Group.SECONDARY_STUDENT.value, at


def _complete(number: int, chance: Random, census: Census, diligence: float) -> None:
    if chance.random() >= diligence:
        return
    draw, first = chance.random(), int(chance.random() * 3)
    many = 3 if draw < _TWO_MORE else 2 if draw < _ONE_MORE else 1
    census.earned.extend(4 * number + (first + more) % 3 for more in range(many))


def identifier(chance: Random) -> str:
    """A random UUID of version 4 that the seed decides."""
    digits = f"{chance.getrandbits(128):032x}"
    return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-a{digits[17:20]}-{digits[20:]}"
