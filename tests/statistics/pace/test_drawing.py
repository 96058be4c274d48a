"""The line of a year: where it begins, where it is level, where the rest of it leads."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from lms.statistics.pace.drawing import LEFT, RIGHT, trend
from lms.statistics.pace.rules import Pace

JULY = date(2026, 7, 2)
HALF = Pace(60, 100, 90, 10, Fraction(40, 100), JULY)
SERIES = [(date(2025, 11, 1), 40), (date(2026, 3, 1), 50), (JULY, 60), (date(2026, 9, 1), 99)]


def test_the_year_goes_from_edge_to_edge() -> None:
    drawn = trend(HALF, SERIES)

    assert drawn is not None
    assert drawn.line.startswith(f"M{LEFT}.0 ")
    assert drawn.even.split()[0].startswith(f"{LEFT}.0,")
    assert drawn.even.split()[1].startswith(f"{RIGHT}.0,")
    assert drawn.ahead.split()[1].startswith(f"{RIGHT}.0,")


def test_the_scale_is_of_round_numbers_around_everything_that_is_drawn() -> None:
    drawn = trend(HALF, SERIES)

    assert drawn is not None
    assert [mark.words for mark in drawn.rates] == ["40 %", "60 %", "80 %", "100 %"]
    assert [mark.words for mark in drawn.days] == ["1/1", "1/4", "1/7", "1/10", "31/12"]


def test_what_is_to_come_is_not_drawn_as_if_it_had_been() -> None:
    drawn = trend(HALF, SERIES)

    assert drawn is not None
    assert drawn.line.count("V") == 2
    assert drawn.line.endswith(f"H{drawn.now[0]}")
    assert float(drawn.now[0]) < RIGHT - 100


def test_a_rate_above_a_hundred_and_one_that_never_moved_are_drawn_too() -> None:
    above = trend(replace(HALF, attained=130, population=100), [(JULY, 130)])
    level = trend(Pace(0, 100, 0, 0, Fraction(0), JULY), [])

    assert above is not None
    assert level is not None
    assert above.rates[-1].words == "150 %"
    assert level.rates[0].words == "0 %"


def test_however_wrong_a_denominator_is_there_are_few_lines() -> None:
    drawn = trend(replace(HALF, attained=900_000, population=7), [(JULY, 900_000)])

    assert drawn is not None
    assert len(drawn.rates) <= 5


def test_without_a_denominator_nothing_is_drawn() -> None:
    assert trend(replace(HALF, population=None, began=None), SERIES) is None
