"""The dataset every face formats: one row a unit and indicator. Where the rows come from, live or frozen, it does not know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from lms.places.rules import Kind
from lms.statistics.pace.drawing import Trend
from lms.statistics.rules import Indicator, rate_in_words


class Mark(StrEnum):
    """What stands beside a figure (D21), or before it where only a bound is told."""

    NONE_YET = "x"
    NOT_APPLICABLE = "z"
    CONFIDENTIAL = "c"
    AT_LEAST = "≥"
    AT_MOST = "≤"
    CARRIED_FORWARD = "p"
    SUM_OF_PARTS = "e"
    CORRECTED = "r"
    BREAK = "b"
    SURPLUS = "†"
    TINY = "<0,1"


CODED = frozenset({Mark.CONFIDENTIAL, Mark.AT_LEAST, Mark.AT_MOST})
"""Marks of a cell whose count is kept back."""


@dataclass(frozen=True, slots=True)
class Period:
    """What the figures are of: a frozen period with its revision, or the day they were counted."""

    label: str
    revision: int
    cut_off: date
    year: int
    """The year whose targets are compared."""
    title: str
    """In words, for people."""
    sha256: str = ""
    """Of the frozen rows; empty while nothing is frozen."""
    address: str = ""
    """Where the frozen period is found."""

    @property
    def is_frozen(self) -> bool:
        """Whether these figures can never change."""
        return bool(self.sha256)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as the files name it."""

    code: str
    name: str
    level: Kind
    parent: str
    """Code of the unit above; empty for the province."""


@dataclass(frozen=True, slots=True)
class Row:
    """One figure. What is not known, or not told, is nothing, and the marks say why."""

    period: Period
    unit: Unit
    indicator: Indicator
    attained: int | None
    population: int | None
    tenths: int | None
    """The rate in tenths of a percent as shown; a bound where the count is kept back."""
    target: int | None
    """Basis points."""
    missing: int | None
    marks: tuple[Mark, ...] = ()
    target_people: int | None = None
    """The target where it is a number of people; ``target`` is nothing then."""

    @property
    def is_coded(self) -> bool:
        """Whether the count is kept back."""
        return not CODED.isdisjoint(self.marks)

    @property
    def rate(self) -> str:
        """The rate as it is printed, for example «86,2», «≥ 93,7», «[c]»."""
        if self.tenths is None:
            return f"[{self.why_no_rate}]"
        if self.is_coded:
            return f"{next(mark for mark in self.marks if mark in CODED)} {self.tenths // 10},{self.tenths % 10}"
        return rate_in_words(self.attained or 0, self.population or 0)

    @property
    def is_met(self) -> bool | None:
        """Whether the target is met, by the counts; nothing where that cannot be said, or there is nobody to reach."""
        return None if self.missing is None or self.population == 0 else self.missing == 0

    @property
    def why_no_count(self) -> Mark:
        """The mark in the place of the count."""
        return Mark.CONFIDENTIAL if self.is_coded else Mark.NONE_YET

    @property
    def why_no_population(self) -> Mark:
        """The mark in the place of the denominator."""
        if self.is_coded and Mark.NONE_YET not in self.marks:
            return Mark.CONFIDENTIAL
        return Mark.NOT_APPLICABLE if self.unit.level is Kind.UNKNOWN else Mark.NONE_YET

    @property
    def why_no_rate(self) -> Mark:
        """The mark in the place of the rate."""
        if self.is_coded:
            return Mark.CONFIDENTIAL
        empty = self.population == 0 or self.unit.level is Kind.UNKNOWN
        return Mark.NOT_APPLICABLE if empty else Mark.NONE_YET

    @property
    def why_none_missing(self) -> Mark:
        """The mark in the place of how many are missing."""
        return Mark.NOT_APPLICABLE if self.target is None and self.target_people is None else self.why_no_rate


@dataclass(frozen=True, slots=True)
class Dataset:
    """A unit and the units below it, every indicator of each: units in order, indicators in that of the plan."""

    period: Period
    unit: Unit
    rows: tuple[Row, ...]
    tiles: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """Column and row in the tile map, by code."""
    sources: tuple[str, ...] = ()
    """Where denominators and targets come from."""
    is_invented: bool = False
    trend: Trend | None = None
    """The year of the chosen indicator, for paper; frozen rows hold no past, so a frozen report has none."""

    def of(self, indicator: Indicator) -> list[Row]:
        """One indicator in every unit, the unit itself first."""
        return [row for row in self.rows if row.indicator is indicator]

    @property
    def own(self) -> list[Row]:
        """Every indicator of the unit itself."""
        return [row for row in self.rows if row.unit.code == self.unit.code]

    def below(self, indicator: Indicator) -> list[Row]:
        """One indicator in the units below."""
        return [row for row in self.of(indicator) if row.unit.code != self.unit.code]

    def units(self) -> Iterator[Unit]:
        """Every unit once, in order."""
        yield from dict.fromkeys(row.unit for row in self.rows)
