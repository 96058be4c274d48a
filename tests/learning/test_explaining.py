"""What is said of an answer: what was chosen first, row by row, and what had best been typed."""

from __future__ import annotations

import pytest

from lms.learning.rules.explaining import Mark, tell
from tests.learning.made import item, rows, typed


def test_what_was_chosen_is_explained_first_and_then_what_had_been_better() -> None:
    told = tell(item(right="1010", kind="multiple"), (3, 2, 1, 0), [0, 1])

    assert [each.mark for each in told.options] == [Mark.CHOSEN_WRONG, Mark.CHOSEN_RIGHT, Mark.MISSED, Mark.LEFT]


def test_rows_are_told_in_the_order_that_is_right() -> None:
    steps = rows("ordering", "123")

    told = tell(steps, (6, 7, 8, 0, 1, 2, 3, 4, 5), [0, 5, 7])

    assert [(row.chosen.text if row.chosen else "", row.better.text, row.is_right) for row in told.rows] == [
        ("1", "1", True),
        ("3", "2", False),
        ("2", "3", False),
    ]
    assert told.options == ()


def test_each_step_of_a_story_explains_its_options() -> None:
    told = tell(rows("scenario", "ab", "ab"), (1, 0, 2, 3), [1, 3])

    assert [[each.mark for each in row.options] for row in told.rows] == [
        [Mark.CHOSEN_WRONG, Mark.MISSED],
        [Mark.CHOSEN_RIGHT, Mark.LEFT],
    ]


@pytest.mark.parametrize(
    ("asked", "best"),
    [
        (typed("dichvucong.gov.vn", "www.dichvucong.gov.vn"), "dichvucong.gov.vn"),
        (typed(number="1950000", unit="đồng"), "1.950.000 đồng"),
        (typed(number="-2.5", tolerance="0.1"), "-2,5 (± 0,1)"),
    ],
)
def test_the_answer_is_written_as_people_write_it(asked, best: str) -> None:
    assert tell(asked, (), ["?"]).best == best


def test_a_mistake_the_author_knows_is_explained_and_another_is_not() -> None:
    asked = typed("113", wrong="Một trăm mười bốn")

    assert [each.option.why_html for each in tell(asked, (), ["mot tram muoi bon"]).options] == ["<p>vì …</p>"]
    assert tell(asked, (), ["115"]).options == ()
    assert tell(asked, (), []).typed == ""
