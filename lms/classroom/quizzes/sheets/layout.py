"""Where everything stands on the sheet for answers, in millimetres from its upper left corner: printing draws it there,
reading looks for it there. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lms.classroom.quizzes.rules import Row

WIDTH, HEIGHT = 210.0, 297.0
SCALE = 6
"""Pixels a millimetre of a sheet that was laid straight."""
MARK = 12.0
"""A side of a corner mark, quiet zone not counted."""
CORNERS = ((10.0, 10.0), (188.0, 10.0), (188.0, 275.0), (10.0, 275.0))
"""The upper left corners of the marks: from the upper left of the sheet round with the clock."""
BITS = (
    ("000000", "010110", "001010", "000110", "000100", "000000"),
    ("000000", "000000", "011110", "010010", "010100", "000000"),
    ("000000", "000110", "000110", "000100", "011010", "000000"),
    ("000000", "010010", "010010", "001000", "001100", "000000"),
)
"""The marks, 1 is white: those that OpenCV knows as DICT_4X4_50, 0 to 3."""
QR = (150.0, 30.0, 32.0)
"""Left, top and side of the QR code, with its quiet zone."""
RADIUS = 3.1
"""Of a box, which is round."""
_TOP = 92.0
_BETWEEN_ROWS = 9.0
_PER_COLUMN = 20
_LEFT = (16.0, 110.0)
_LABEL = 12.0
_BETWEEN_BOXES = 9.0
MOST_ROWS = _PER_COLUMN * len(_LEFT)
MOST_BOXES = 8


@dataclass(frozen=True, slots=True)
class Spot:
    """One box on paper, by its middle."""

    row: int
    """Its row, from 0."""
    sign: str
    x: float
    y: float


def fits(rows: Sequence[Row]) -> bool:
    """Whether all rows have room on one sheet."""
    return len(rows) <= MOST_ROWS and all(len(row.boxes) <= MOST_BOXES for row in rows)


def label_at(row: int) -> tuple[float, float]:
    """Where the label of a row ends, at half its height."""
    column, line = divmod(row, _PER_COLUMN)
    return _LEFT[column] + _LABEL - RADIUS - 2, _TOP + line * _BETWEEN_ROWS


def spots(rows: Sequence[Row]) -> Iterator[Spot]:
    """Every box of the sheet, row by row."""
    for at, row in enumerate(rows):
        column, line = divmod(at, _PER_COLUMN)
        for place, sign in enumerate(row.signs):
            yield Spot(at, sign, _LEFT[column] + _LABEL + place * _BETWEEN_BOXES, _TOP + line * _BETWEEN_ROWS)


def strip(row: int, count: int) -> tuple[float, float, float, float]:
    """The part of the sheet that shows a row with its label: left, top, width, height."""
    column, line = divmod(row, _PER_COLUMN)
    left, top = _LEFT[column] - 1, _TOP + line * _BETWEEN_ROWS - _BETWEEN_ROWS / 2
    return left, top, _LABEL + count * _BETWEEN_BOXES, _BETWEEN_ROWS
