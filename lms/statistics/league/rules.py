"""Ranks that say how sure they are (D20): ties share a rank, and each has the band of places that chance alone gives it."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt
from statistics import median

from lms.statistics.rules import Cell, PopulationStatus, UnitRow

FEWEST = 30
"""Of fewer people a rate says little, so such units are not ranked."""
_Z = 1.96
"""Half the width of a 95 % interval, in standard errors."""
WEEKS = 4
"""What came in is told of so many weeks."""


class By(StrEnum):
    """What the table is ordered by; all three stand in it with equal weight."""

    RANK = "rank"
    MISSING = "missing"
    GAIN = "gain"


class Unranked(StrEnum):
    """Why a unit has no rank."""

    NO_RATE = "no-rate"
    FEW = "few"
    UNSURE = "unsure"
    """Out of how many is carried forward, added up or estimated."""
    SURPLUS = "surplus"
    """More have attained than there are people."""


class Level(StrEnum):
    """Where a unit stands beside all of them together, when places would be a matter of chance."""

    ABOVE = "above"
    LEVEL = "level"
    BELOW = "below"


@dataclass(frozen=True, slots=True)
class Place:
    """A rank, and the best and the worst one the unit would have at either end of its interval."""

    rank: int
    best: int
    worst: int

    @property
    def width(self) -> int:
        """How many places the band has."""
        return self.worst - self.best + 1


@dataclass(frozen=True, slots=True)
class Standing:
    """A unit in the table: its place among all, its place among its like, or its level instead of both."""

    row: UnitRow
    gain: int
    """How many more have attained than four weeks ago."""
    overall: Place
    among_its_like: Place | None
    level: Level


@dataclass(frozen=True, slots=True)
class League:
    """The table; ``in_levels`` when so much is chance that three levels are told and no ranks."""

    standings: list[Standing]
    unranked: list[tuple[UnitRow, Unranked]]
    in_levels: bool


def wilson(attained: int, population: int) -> tuple[float, float]:
    """The 95 % interval of a rate (Wilson's), from 0 to 1."""
    rate, square = attained / population, _Z * _Z
    middle = rate + square / (2 * population)
    half = _Z * sqrt(rate * (1 - rate) / population + square / (4 * population * population))
    whole = 1 + square / population
    return max(0.0, (middle - half) / whole), min(1.0, (middle + half) / whole)


def why_unranked(cell: Cell) -> Unranked | None:
    """Why a figure gets no rank; nothing where it does."""
    if cell.tenths is None or cell.denominator is None:
        return Unranked.NO_RATE
    if cell.surplus:
        return Unranked.SURPLUS
    if cell.denominator.symbol or cell.denominator.status is PopulationStatus.ESTIMATED:
        return Unranked.UNSURE
    return Unranked.FEW if cell.denominator.value < FEWEST else None


def league(rows: Collection[UnitRow], of_all: Cell, gains: Mapping[str, int], like: Mapping[str, Hashable]) -> League:
    """The table of the units of one unit, whose own figure is ``of_all``; ``like`` says who is compared with whom."""
    reasons = [(row, why_unranked(row.cell)) for row in rows if not row.is_pseudo]
    ranked = [row for row, reason in reasons if reason is None]
    overall = places(ranked)
    among: dict[str, Place] = {}
    if len(set(like.values())) > 1:
        for kind in set(like.values()):
            among |= places([row for row in ranked if like[row.code] == kind])
    standings = [
        Standing(row, gains.get(row.code, 0), overall[row.code], among.get(row.code), level(row.cell, of_all))
        for row in ranked
    ]
    return League(
        standings,
        [(row, reason) for row, reason in reasons if reason],
        is_chance([standing.overall for standing in standings]),
    )


def places(rows: Collection[UnitRow]) -> dict[str, Place]:
    """The place of each unit, by its code: by the rate as shown, highest first; who shows the same shares it."""
    rates = [_rate(row.cell) for row in rows]
    shown = [row.cell.tenths or 0 for row in rows]
    found = {}
    for row in rows:
        low, high = wilson(row.cell.attained or 0, row.cell.population or 1)
        rank = 1 + sum(other > (row.cell.tenths or 0) for other in shown)
        best = 1 + sum(other > high for other in rates)
        worst = sum(other >= low for other in rates)
        found[row.code] = Place(rank, min(best, rank), max(worst, rank))
    return found


def level(cell: Cell, of_all: Cell) -> Level:
    """Above or below the rate of all, where chance does not explain it."""
    if not of_all.population:
        return Level.LEVEL
    low, high = wilson(cell.attained or 0, cell.population or 1)
    together = min(1.0, _rate(of_all))
    if low > together:
        return Level.ABOVE
    return Level.BELOW if high < together else Level.LEVEL


def is_chance(found: Collection[Place]) -> bool:
    """Whether the band of the unit in the middle is wider than a quarter of the table."""
    return bool(found) and median(place.width for place in found) * 4 > len(found)


def in_order(table: League, by: By) -> list[Standing]:
    """The table by rank (or level), by how many are missing, or by how many came in, most first."""

    def key(one: Standing) -> tuple[int, str, str]:
        first = {
            By.RANK: list(Level).index(one.level) if table.in_levels else one.overall.rank,
            By.MISSING: -(one.row.cell.missing or 0),
            By.GAIN: -one.gain,
        }[by]
        return first, one.row.sort_key, one.row.code

    return sorted(table.standings, key=key)


def _rate(cell: Cell) -> float:
    return (cell.attained or 0) / (cell.population or 1)
