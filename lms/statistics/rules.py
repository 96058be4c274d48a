"""The arithmetic of attainment: rates, targets, what is missing. Integers only, so that no rounding decides anything.

The definitions (D1 to D21) are those of the design of the statistics; each function names its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lms.people.rules import ADULT_FROM
from lms.vietnamese import fold


class Indicator(StrEnum):
    """The indicators of the plan (I1 to I6), in its order. VNEID is confirmed elsewhere, never fed by certificates."""

    PUBLIC_SECTOR = "public-sector"
    SECONDARY_STUDENT = "secondary-student"
    PRIMARY_PUPIL = "primary-pupil"
    ADULT = "adult"
    VNEID = "adult-vneid"
    ENTERPRISE_WORKER = "enterprise-worker"


BY_RESIDENCE = (Indicator.ADULT, Indicator.VNEID)
"""Counted where people live; the others where they work or go to school (D3)."""


class PopulationStatus(StrEnum):
    """How sure a denominator is."""

    OFFICIAL = "official"
    PROVISIONAL = "provisional"
    ESTIMATED = "estimated"
    DEMONSTRATION = "demonstration"


class Symbol(StrEnum):
    """Marks beside a figure (D21)."""

    NONE_YET = "x"
    """No figure yet."""
    NOT_APPLICABLE = "z"
    CARRIED_FORWARD = "p"
    SUM_OF_PARTS = "e"


class Gap(StrEnum):
    """Why a part of a figure is not there."""

    NO_COURSES = "no-courses"
    """No set of courses has been laid down for the group."""
    NOT_CONFIRMED = "not-confirmed"
    """It is confirmed elsewhere, and no confirmation has come in."""
    NOT_PLACED = "not-placed"
    """The people of no known unit: they count, but nobody can say out of how many."""


class Standing(StrEnum):
    """What can be said today of a figure and its target. Words of pace need a history and come with it."""

    MET = "met"
    NOT_MET = "not-met"
    NO_FIGURE = "x"
    NO_TARGET = "z"
    NOT_APPLICABLE = "not-applicable"
    """There is nobody to reach: the group is empty here, or cannot be counted."""


class Order(StrEnum):
    """How the units of a table are ordered."""

    NAME = "name"
    MISSING = "missing"
    RATE = "rate"


def is_adult(birth_year: int, year: int) -> bool:
    """Whether somebody counts as an adult in a year: from 1 January of the year they turn 18 (decision 0003)."""
    return year - birth_year >= ADULT_FROM


@dataclass(frozen=True, slots=True)
class Denominator:
    """How many people a group has in a unit (D7), and where the number comes from."""

    value: int
    source: str
    reference_date: date
    """Of the oldest part where it is a sum."""
    status: PopulationStatus
    symbol: Symbol | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure of the report: an indicator in a unit on a day."""

    indicator: Indicator
    attained: int | None
    """Nothing when it cannot be known, as with confirmations that have not come."""
    denominator: Denominator | None
    target: int | None
    """Basis points."""
    gap: Gap | None = None
    """Why a part of it is not there, where that can be told."""
    target_people: int | None = None
    """The target as a number of people, where it is one; ``target`` is nothing then."""

    @property
    def population(self) -> int | None:
        """The denominator as a number."""
        return self.denominator.value if self.denominator else None

    @property
    def tenths(self) -> int | None:
        """The rate in tenths of a percent as it is shown, for ordering and for bars; nothing without both parts."""
        if self.attained is None or not self.population:
            return None
        return shown_tenths(self.attained, self.population)

    @property
    def rate(self) -> str | None:
        """The rate in words, for example «86,2»."""
        if self.attained is None or not self.population:
            return None
        return rate_in_words(self.attained, self.population)

    @property
    def surplus(self) -> int:
        """How many more have attained than the population has: a denominator to be mended."""
        if self.attained is None or self.population is None:
            return 0
        return max(0, self.attained - self.population)

    @property
    def true_rate(self) -> str | None:
        """The rate above 100 that is not shown as such, for example «120,0»; nothing where the rate is as shown."""
        if not self.surplus or not self.population:
            return None
        return in_tenths(rate_in_tenths(self.attained or 0, self.population))

    @property
    def needed(self) -> int | None:
        """How many must have attained for the target to be met (D9); nothing where that cannot be said."""
        if self.target_people is not None:
            return self.target_people
        if self.population is None or self.target is None:
            return None
        return needed(self.population, self.target)

    @property
    def missing(self) -> int | None:
        """How many people are still needed to meet the target (D9)."""
        if self.attained is None or self.needed is None:
            return None
        return max(0, self.needed - self.attained)

    @property
    def is_met(self) -> bool | None:
        """Whether the target is met, by the counts alone; nothing where that cannot be said."""
        if self.target_people is not None:
            return None if self.attained is None else self.attained >= self.target_people
        if self.attained is None or self.population is None or self.target is None:
            return None
        return met(self.attained, self.population, self.target)

    @property
    def standing(self) -> Standing:
        """The word for the figure beside its target."""
        if self.gap is Gap.NOT_PLACED or self.population == 0:
            return Standing.NOT_APPLICABLE
        if self.target is None and self.target_people is None:
            return Standing.NO_TARGET
        if self.is_met is None:
            return Standing.NO_FIGURE
        return Standing.MET if self.is_met else Standing.NOT_MET


def rate_in_tenths(attained: int, population: int) -> int:
    """100 A / P in tenths of a percent, rounded half up (D8). ``population`` must be above 0."""
    return (2000 * attained + population) // (2 * population)


def shown_tenths(attained: int, population: int) -> int:
    """The same as it is shown: 1000 if, and only if, all have attained (D8)."""
    if attained >= population:
        return 1000
    return min(rate_in_tenths(attained, population), 999)


def rate_in_words(attained: int, population: int) -> str:
    """The rate with one decimal (D8).

    Never 100,0 unless all have attained, never 0,0 unless nobody has; above all it is 100,0 with a mark.
    """
    tenths = shown_tenths(attained, population)
    if attained and not tenths:
        return "<0,1"
    return in_tenths(tenths) + ("†" if attained > population else "")


def in_tenths(tenths: int) -> str:
    """Tenths of a percent as they are written: 862 is «86,2»."""
    return f"{tenths // 10},{tenths % 10}"


def needed(population: int, target: int) -> int:
    """How many must have attained for the target, in basis points, to be met (D9)."""
    return (target * population + 9999) // 10000


def met(attained: int, population: int, target: int) -> bool:
    """Whether the target is met: decided by the counts, never by the rounded percent (D9)."""
    return 10000 * attained >= target * population


def percent_in_words(basis_points: int) -> str:
    """A target as it is written: 8000 is «80», 8250 is «82,5»."""
    whole, rest = divmod(basis_points, 100)
    return str(whole) if not rest else f"{whole},{rest:02d}".rstrip("0")


TILE_CLASSES = (600, 700, 800, 900)
"""Where the classes of the tile map begin, in tenths of a percent: below 60, 60, 70, 80, from 90 on."""


def tile_class(tenths: int) -> int:
    """The class of a rate in the tile map, 1 (lowest) to 5."""
    return 1 + sum(tenths >= start for start in TILE_CLASSES)


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit of a table, with its figure. A row without ``code`` holds the people whose unit below is not known."""

    code: str
    name: str
    sort_key: str
    cell: Cell
    is_pseudo: bool = False
    """Not a place but a rest, so that rows add up: such rows come last."""
    tile: tuple[int, int] | None = None
    """Column and row in the tile map."""


def in_order(rows: list[UnitRow], order: Order) -> list[UnitRow]:
    """The rows by name, by how many are missing (most first), or by rate (lowest first); the unknown come last."""

    def place(row: UnitRow) -> tuple[bool, bool, int, str, str]:
        worst_first: int | None = 0
        if order is Order.MISSING:
            missing = row.cell.missing
            worst_first = None if missing is None else -missing
        elif order is Order.RATE:
            worst_first = row.cell.tenths
        return row.is_pseudo, worst_first is None, worst_first or 0, row.sort_key, row.code

    return sorted(rows, key=place)


def matching(rows: list[UnitRow], typed: str) -> list[UnitRow]:
    """The rows whose name holds what was typed, with or without diacritics; when there is none, those with every word of
    it: «phu tho» is not to find «Phường Thống Nhất» beside «Phú Thọ».
    """
    if not typed:
        return rows
    phrase = fold(typed)
    whole = [row for row in rows if phrase in fold(row.name)]
    return whole or [row for row in rows if all(word in fold(row.name) for word in phrase.split())]
