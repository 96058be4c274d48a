"""What a rate, a target and a gap are: the worked examples of the definitions, and what holds for every number."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.statistics.rules import (
    Cell,
    Denominator,
    Indicator,
    PopulationStatus,
    UnitRow,
    is_adult,
    matching,
    met,
    needed,
    percent_in_words,
    rate_in_words,
)

counts = st.integers(min_value=0, max_value=5_000_000)
populations = st.integers(min_value=1, max_value=5_000_000)
targets = st.integers(min_value=0, max_value=10_000)


def cell(attained: int | None, population: int | None, target: int | None) -> Cell:
    denominator = (
        Denominator(population, "tests", date(2026, 1, 1), PopulationStatus.OFFICIAL)
        if population is not None
        else None
    )
    return Cell(Indicator.ADULT, attained, denominator, target)


@pytest.mark.parametrize(
    ("attained", "population", "shown"),
    [
        (3, 4, "75,0"),
        (2_999_999, 3_000_000, "99,9"),
        (1, 3_000_000, "<0,1"),
        (1, 8, "12,5"),
        (1, 16, "6,3"),
        (0, 5, "0,0"),
        (7, 7, "100,0"),
        (6, 5, "100,0†"),
        (100, 200, "50,0"),
        (95, 110, "86,4"),
        (2_012_330, 3_000_000, "67,1"),
    ],
)
def test_rates_are_shown_as_defined(attained: int, population: int, shown: str) -> None:
    assert rate_in_words(attained, population) == shown


def test_three_of_four_miss_a_target_of_eighty_percent_by_one() -> None:
    figure = cell(3, 4, 8000)

    assert (figure.missing, figure.is_met) == (1, False)


def test_a_rate_that_rounds_to_the_target_does_not_meet_it() -> None:
    almost, enough = cell(987, 1234, 8000), cell(988, 1234, 8000)

    assert (almost.rate, almost.is_met, almost.missing) == ("80,0", False, 1)
    assert (enough.is_met, enough.missing) == (True, 0)


def test_more_attained_than_people_is_a_surplus_and_nothing_is_missing() -> None:
    figure = cell(6, 5, 8000)

    assert (figure.surplus, figure.missing, figure.is_met) == (1, 0, True)


def test_without_a_denominator_nothing_is_claimed() -> None:
    figure = cell(3, None, 8000)

    assert (figure.rate, figure.missing, figure.is_met) == (None, None, None)


def test_without_a_numerator_nothing_is_claimed() -> None:
    figure = cell(None, 100, 7000)

    assert (figure.rate, figure.missing, figure.is_met) == (None, None, None)


def test_confirmations_for_ninety_percent_of_three_million() -> None:
    assert needed(3_000_000, 9000) - 2_012_330 == 687_670


def test_one_is_an_adult_from_new_year_of_the_year_one_turns_18() -> None:
    assert not is_adult(2008, 2025)
    assert is_adult(2008, 2026)


def test_targets_are_written_without_needless_zeros() -> None:
    assert [percent_in_words(points) for points in (8000, 10000, 8250, 8205)] == ["80", "100", "82,5", "82,05"]


@given(counts, populations)
def test_a_hundred_percent_is_shown_only_when_all_have_attained(attained: int, population: int) -> None:
    assert rate_in_words(attained, population).startswith("100") == (attained >= population)


@given(counts, populations)
def test_zero_is_shown_only_when_nobody_has(attained: int, population: int) -> None:
    assert (rate_in_words(attained, population) == "0,0") == (attained == 0)


@given(populations, targets)
def test_what_is_needed_meets_the_target_and_one_fewer_does_not(population: int, target: int) -> None:
    need = needed(population, target)

    assert met(need, population, target)
    assert need == 0 or not met(need - 1, population, target)


@given(counts, counts, populations)
def test_more_people_never_make_a_lower_rate(some: int, more: int, population: int) -> None:
    low, high = sorted((some, more))

    assert (cell(low, population, 0).tenths or 0) <= (cell(high, population, 0).tenths or 0)


NAMES = ["Phường Phú Thọ", "Phường Thống Nhất", "Xã Thổ Tang", "Xã Đào Xá"]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("phu tho", ["Phường Phú Thọ"]),
        ("PHÚ  THỌ ", ["Phường Phú Thọ"]),
        ("phu\u0301 tho", ["Phường Phú Thọ"]),
        ("xa", ["Xã Thổ Tang", "Xã Đào Xá"]),
        ("dao xa", ["Xã Đào Xá"]),
        ("tang tho", ["Xã Thổ Tang"]),
        ("phu th", ["Phường Phú Thọ"]),
        ("khong co", []),
        (" ", NAMES),
    ],
)
def test_a_unit_is_found_by_a_part_of_its_name_with_or_without_marks(typed: str, names: list[str]) -> None:
    rows = [UnitRow("1", name, name, cell(1, 2, 8000)) for name in NAMES]

    assert [row.name for row in matching(rows, typed)] == names
