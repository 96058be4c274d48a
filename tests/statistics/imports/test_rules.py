"""What looks odd about a file of denominators, and what a total must be."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.places.rules import Kind
from lms.statistics.imports.rules import KeptSet, Number, Verdict, judge_number, judge_set, oddities, total_fault
from lms.statistics.rules import Indicator, PopulationStatus

ADULT = Indicator.ADULT
TODAY = date(2026, 11, 23)
PARENTS = {"X": "T", "Y": "T", "Z": "T", "X1": "X", "X2": "X", "K": "T"}
KINDS = {
    "T": Kind.PROVINCE,
    **dict.fromkeys("XYZ", Kind.COMMUNE),
    **dict.fromkeys(["X1", "X2"], Kind.VILLAGE),
    "K": Kind.OFFICES,
}


def number(value: int, day: date = date(2026, 1, 1), line: int = 2) -> Number:
    return Number(value, day, PopulationStatus.OFFICIAL, "S", line)


def odd(given: dict[str, int], kept: dict[str, int] | None = None, day: date = date(2026, 1, 1)) -> list[str]:
    """What is said of a file of 2026 beside what was kept for 2025."""
    before = {(ADULT, 2025, code): number(value, date(2025, 1, 1)) for code, value in (kept or {}).items()}
    return oddities(
        {(ADULT, 2026, code): number(value, day) for code, value in given.items()}, before, PARENTS, KINDS, TODAY
    )


def test_nothing_is_odd_about_numbers_that_add_up() -> None:
    assert odd({"T": 900, "X": 200, "Y": 300, "Z": 400, "X1": 150, "X2": 50}) == []


def test_the_same_numbers_as_last_year_look_like_last_years_file() -> None:
    same, other = {"X": 200, "Y": 300}, {"X": 201, "Y": 299}

    assert "tệp năm trước" in odd(same, same)[0]
    assert odd(other, same) == []


@pytest.mark.parametrize(
    ("day", "is_odd"),
    [
        (date(2025, 11, 22), True),
        (date(2025, 11, 23), False),
        (date(2026, 11, 23), False),
        (date(2026, 11, 24), True),
    ],
)
def test_a_day_more_than_a_year_old_or_still_to_come_is_odd(day: date, is_odd: bool) -> None:
    assert bool(odd({"X": 200}, day=day)) == is_odd


def test_the_numbers_of_a_past_year_may_be_of_its_own_days() -> None:
    assert oddities({(ADULT, 2024, "X"): number(5, date(2024, 1, 1))}, {}, PARENTS, KINDS, TODAY) == []


def test_a_number_older_than_the_one_in_use_is_odd() -> None:
    at = (ADULT, 2026, "X")

    assert oddities({at: number(5, date(2026, 1, 1))}, {at: number(6, date(2026, 6, 1))}, PARENTS, KINDS, TODAY)


def test_e14_a_unit_may_differ_from_its_parts_but_it_is_said() -> None:
    told = odd({"X": 7, "X1": 4, "X2": 4})

    assert "X ghi 7 người nhưng các đơn vị bên dưới cộng lại là 8 người" in told[0]


def test_parts_that_are_not_all_there_say_nothing_and_offices_may_be_left_out() -> None:
    assert odd({"X": 7, "X1": 4}) == []
    assert odd({"T": 900, "X": 200, "Y": 300, "Z": 400}) == []
    assert odd({"T": 950, "X": 200, "Y": 300, "Z": 400, "K": 50}) == []


def test_communes_of_at_most_a_hundred_people_look_like_percentages() -> None:
    assert "phần trăm" in odd({"X": 85, "Y": 92, "Z": 100})[0]
    assert odd({"X": 85, "Y": 92, "Z": 101}) == []
    assert odd({"X1": 85, "X2": 92}) == []


def test_a_total_counts_nobody_twice() -> None:
    rows = {"X": 200, "X1": 150, "X2": 50, "Y": 300}

    assert total_fault(500, rows, PARENTS) == ""
    assert "501 người" in total_fault(501, rows, PARENTS)


@given(st.integers(0, 9), st.integers(0, 9))
def test_a_number_is_the_same_changed_or_new(value: int, kept: int) -> None:
    verdict, sentence = judge_number(number(value), number(kept))

    assert verdict is (Verdict.SAME if value == kept else Verdict.CHANGED)
    assert judge_number(number(value), None)[0] is Verdict.NEW
    assert sentence


DAYS = st.dates(date(2025, 1, 1), date(2026, 12, 31))
SETS = st.builds(KeptSet, DAYS, st.none(), st.sampled_from(["S", "T"]), st.sampled_from([("a",), ("a", "b"), ("c",)]))


@given(st.lists(SETS, max_size=6))
def test_of_one_name_at_most_one_set_is_open_and_taking_it_again_changes_nothing(rows: list[KeptSet]) -> None:
    kept: list[KeptSet] = []
    for row in rows:
        verdict, _, after = judge_set(row, kept)
        assert (verdict in (Verdict.SAME, Verdict.WRONG)) == (after == kept)
        kept = after
        assert sum(one.valid_to is None for one in kept) <= 1
        assert all(one.valid_to is None or one.valid_to > one.valid_from for one in kept)
        if verdict is not Verdict.WRONG:
            assert judge_set(row, kept)[0] is Verdict.SAME


@given(st.lists(SETS, max_size=6, unique_by=lambda row: row.valid_from))
def test_a_whole_file_of_sets_again_changes_nothing(rows: list[KeptSet]) -> None:
    kept: list[KeptSet] = []
    taken = []
    for row in rows:
        verdict, _, kept = judge_set(row, kept)
        taken += [row] if verdict is not Verdict.WRONG else []

    assert [judge_set(row, kept)[0] for row in taken] == [Verdict.SAME] * len(taken)
