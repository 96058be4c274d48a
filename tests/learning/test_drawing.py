"""Drawing follows the plan of the author, and mixing options never changes what is right."""

from __future__ import annotations

from collections import Counter
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from lms.catalogue.published import PublishedItem
from lms.learning.rules.drawing import Drawn, draw_final, draw_practice, fixed_order, frozen, thawed
from lms.learning.rules.responses import answer_of, is_right
from tests.learning.made import item, module, rows

pools = st.lists(st.integers(1, 2), min_size=1, max_size=9)


@given(weights=pools, wanted=st.integers(0, 12), seed=st.integers())
def test_a_module_gives_as_many_questions_as_the_plan_says_while_there_are_any(weights, wanted, seed) -> None:
    pool = [item(key, weight=weight) for key, weight in enumerate(weights)]

    drawn = draw_final([module(1, final_draw=wanted)], pool, Random(seed))

    assert len(drawn) == min(wanted, len(pool))
    assert len({each.item_id for each in drawn}) == len(drawn)


@given(seed=st.integers())
def test_every_draw_weighs_the_same(seed: int) -> None:
    modules = [module(1, final_draw=3), module(2, final_draw=2)]
    pool = [
        *(item(key, weight=2, module=1) for key in range(3)),
        *(item(key, module=1) for key in range(10, 15)),
        *(item(key, module=2) for key in range(20, 25)),
    ]
    by_id = {each.id: each for each in pool}

    drawn = [by_id[each.item_id] for each in draw_final(modules, pool, Random(seed))]

    assert [each.module_id for each in drawn] == [1, 1, 1, 2, 2]
    assert Counter(each.weight for each in drawn) == {2: 1, 1: 4}


def test_every_question_of_the_pool_can_be_drawn() -> None:
    pool = [item(key, weight=2 if key < 2 else 1) for key in range(6)]

    seen = {each.item_id for seed in range(60) for each in draw_final([module(1)], pool, Random(seed))}

    assert seen == {each.id for each in pool}


@given(right=st.text("01", min_size=2, max_size=6), seed=st.integers())
def test_in_every_order_the_right_options_are_right(right: str, seed: int) -> None:
    made = item(right=right, kind="multiple")
    order = draw_practice([made], Random(seed))[0].order

    assert sorted(order) == list(range(len(right)))
    assert is_right(made, [index for index in order if right[index] == "1"]) == ("1" in right)


@given(seed=st.integers())
def test_true_stays_above_false(seed: int) -> None:
    assert draw_practice([item(kind="true-false")], Random(seed)) == (Drawn(1, (0, 1)),)


def test_practice_asks_everything_in_the_order_of_the_author() -> None:
    assert [each.item_id for each in draw_practice([item(3), item(1), item(2)], Random(1))] == [3, 1, 2]


@given(keys=st.lists(st.integers(1, 99), unique=True), seed=st.integers())
def test_a_draw_is_kept_without_loss(keys: list[int], seed: int) -> None:
    drawn = draw_practice([item(key, "0101") for key in keys], Random(seed))

    assert thawed(frozen(drawn)) == drawn


made_rows = st.one_of(
    st.integers(3, 6).map(lambda steps: rows("ordering", "123456"[:steps])),
    st.text("ab", min_size=2, max_size=4).map(lambda right: rows("pair", right, "ab")),
    st.text("abcd", min_size=2, max_size=6).map(lambda right: rows("matching", right, "abcde")),
    st.text("abc", min_size=2, max_size=4).map(lambda right: rows("scenario", right, "abc")),
)


@given(made=made_rows, seed=st.integers())
def test_rows_stay_together_and_their_right_answers_are_right_in_every_order(made: PublishedItem, seed: int) -> None:
    order = draw_practice([made], Random(seed))[0].order
    shown = [made.options[index].part for index in order]
    places = [str(place) for place, index in enumerate(order) if made.options[index].right]

    assert sorted(order) == list(range(len(made.options)))
    assert shown == sorted(shown, key=shown.index)
    assert is_right(made, answer_of(made, order, places, ""))


def test_steps_of_a_story_stay_in_their_order_and_places_to_give_too() -> None:
    story, steps = rows("scenario", "aab", "abc"), rows("ordering", "1234")

    for seed in range(20):
        told, sorted_ = (draw_practice([made], Random(seed))[0].order for made in (story, steps))

        assert [story.options[index].part for index in told] == [0] * 3 + [1] * 3 + [2] * 3
        assert [steps.options[index].text for index in sorted_] == list("1234") * 4


def test_answers_to_match_stand_alike_in_every_row_and_by_the_alphabet() -> None:
    made = rows("matching", "đca", "đcae")

    order = draw_practice([made], Random(1))[0].order

    assert [made.options[index].text for index in order] == ["a", "c", "đ", "e"] * 3


def test_rows_that_nobody_drew_are_mixed_alike_for_everybody() -> None:
    made = [rows("ordering", "12345", key=f"q-{number}") for number in range(8)]
    first = [[each.options[index].part for index in fixed_order(each)][::5] for each in made]

    assert [fixed_order(each) for each in made] == [fixed_order(each) for each in made]
    assert sum(rows_ != [0, 1, 2, 3, 4] for rows_ in first) >= 6
