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
_LABEL = 12.0
_BETWEEN_BOXES = 9.0
_TWO, _THREE = (16.0, 110.0), (12.0, 74.0, 136.0)
"""Where columns begin: two wide ones, or three where there are many rows of few boxes."""
_IN_TWO, _IN_THREE = 8, 5
"""The most boxes of a row there."""
MOST_ROWS = _PER_COLUMN * len(_THREE)


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
    columns = _columns(rows)
    most = _IN_TWO if columns is _TWO else _IN_THREE
    return len(rows) <= _PER_COLUMN * len(columns) and all(len(row.boxes) <= most for row in rows)


def label_at(rows: Sequence[Row], at: int) -> tuple[float, float]:
    """Where the label of a row ends, at half its height."""
    left, y = _place(rows, at)
    return left + _LABEL - RADIUS - 2, y


def spots(rows: Sequence[Row]) -> Iterator[Spot]:
    """Every box of the sheet, row by row."""
    for at, row in enumerate(rows):
        left, y = _place(rows, at)
        for place, sign in enumerate(row.signs):
            yield Spot(at, sign, left + _LABEL + place * _BETWEEN_BOXES, y)


def strip(rows: Sequence[Row], at: int) -> tuple[float, float, float, float]:
    """The part of the sheet that shows a row with its label: left, top, width, height."""
    left, y = _place(rows, at)
    return left - 2, y - _BETWEEN_ROWS / 2, _LABEL + len(rows[at].boxes) * _BETWEEN_BOXES, _BETWEEN_ROWS


def _columns(rows: Sequence[Row]) -> tuple[float, ...]:
    return _TWO if len(rows) <= _PER_COLUMN * len(_TWO) else _THREE


def _place(rows: Sequence[Row], at: int) -> tuple[float, float]:
    column, line = divmod(at, _PER_COLUMN)
    return _columns(rows)[column], _TOP + line * _BETWEEN_ROWS
