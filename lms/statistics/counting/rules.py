"""Since when and until when somebody counts, and where: a pure function of the facts of one person (D4 to D6, D10 to D12).

All spans are half-open, ``[since, until)``; ``until`` is nothing where no end is known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from lms.statistics.rules import BY_RESIDENCE, Indicator

SHARDS = 16
"""In so many rows a day's changes of the province are kept."""


def shard_of(unit_id: int) -> int:
    """Which of them the changes of a unit go into."""
    return unit_id % SHARDS


class Cause(StrEnum):
    """What changed when somebody was touched; triggers write these words."""

    ISSUED = "issued"
    CERTIFICATE = "certificate"
    """One that was there before: ended, void, valid again."""
    MOVE = "move"
    GROUP = "group"
    PERSON = "person"
    """Death, departure, a corrected year of birth."""
    MERGE = "merge"
    CONFIRMATION = "vneid"
    RULE = "rule"
    """Another set of courses; everybody is counted anew."""


CONFIRMATION = "@vneid"
"""What stands for a confirmation on VNeID among the courses somebody holds; no course can be called so."""


@dataclass(frozen=True, slots=True)
class Stay:
    """Somebody belongs to a unit for a time. Where two hold at once the one with the lower ``rank`` counts."""

    rank: tuple[bool, int, int]
    unit_id: int
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Held:
    """A certificate of a course, valid ``[since, until)``; void from the beginning where the two are the same day.

    Or a confirmation on VNeID, which nothing ends.
    """

    course: str
    since: date
    until: date | None
    attained_on: date
    """The issue of the first in a line of corrected ones."""


@dataclass(frozen=True, slots=True)
class RequiredSet:
    """Courses that, all held, are enough from a day on; those who had them before it was closed keep it (D5)."""

    indicator: Indicator
    courses: frozenset[str]
    since: date
    closed_on: date | None


@dataclass(slots=True)
class PersonFacts:
    """What is known of one natural person, whatever the number of rows it stands in."""

    adult_from: date
    left_on: date | None = None
    """Death, or departure from the province (D11)."""
    stays: dict[Indicator, list[Stay]] = field(default_factory=dict)
    held: list[Held] = field(default_factory=list)


@dataclass(frozen=True, slots=True, order=True)
class Spell:
    """Somebody counts for an indicator in a unit, ``[since, until)``."""

    indicator: Indicator
    since: date
    until: date | None
    unit_id: int


Deltas = Counter[tuple[int, Indicator, date]]
"""By how much the number of people changes, by unit and indicator, from a day on."""
Causes = tuple[Cause, ...]


def spells(facts: PersonFacts, sets: Iterable[RequiredSet]) -> list[Spell]:
    """The longest spans in which somebody counts, each in one unit."""
    by_indicator: dict[Indicator, list[RequiredSet]] = {}
    ever_held = {one.course for one in facts.held}
    for one in sets:
        if one.courses <= ever_held:
            by_indicator.setdefault(one.indicator, []).append(one)
    return [
        spell
        for indicator in Indicator
        if indicator in by_indicator and indicator in facts.stays and facts.held
        for spell in _joined(indicator, _steps(facts, indicator, by_indicator[indicator]))
    ]


def changes(before: Iterable[Spell], after: Iterable[Spell]) -> Deltas:
    """By how much the number of people changes in a unit from a day on, when spells give way to others."""
    found: Deltas = Counter()
    for sign, many in ((-1, before), (1, after)):
        for spell in many:
            found[spell.unit_id, spell.indicator, spell.since] += sign
            if spell.until is not None:
                found[spell.unit_id, spell.indicator, spell.until] -= sign
    return Counter({at: delta for at, delta in found.items() if delta})


def _steps(facts: PersonFacts, indicator: Indicator, sets: list[RequiredSet]) -> Iterator[tuple[date, int | None]]:
    """The unit somebody counts in from each day on which that may change."""
    for day in _days(facts, indicator, sets):
        yield day, _unit_on(facts, indicator, sets, day)


def _joined(indicator: Indicator, steps: Iterable[tuple[date, int | None]]) -> Iterator[Spell]:
    began, where = date.min, None
    for day, unit_id in steps:
        if unit_id == where:
            continue
        if where is not None:
            yield Spell(indicator, began, day, where)
        began, where = day, unit_id
    if where is not None:
        yield Spell(indicator, began, None, where)


def _days(facts: PersonFacts, indicator: Indicator, sets: list[RequiredSet]) -> list[date]:
    days = {one.since for one in sets}
    spans: list[Stay | Held] = [*facts.stays[indicator], *facts.held]
    for span in spans:
        days |= {span.since} | ({span.until} if span.until else set())
    if indicator in BY_RESIDENCE:
        days.add(facts.adult_from)
    if facts.left_on:
        days.add(facts.left_on)
    return sorted(days)


def _unit_on(facts: PersonFacts, indicator: Indicator, sets: list[RequiredSet], on: date) -> int | None:
    if facts.left_on and on >= facts.left_on:
        return None
    if indicator in BY_RESIDENCE and on < facts.adult_from:
        return None
    if not any(one.since <= on and _has(facts.held, one, on) for one in sets):
        return None
    stays = [stay for stay in facts.stays[indicator] if _holds(stay, on)]
    return min(stays, key=lambda stay: stay.rank).unit_id if stays else None


def _has(held: list[Held], wanted: RequiredSet, on: date) -> bool:
    """Whether every course is held by a certificate valid on the day, attained before the set was closed."""
    found = {
        one.course
        for one in held
        if _holds(one, on) and (wanted.closed_on is None or one.attained_on < wanted.closed_on)
    }
    return wanted.courses <= found


def _holds(span: Stay | Held, on: date) -> bool:
    return span.since <= on and (span.until is None or on < span.until)
