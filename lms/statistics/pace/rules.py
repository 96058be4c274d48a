"""Pace (D19): how many more a week are needed, how many came lately, and where that leads. Whole numbers decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from lms.statistics.rules import Cell, rate_in_tenths

WEEKS = 8
"""The pace is that of so many weeks."""
WINDOW = timedelta(weeks=WEEKS)
Series = Sequence[tuple[date, int]]
"""How many had attained at the end of a day, and of each day after it on which that changed."""


class Outlook(StrEnum):
    """What can be said of a target before its day, and on it."""

    MET = "met"
    ON_TRACK = "on-track"
    """At this pace it will be met."""
    SLOW = "slow"
    """At this pace nine tenths of it will be."""
    HARD = "hard"
    MISSED = "missed"
    """It is the day, and it is not met."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast a figure moves towards its target."""

    attained: int
    population: int | None
    need: int
    gain: int
    """How many more than eight weeks ago; fewer than none where certificates ended."""
    began: Fraction | None
    """The rate at the end of the year before, where even pace begins."""
    on: date

    @property
    def day(self) -> date:
        """The day by which the target is to be met."""
        return deadline(self.on.year)

    @property
    def days_left(self) -> int:
        """Days until then."""
        return (self.day - self.on).days

    @property
    def missing(self) -> int:
        """How many people are still needed."""
        return max(0, self.need - self.attained)

    @property
    def needed_a_week(self) -> int:
        """How many more a week are needed to the day; all of them on the day itself."""
        return -(-7 * self.missing // self.days_left) if self.days_left else self.missing

    @property
    def tenths_a_week(self) -> int:
        """How many came a week, in tenths, rounded half up."""
        return (20 * self.gain + WEEKS) // (2 * WEEKS)

    @property
    def projection(self) -> int:
        """How many it will be on the day if it goes on like that; nobody comes twice, so at most all."""
        ahead = max(0, self.attained + self.gain * self.days_left // WINDOW.days)
        return ahead if self.population is None else min(ahead, self.population)

    @property
    def outlook(self) -> Outlook:
        """The word for it."""
        if not self.missing:
            return Outlook.MET
        if not self.days_left:
            return Outlook.MISSED
        if self.projection >= self.need:
            return Outlook.ON_TRACK
        return Outlook.SLOW if 10 * self.projection >= 9 * self.need else Outlook.HARD

    @property
    def even(self) -> int | None:
        """The rate of even pace today, in tenths of a percent; nothing where nobody knows out of how many."""
        if not self.population or self.began is None:
            return None
        return tenths(even_pace(self.began, Fraction(self.need, self.population), self.on))


def deadline(year: int) -> date:
    """The day by which the target of a year is to be met."""
    return date(year, 12, 31)


def told_from(on: date) -> tuple[date, date]:
    """The two days, in order, at whose end it has to be known how many had attained, to tell the pace of a day."""
    first, second = sorted((deadline(on.year - 1), on - WINDOW))
    return first, second


def even_pace(began: Fraction, aim: Fraction, on: date) -> Fraction:
    """The rate on a day of the straight line from the end of the year before to the target, by days.

    Where the year began above its target the line stays at the target.
    """
    start, end = deadline(on.year - 1), deadline(on.year)
    low = min(began, aim)
    return low + (aim - low) * Fraction((on - start).days, (end - start).days)


def tenths(rate: Fraction) -> int:
    """A rate in tenths of a percent, rounded half up."""
    return rate_in_tenths(rate.numerator, rate.denominator)


def at_end_of(series: Series, on: date) -> int:
    """How many had attained at the end of a day."""
    return next((people for day, people in reversed(series) if day <= on), 0)


def pace(cell: Cell, series: Series, on: date, out_of_before: int | None) -> Pace | None:
    """The pace of a figure; nothing without a number of people to reach. ``out_of_before``: the denominator of the
    year before, in the place of which this year's is taken where there is none.
    """
    if cell.attained is None or cell.needed is None or cell.population == 0:
        return None
    out_of = out_of_before or cell.population
    began = Fraction(at_end_of(series, deadline(on.year - 1)), out_of) if out_of else None
    return Pace(
        cell.attained,
        cell.population,
        cell.needed,
        cell.attained - at_end_of(series, on - WINDOW),
        began,
        on,
    )
