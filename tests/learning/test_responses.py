"""What may be answered, what is right, and in which form it is kept, for every kind of question."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.catalogue.published import PublishedItem
from lms.learning.rules.responses import answer_of, as_given, check_choice, is_right
from lms.problems import Problem
from tests.learning.made import item, rows, typed

STEPS = rows("ordering", "123")  # options 0 1 2 · 3 4 5 · 6 7 8
PAIR = rows("pair", "ab", "ab")  # options 0 1 · 2 3
ADDRESS = typed("dichvucong.gov.vn", "Cổng Dịch vụ công")
MONEY = typed(number="1950000", unit="đồng")
NEAR = typed(number="2.5", tolerance="0.1")


@pytest.mark.parametrize(
    ("asked", "chosen", "expected"),
    [
        (STEPS, [0, 4, 8], True),
        (STEPS, [1, 3, 8], False),
        (PAIR, [0, 3], True),
        (PAIR, [0, 2], False),
        (PAIR, [], False),
        (ADDRESS, ["DichVuCong.gov.vn."], True),
        (ADDRESS, ["cong dich vu cong"], True),
        (ADDRESS, ["dichvucong.com"], False),
        (MONEY, ["1.950.000"], True),
        (MONEY, ["1950000 đồng"], True),
        (MONEY, ["1.950.001"], False),
        (NEAR, ["2,6"], True),
        (NEAR, ["2,61"], False),
    ],
)
def test_an_answer_is_right_as_a_whole_or_not_at_all(
    asked: PublishedItem, chosen: list[int | str], expected: bool
) -> None:
    assert is_right(asked, chosen) is expected


@pytest.mark.parametrize(
    ("asked", "chosen"),
    [
        (STEPS, [0, 4]),  # a row is left out
        (STEPS, [0, 1, 4, 8]),  # two in one row
        (STEPS, [0, 3, 8]),  # the first place twice
        (STEPS, [0, 4, 9]),
        (PAIR, [0]),
        (PAIR, ["0", "3"]),
        (ADDRESS, [0]),
        (ADDRESS, ["  "]),
        (ADDRESS, ["a" * 101]),
        (ADDRESS, ["a", "b"]),
        (MONEY, ["nhiều lắm"]),
    ],
)
def test_half_an_answer_and_another_kind_of_it_are_refused(asked: PublishedItem, chosen: list[int | str]) -> None:
    with pytest.raises(Problem):
        check_choice(asked, chosen)


@pytest.mark.parametrize("asked", [STEPS, PAIR, ADDRESS, MONEY, item()])
def test_nobody_has_to_know(asked: PublishedItem) -> None:
    check_choice(asked, [])

    assert not is_right(asked, [])


def test_who_gives_up_half_way_does_not_know() -> None:
    order = tuple(range(9))

    assert answer_of(STEPS, order, ["0", "unknown"], "") == []
    assert answer_of(STEPS, order, ["0", "", "8"], "") == [0, 8]


def test_a_whole_answer_counts_more_than_a_forgotten_box() -> None:
    assert answer_of(ADDRESS, (), ["unknown"], "abc") == ["abc"]
    assert answer_of(STEPS, tuple(range(9)), ["0", "4", "8", "unknown"], "") == [0, 4, 8]
    assert answer_of(ADDRESS, (), ["unknown"], "") == []


@given(order=st.permutations(range(4)), chosen=st.lists(st.integers(0, 3)))
def test_an_answer_is_kept_in_one_form(order: list[int], chosen: list[int]) -> None:
    asked = item(right="0101", kind="multiple")
    places = [str(order.index(index)) for index in chosen]

    assert as_given(asked, answer_of(asked, order, places, "")) == sorted(set(chosen))
