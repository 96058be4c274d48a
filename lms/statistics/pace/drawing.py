"""The trend as a line: every length ready, so that the template draws it on a page and on paper alike.

It is drawn 360 wide, as a telephone is, and only by attributes: WeasyPrint lets no style sheet of a page reach inside.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from lms.statistics.pace.rules import Pace, Series, at_end_of, deadline

WIDTH, HEIGHT = 360, 216
LETTERS = 16
"""So large that they are 14 pixels where a telephone leaves 320 for the drawing."""
LEFT, RIGHT = 58, 354
_TOP, _BOTTOM = 12, 186
_STEPS = (10, 20, 50, 100, 200, 250)
"""Distances between the lines of the scale, in tenths of a percent."""
_MOST_LINES = 5
_QUARTERS = (1, 4, 7, 10)


@dataclass(frozen=True, slots=True)
class Mark:
    """A line of the scale, or a day below it, with its words."""

    at: float
    words: str


@dataclass(frozen=True, slots=True)
class Trend:
    """What is drawn: the line so far, even pace, where it leads, and the scales."""

    line: str
    even: str
    ahead: str
    now: tuple[float, float]
    rates: list[Mark]
    days: list[Mark]


@dataclass(frozen=True, slots=True)
class _Scale:
    """Where a day and a rate lie."""

    start: date
    days: int
    low: int
    high: int

    def x(self, on: date) -> float:
        """From left to right."""
        return round(LEFT + (RIGHT - LEFT) * (on - self.start).days / self.days, 1)

    def y(self, rate: Fraction | float) -> float:
        """From the bottom up."""
        share = (float(rate) * 1000 - self.low) / (self.high - self.low)
        return round(_BOTTOM - (_BOTTOM - _TOP) * share, 1)


def trend(of: Pace, series: Series) -> Trend | None:
    """The year of a figure up to today, and the rest of it as it may become; nothing without a denominator."""
    if not of.population or of.began is None:
        return None
    start, end = deadline(of.on.year - 1), of.day
    aim = Fraction(of.need, of.population)
    of_year = [people for day, people in series if start <= day <= of.on] or [of.attained]
    rates = [Fraction(people, of.population) for people in (min(of_year), max(of_year))]
    first = Fraction(at_end_of(series, start), of.population)
    now, ahead = Fraction(of.attained, of.population), Fraction(of.projection, of.population)
    low, high, step = _span([first, *rates, now, ahead, aim, of.began])
    scale = _Scale(start, (end - start).days, low, high)
    return Trend(
        _steps(scale, of, first, series),
        f"{scale.x(start)},{scale.y(min(of.began, aim))} {scale.x(end)},{scale.y(aim)}",
        f"{scale.x(of.on)},{scale.y(now)} {scale.x(end)},{scale.y(ahead)}",
        (scale.x(of.on), scale.y(now)),
        [Mark(scale.y(tenths / 1000), f"{tenths // 10} %") for tenths in range(low, high + 1, step)],
        [
            *(Mark(scale.x(date(of.on.year, month, 1)), f"1/{month}") for month in _QUARTERS),
            Mark(scale.x(end), f"{end.day}/{end.month}"),
        ],
    )


def _span(rates: list[Fraction]) -> tuple[int, int, int]:
    """From where to where the scale goes, and its step, in tenths of a percent: round numbers around all rates."""
    lowest, highest = int(1000 * min(rates)), -int(-1000 * max(rates) // 1)
    for step in _STEPS:
        low, high = lowest // step * step, -(-highest // step) * step
        if (high - low) // step < _MOST_LINES and high > low:
            return low, high, step
    step = -(-max(highest, 1) // (250 * (_MOST_LINES - 1))) * 250  # whatever was counted, there are few lines
    return 0, step * -(-max(highest, 1) // step), step


def _steps(scale: _Scale, of: Pace, first: Fraction, series: Series) -> str:
    """The line so far, which stays level until the day on which something changes."""
    assert of.population  # noqa: S101 - asked before
    path = [f"M{scale.x(scale.start)} {scale.y(first)}"]
    height = scale.y(first)
    for day, people in series:
        reached = scale.y(people / of.population)
        if scale.start < day <= of.on and reached != height:
            height = reached
            path.append(f"H{scale.x(day)}V{height}")
    return "".join([*path, f"H{scale.x(of.on)}"])
