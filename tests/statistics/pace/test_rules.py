"""Pace as defined (D19): the worked examples, the words, and what holds for every number."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.statistics.pace.rules import Outlook, Pace, even_pace, pace, tenths
from lms.statistics.rules import Cell, Denominator, Indicator, PopulationStatus, rate_in_words

DAY = date(2026, 11, 22)
DEADLINE = date(2026, 12, 31)


def cell(attained: int | None, population: int | None, target: int | None = 10_000) -> Cell:
    out_of = Denominator(population, "tests", DAY, PopulationStatus.OFFICIAL) if population is not None else None
    return Cell(Indicator.ADULT, attained, out_of, target)


def of(attained: int, population: int, target: int, gain: int, on: date = DAY) -> Pace:
    series = [(date(2026, 1, 2), attained - gain), (on, attained)]
    found = pace(cell(attained, population, target), series, on, None)
    assert found is not None
    return found


def test_e25_three_million_adults_five_weeks_before_the_day() -> None:
    found = of(2_541_477, 3_000_000, 10_000, 98_400)

    assert found.days_left == 39
    assert found.missing == 458_523
    assert found.needed_a_week == 82_299
    assert found.tenths_a_week == 123_000
    assert found.projection == 2_610_005
    assert rate_in_words(found.projection, 3_000_000) == "87,0"
    assert found.outlook is Outlook.HARD


def test_e26_even_pace_from_eighty_to_a_hundred() -> None:
    assert (DAY - date(2025, 12, 31)).days == 326
    assert tenths(even_pace(Fraction(80, 100), Fraction(1), DAY)) == 979


@pytest.mark.parametrize(
    ("gain", "days", "word"),
    [(20, 56, Outlook.ON_TRACK), (19, 56, Outlook.SLOW), (10, 56, Outlook.SLOW), (9, 56, Outlook.HARD)],
)
def test_the_word_follows_from_where_the_pace_leads(gain: int, days: int, word: Outlook) -> None:
    assert of(80, 100, 10_000, gain, DEADLINE - timedelta(days)).outlook is word


def test_on_the_day_itself_a_target_is_met_or_it_is_not() -> None:
    assert of(99, 100, 10_000, 50, DEADLINE).outlook is Outlook.MISSED
    assert of(100, 100, 10_000, 0, DEADLINE).outlook is Outlook.MET
    assert of(987, 1234, 8000, 9, DEADLINE).outlook is Outlook.MISSED, "80,0 is shown, and one is missing"


def test_nothing_can_be_said_without_a_number_to_reach() -> None:
    for figure in (cell(3, None), cell(None, 10), cell(3, 10, None), cell(0, 0)):
        assert pace(figure, [], DAY, None) is None


def test_a_number_of_people_is_reached_without_knowing_of_how_many() -> None:
    figure = Cell(Indicator.ADULT, 30, None, None, target_people=40)
    found = pace(figure, [(date(2026, 11, 1), 30)], DAY, None)

    assert found is not None
    assert (found.missing, found.even, found.projection) == (10, None, 30 + 30 * 39 // 56)


def test_even_pace_begins_with_the_denominator_of_its_own_year() -> None:
    series = [(date(2025, 6, 1), 40)]
    figure = cell(60, 100)
    before, after = (pace(figure, series, date(2026, 1, 1), out_of) for out_of in (50, None))

    assert before is not None
    assert after is not None
    assert (before.even, after.even) == (801, 402)


def test_a_year_that_begins_above_its_target_stays_there() -> None:
    assert even_pace(Fraction(9, 10), Fraction(8, 10), DAY) == Fraction(8, 10)


@given(st.integers(0, 1000), st.integers(-300, 1000), st.integers(1, 1000), st.integers(0, 364))
def test_the_pace_that_is_needed_reaches_the_target_and_one_less_does_not(
    attained: int, gain: int, population: int, days: int
) -> None:
    found = of(attained, population, 9_000, min(gain, attained), DEADLINE - timedelta(days))

    assert 0 <= found.projection <= population
    if found.missing and days:
        assert found.needed_a_week * days >= 7 * found.missing > (found.needed_a_week - 1) * days
