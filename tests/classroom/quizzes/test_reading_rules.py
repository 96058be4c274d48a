"""How full boxes are, and what follows from it: no picture, no database."""

from __future__ import annotations

import pytest

from lms.classroom.quizzes.models import ScanState
from lms.classroom.quizzes.reading.intake import kind_of
from lms.classroom.quizzes.reading.queries import Scan
from lms.classroom.quizzes.reading.rules import Fill, Reading, judged
from lms.problems import Problem
from tests.classroom.quizzes.test_rules import MANY, ONE, rows_of

ROWS = rows_of((ONE, MANY), ((0, 1, 2), (0, 1, 2, 3)))
EMPTY = 0.08
CLEAN = (EMPTY,) * 3, (EMPTY,) * 4


def read(one: tuple[float, ...], many: tuple[float, ...] = CLEAN[1], around: float = 0.0) -> Reading:
    """What is read where these boxes are so full, and around the first one is so much ink."""
    fills = [[Fill(inside, 0.0) for inside in row] for row in (one, many)]
    fills[0][0] = Fill(one[0], around)
    return judged(ROWS, fills)


@pytest.mark.parametrize(
    ("one", "many", "says"),
    [
        (CLEAN[0], CLEAN[1], Reading(("", ""), ())),
        ((0.8, EMPTY, 0.1), (0.7, EMPTY, 0.9, EMPTY), Reading(("A", "AC"), ())),
        ((0.8, 0.8, EMPTY), CLEAN[1], Reading(("", ""), (0,))),
        ((0.8, 0.3, EMPTY), CLEAN[1], Reading(("", ""), (0,))),
        ((0.3, EMPTY, EMPTY), CLEAN[1], Reading(("", ""), (0,))),
        ((0.17, EMPTY, EMPTY), CLEAN[1], Reading(("", ""), (0,))),
        (CLEAN[0], (0.9, 0.3, EMPTY, EMPTY), Reading(("", ""), (1,))),
    ],
    ids=["empty", "clear", "double", "half beside a mark", "half", "faint", "half where several may be"],
)
def test_what_is_clear_is_read_and_the_rest_is_asked(
    one: tuple[float, ...], many: tuple[float, ...], says: Reading
) -> None:
    assert read(one, many) == says


def test_a_stroke_beyond_the_box_is_asked() -> None:
    assert read((0.9, EMPTY, EMPTY), around=0.1).doubts == (0,)
    assert read((0.9, EMPTY, EMPTY), around=0.03).doubts == ()


def test_of_a_sheet_with_a_corner_missing_every_row_is_asked() -> None:
    fills = [[Fill(inside, 0.0) for inside in row] for row in CLEAN]

    assert judged(ROWS, fills, is_whole=False) == Reading(("", ""), (0, 1))


def test_what_was_read_is_typed_with_a_question_mark_for_each_doubt() -> None:
    scan = Scan("x", "y", ScanState.READ, 1, ("A", "", "BD"), (1,), ())

    assert scan.typed(3) == "A ? BD"
    assert scan.typed(2) == "? ?"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"GIF89a", "no picture"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (50_000).to_bytes(4, "big") * 2, "too many points"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (11_000).to_bytes(4, "big") * 2, "too many points"),
        (b"%PDF-" + bytes(12_000_000), "too large"),
    ],
    ids=["another kind", "a side too long", "too much to unpack", "too large"],
)
def test_what_would_be_too_much_is_refused_by_its_first_bytes(content: bytes, says: str) -> None:
    with pytest.raises(Problem, match=says):
        kind_of(content)
