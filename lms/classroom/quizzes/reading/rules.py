"""What is marked on a sheet, by how full its boxes are: clear, or a doubt for somebody to look at. Pure.

How full a box is runs from 0, as its paper is, to 1, as the print of its sheet is black.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from lms.classroom.quizzes.rules import Row

_FULL = 0.42
"""From here on a box is marked."""
_EMPTY = 0.13
"""Up to here it is not. What lies between is a doubt."""
_BEYOND = 0.06
"""So much ink around a box is a stroke through it: perhaps it was taken back."""
_STANDS_OUT = 0.05
"""So much fuller than the others is a doubt in a row where nothing is marked: a faint pencil."""


@dataclass(frozen=True, slots=True)
class Fill:
    """One box: how full it is inside, and how much ink is close around it."""

    inside: float
    around: float


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read in each row, and which rows somebody has to look at; those hold nothing."""

    marks: tuple[str, ...]
    doubts: tuple[int, ...]


def judged(rows: Sequence[Row], fills: Sequence[Sequence[Fill]], *, is_whole: bool = True) -> Reading:
    """What these fills say. Of a sheet that is not whole every row is a doubt."""
    level = _level([fill.inside for row in fills for fill in row])
    around = _level([fill.around for row in fills for fill in row])
    marks = [_row(row, own, level, around) if is_whole else None for row, own in zip(rows, fills, strict=True)]
    doubts = tuple(at for at, marked in enumerate(marks) if marked is None)
    return Reading(tuple(marked or "" for marked in marks), doubts)


def _level(values: Sequence[float]) -> float:
    """How full an empty box of this sheet looks, with the sign in it: most boxes are empty."""
    emptier = sorted(values)[: max(1, len(values) // 2)]
    return median(emptier)


def _row(row: Row, fills: Sequence[Fill], level: float, around: float) -> str | None:
    inside = [(fill.inside - level) / max(0.2, 1 - level) for fill in fills]
    if any(fill.around - around > _BEYOND for fill in fills):
        return None
    if any(_EMPTY < full < _FULL for full in inside):
        return None
    marked = "".join(sign for sign, full in zip(row.signs, inside, strict=True) if full >= _FULL)
    if len(marked) > 1 and not row.is_multiple:
        return None
    if not marked and max(inside) - median(inside) > _STANDS_OUT:
        return None
    return marked
