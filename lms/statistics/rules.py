"""The arithmetic of attainment: rates, targets, what is missing. Integers only, so that no rounding decides anything.

The definitions (D1 to D21) are those of the design of the statistics; each function names its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


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
    """Why there is no numerator."""

    NO_COURSES = "no-courses"
    """No set of courses has been laid down for the group."""
    NOT_CONFIRMED = "not-confirmed"
    """It is confirmed elsewhere, and no confirmation has come in."""


ADULT_FROM = 18


def is_adult(birth_year: int, year: int) -> bool:
    """Whether somebody counts as an adult in a year: from 1 January of the year they turn 18 (decision 0003)."""
    return year - birth_year >= ADULT_FROM


@dataclass(frozen=True, slots=True)
class Denominator:
    """How many people a group has in a unit (D7), and where the number comes from."""

    value: int
    source: str
    reference_date: str
    """dd/mm/yyyy; of the oldest part where it is a sum."""
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

    @property
    def population(self) -> int | None:
        """The denominator as a number."""
        return self.denominator.value if self.denominator else None

    @property
    def tenths(self) -> int | None:
        """The rate in tenths of a percent, for ordering and for bars; nothing without both parts (D8)."""
        if self.attained is None or not self.population:
            return None
        return rate_in_tenths(self.attained, self.population)

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
    def missing(self) -> int | None:
        """How many people are still needed to meet the target (D9)."""
        if self.attained is None or self.population is None or self.target is None:
            return None
        return max(0, needed(self.population, self.target) - self.attained)

    @property
    def is_met(self) -> bool | None:
        """Whether the target is met; nothing where that cannot be said."""
        if self.attained is None or self.population is None or self.target is None:
            return None
        return met(self.attained, self.population, self.target)


def rate_in_tenths(attained: int, population: int) -> int:
    """100 A / P in tenths of a percent, rounded half up (D8). ``population`` must be above 0."""
    return (2000 * attained + population) // (2 * population)


def rate_in_words(attained: int, population: int) -> str:
    """The rate with one decimal (D8).

    Never 100,0 unless all have attained, never 0,0 unless nobody has; above all it is 100,0 with a mark.
    """
    if attained > population:
        return "100,0†"
    tenths = rate_in_tenths(attained, population)
    if attained and not tenths:
        return "<0,1"
    if attained < population:
        tenths = min(tenths, 999)
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


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit of a table, with its figure. A row without ``code`` holds the people whose village is not known."""

    unit_id: int | None
    code: str
    name: str
    sort_key: str
    cell: Cell
    tile: tuple[int, int] | None = None


def in_order(rows: list[UnitRow], wanted: str) -> list[UnitRow]:
    """The rows by name, by how many are missing (most first), or by rate (lowest first); the unknown come last."""
    if wanted == "missing":
        return sorted(rows, key=lambda row: (not row.code, -(row.cell.missing or 0), row.sort_key))
    if wanted == "rate":
        return sorted(rows, key=lambda row: (not row.code, row.cell.tenths is None, row.cell.tenths or 0, row.sort_key))
    return sorted(rows, key=lambda row: (not row.code, row.sort_key))
