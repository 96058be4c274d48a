"""What is typed is compared the way people type."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lms.catalogue.answers import is_accepted, number_in, plain_number
from lms.catalogue.published import Accepted


@pytest.mark.parametrize(
    "typed", ["Đường Hồ Chí Minh", "duong ho chi minh.", "  DUONG  HO CHI MINH", "Đường HồChíMinh"]
)
def test_marks_case_blanks_and_a_closing_dot_do_not_count(typed: str) -> None:
    assert is_accepted(Accepted(("đường Hồ Chí Minh",)), typed)


@pytest.mark.parametrize("typed", ["", " . ", "đường", "Đường Hồ Chí Minh 2", "x" * 5000])
def test_another_word_is_another_word(typed: str) -> None:
    assert not is_accepted(Accepted(("Đường Hồ Chí Minh",)), typed)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("1.950.000", "1950000"),
        ("1950000", "1950000"),
        ("1 950 000 đồng", "1950000"),
        ("1.950.000đ", "1950000"),
        ("1,950,000", "1950000"),
        ("1.950", "1950"),
        ("1,950", "1.950"),
        ("2,5", "2.5"),
        ("2.5", "2.5"),
        ("1.950.000,5", "1950000.5"),
        ("-5", "-5"),
        ("− 5", "-5"),
        ("007", "7"),
        ("0.125", "0.125"),
        ("0,125", "0.125"),
        ("-0.250", "-0.25"),
    ],
)
def test_numbers_are_read_as_they_are_written_here(typed: str, number: str) -> None:
    assert number_in(typed, "đồng") == Decimal(number)


@pytest.mark.parametrize(
    "typed", ["", "một", "1.95.000", "1..2", "5 km", "1 2 3", "9" * 99, "1e9", "NaN", "٣", "--5", "1,2,3"]
)
def test_what_is_no_number_is_none(typed: str) -> None:
    assert number_in(typed, "đồng") is None


@pytest.mark.parametrize(
    ("typed", "is_right"), [("2,4", True), ("2,6", True), ("2,3", False), ("2.61", False), ("", False)]
)
def test_a_number_is_right_within_its_tolerance_on_both_sides(typed: str, is_right: bool) -> None:
    assert is_accepted(Accepted(number="2.5", tolerance="0.1", unit="km"), typed) == is_right


@settings(max_examples=30, deadline=None)
@given(st.decimals(-(10**12), 10**12, places=3))
def test_a_plain_number_is_read_again_as_itself(number: Decimal) -> None:
    assert number_in(plain_number(number).replace(".", ",")) == number


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=40), st.text(max_size=10))
def test_whatever_is_typed_is_read_or_not(typed: str, unit: str) -> None:
    number = number_in(typed, unit)
    assert number is None or number.is_finite()
