"""Rows of boxes, what is typed for them, and the answers they are: no database."""

from __future__ import annotations

import pytest

from lms.catalogue.manuscript import Kind
from lms.catalogue.published import PublishedItem, PublishedOption, PublishedPart
from lms.classroom.quizzes.keying.rules import as_typed, marks_typed, pattern
from lms.classroom.quizzes.rules import answers_of, marks_of, rows_of
from lms.classroom.quizzes.sheets.layout import MOST_ROWS, fits, spots
from lms.classroom.quizzes.sheets.questions import questions
from lms.learning.rules.responses import is_right, right_answer
from lms.problems import Problem


def item(key: int, kind: Kind, options: list[tuple[str, bool, int]], parts: int = 0) -> PublishedItem:
    """A question with options (text, right, part)."""
    return PublishedItem(
        key,
        str(key),
        1,
        "m",
        kind,
        1,
        "?",
        "",
        tuple(PublishedOption(f"<p>{text}</p>", text, right, "", part) for text, right, part in options),
        "",
        "",
        parts=tuple(PublishedPart(f"<p>{at}</p>", str(at)) for at in range(parts)),
    )


ONE = item(1, Kind.SINGLE, [("x", False, 0), ("y", True, 0), ("z", False, 0)])
MANY = item(2, Kind.MULTIPLE, [("x", True, 0), ("y", False, 0), ("z", True, 0), ("w", False, 0)])
ORDER = item(3, Kind.ORDERING, [(str(p + 1), p == at, at) for at in range(3) for p in range(3)], 3)
MATCH = item(
    4, Kind.MATCHING, [(text, right, at) for at in range(2) for text, right in (("a", at == 0), ("b", at == 1))], 2
)
STORY = item(5, Kind.SCENARIO, [("a", True, 0), ("b", False, 0), ("c", False, 1), ("d", False, 1), ("e", True, 1)], 2)
ITEMS = (ONE, MANY, ORDER, MATCH, STORY)
ORDERS = ((2, 1, 0), (3, 0, 1, 2), (3, 4, 5, 6, 7, 8, 0, 1, 2), (2, 3, 0, 1), (1, 0, 2, 4, 3))
ROWS = rows_of(ITEMS, ORDERS)


def test_each_question_or_part_of_one_is_a_row() -> None:
    assert [(row.label, row.signs, row.is_multiple) for row in ROWS] == [
        ("1", "ABC", False),
        ("2", "ABCD", True),
        ("3a", "123", False),
        ("3b", "123", False),
        ("3c", "123", False),
        ("4a", "AB", False),
        ("4b", "AB", False),
        ("5a", "AB", False),
        ("5b", "ABC", False),
    ]
    assert pattern(ROWS).startswith("1:ABC 2:ABCD+ 3a:123")
    assert len({(spot.x, spot.y) for spot in spots(ROWS)}) == sum(len(row.boxes) for row in ROWS)
    assert fits(ROWS)
    assert not fits(ROWS * MOST_ROWS)


def test_marks_and_answers_are_the_same_thing() -> None:
    right = {each.id: right_answer(each) for each in ITEMS}
    marks = marks_of(ROWS, ITEMS, right)

    assert marks == ["B", "BD", "2", "3", "1", "B", "A", "B", "B"]
    assert {key: sorted(chosen) for key, chosen in answers_of(ROWS, ITEMS, marks).items()} == right
    assert marks_typed(as_typed(marks), ROWS) == marks
    assert marks_typed("b db,2 3;1 B–A B b".replace("–", " "), ROWS) == marks


@pytest.mark.parametrize(
    ("place", "mark", "item_"),
    [(0, "AB", ONE), (2, "", ORDER), (2, "3", ORDER), (5, "", MATCH), (8, "", STORY)],
    ids=["two marks", "a step without a place", "two steps at a place", "a row left out", "half a story"],
)
def test_what_no_screen_would_take_is_no_answer(place: int, mark: str, item_: PublishedItem) -> None:
    marks = marks_of(ROWS, ITEMS, {each.id: right_answer(each) for each in ITEMS})
    marks[place] = mark

    answers = answers_of(ROWS, ITEMS, marks)

    assert answers[item_.id] == []
    assert [each.id for each in ITEMS if not is_right(each, answers[each.id])] == [item_.id]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("B BD 2 3 1 B A B", "8 answers are typed, and the sheet has 9: from 1 to 5b."),
        ("E BD 2 3 1 B A B B", "Row 1 has no «E»"),
        ("AB BD 2 3 1 B A B B", "Row 1 takes one answer"),
        ("- - - - - - - - - -", "10 answers are typed"),
    ],
)
def test_what_is_wrong_is_said_with_its_row(typed: str, says: str) -> None:
    with pytest.raises(Problem, match=says):
        marks_typed(typed, ROWS)


def test_without_rows_for_several_the_letters_may_run_together() -> None:
    rows = rows_of((ONE, ONE), ORDERS[:1] * 2)

    assert marks_typed("b-", rows) == ["B", ""]
    assert marks_typed("– b", rows) == ["", "B"]


def test_on_paper_a_table_names_its_answers_once_and_a_story_those_of_each_step() -> None:
    asked = questions(ITEMS, ROWS)

    assert [(len(each.choices), [len(part.choices) for part in each.parts]) for each in asked] == [
        (3, []),
        (4, []),
        (0, [0, 0, 0]),
        (2, [0, 0]),
        (0, [2, 3]),
    ]
    assert [part.html for part in asked[2].parts] == ["<p>1</p>", "<p>2</p>", "<p>0</p>"]
    assert "tất cả" in asked[1].how
