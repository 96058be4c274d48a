"""Right or not, points, and what to read again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.learning.rules.marking import (
    Score,
    by_module,
    mark,
    points_needed,
    to_reread,
)
from lms.learning.rules.responses import check_choice, is_right
from lms.problems import Problem
from tests.learning.made import course, item, module

MULTIPLE = item(right="1010", kind="multiple")
items = st.lists(st.tuples(st.integers(1, 3), st.text("01", min_size=2, max_size=5)), min_size=1, max_size=12).map(
    lambda made: [item(key, right, "multiple", weight) for key, (weight, right) in enumerate(made)]
)
answers = st.dictionaries(st.integers(0, 12), st.frozensets(st.integers(0, 5)))


@pytest.mark.parametrize(
    ("chosen", "expected"), [([0, 2], True), ([2, 0], True), ([0], False), ([0, 1, 2], False), ([], False)]
)
def test_only_exactly_the_right_options_are_right(chosen: list[int], expected: bool) -> None:
    assert is_right(MULTIPLE, chosen) is expected


def test_no_choice_is_not_right_even_where_no_option_is() -> None:
    assert not is_right(item(right="00"), [])


def test_a_core_question_weighs_two() -> None:
    asked = [item(1, weight=2), item(2)]

    assert mark(asked, {1: [1]}) == Score(2, 3)


def test_a_question_without_an_answer_counts_as_not_right() -> None:
    assert mark([item(1), item(2)], {2: [1]}) == Score(1, 2)


@pytest.mark.parametrize(("points", "passes"), [(20, True), (19, False), (25, True), (0, False)])
def test_the_pass_mark_is_a_share_of_the_points(points: int, passes: bool) -> None:
    assert Score(points, 25).reaches(80) is passes


def test_an_empty_quiz_is_never_passed() -> None:
    assert not Score(0, 0).reaches(1)
    assert Score(0, 0).percent == 0


@given(asked=items, given_answers=answers)
def test_points_stay_between_nothing_and_all(asked, given_answers) -> None:
    score = mark(asked, given_answers)

    assert 0 <= score.points <= score.maximum
    assert 0 <= score.percent <= 100


@given(asked=items, given_answers=answers, order=st.randoms())
def test_the_order_of_the_questions_never_changes_the_points(asked, given_answers, order) -> None:
    before = mark(asked, given_answers)
    order.shuffle(asked)

    assert mark(asked, given_answers) == before


@given(maximum=st.integers(1, 200), pass_mark=st.integers(1, 100))
def test_the_points_needed_are_the_fewest_that_pass(maximum: int, pass_mark: int) -> None:
    needed = points_needed(maximum, pass_mark)

    assert Score(needed, maximum).reaches(pass_mark)
    assert not Score(needed - 1, maximum).reaches(pass_mark)


@pytest.mark.parametrize("chosen", [[2], [-1], [0, 1]])
def test_options_of_another_question_and_two_at_once_are_refused(chosen: list[int]) -> None:
    with pytest.raises(Problem):
        check_choice(item(right="01"), chosen)


def test_several_options_of_a_multiple_choice_are_taken() -> None:
    check_choice(MULTIPLE, [0, 3])


def test_results_are_told_module_by_module() -> None:
    made = course(module(1), module(2), module(3))
    asked = [item(1, module=1), item(2, module=1, weight=2), item(3, module=3)]

    told = [
        (each.module.position, each.right, each.asked, each.missed_core) for each in by_module(made, asked, {1: [1]})
    ]

    assert told == [(1, 1, 2, True), (3, 0, 1, False)]


def test_a_module_with_a_missed_core_question_is_reread_first() -> None:
    made = course(module(1), module(2), module(3), module(4))
    asked = [
        *(item(10 + n, module=1) for n in range(3)),
        item(20, module=2, weight=2, reread="Màn hình 2.2"),
        item(30, module=3),
        *(item(40 + n, module=4) for n in range(2)),
    ]

    advice = to_reread(made, asked, {})

    assert [each.module.position for each in advice] == [2, 1, 4]
    assert [screen.title for screen in advice[0].screens] == ["Màn hình 2.2"]
    assert advice[1].screens == ()


def test_nothing_is_reread_when_all_was_right() -> None:
    assert to_reread(course(module(1)), [item(1)], {1: [1]}) == ()
