"""Classical item analysis, from sums.

Each person counts once: with the first attempt at a quiz that they handed in. Facility is the share right at the first
answer. Discrimination is the corrected
point-biserial correlation between a right first answer and the share of points reached with all *other* questions of
the attempt: r = (M1 - M0) / s * sqrt(p * q), s the standard deviation over all n. (Crocker and Algina, «Introduction to
Classical and Modern Test Theory», 1986, ch. 14; the question is taken out of its own total, as Henrysson proposed in
Psychometrika 28, 1963.) The best third are those attempts at the same quiz that reached the most points.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

FEWEST = 10
"""Of fewer people nothing is told: a number of few is the answer of somebody."""
_HARD, _EASY = 0.40, 0.95
_TELLS_LITTLE = 0.15
_NEVER_CHOSEN = 0.03
_WITH_DISTRACTORS = ("single", "multiple", "scenario")
"""Kinds whose options are each an answer somebody could believe; to sort and to match one needs every one of them."""


class Flag(StrEnum):
    """What an author should look at, the gravest first."""

    WRONG_KEY = "wrong-key"
    TELLS_LITTLE = "tells-little"
    HARD = "hard"
    EASY = "easy"
    DEAD_OPTION = "dead-option"


@dataclass(frozen=True, slots=True)
class Counted:
    """How often one answer was the first to a question; sums of the rest's share of points, and of its square."""

    chosen: tuple[int, ...]
    """Indexes of options; empty is «Không biết», and (-1,) stands for whatever was typed."""
    is_right: bool
    count: int
    best: int
    """How many of them were in the best third."""
    rest: float
    rest_squared: float


@dataclass(frozen=True, slots=True)
class Figures:
    """What is told of one question."""

    item_id: int
    count: int
    facility: float
    unknown: int
    """How many said «Không biết»."""
    options: tuple[int, ...]
    """How many chose each option, in the author's order."""
    discrimination: float | None
    """-1 to 1; nothing when all or none were right, or all reached the same."""
    preferred: tuple[int, ...]
    """What the best third chose more often than the right answer; empty if nothing."""
    flags: tuple[Flag, ...]


def figures(item_id: int, kind: str, rights: Sequence[bool], answers: Iterable[Counted]) -> Figures | None:
    """What is told of a question whose options are right where ``rights`` says; nothing of few people."""
    rows = list(answers)
    count = sum(row.count for row in rows)
    if count < FEWEST:
        return None
    facility = sum(row.count for row in rows if row.is_right) / count
    chosen: Counter[int] = Counter()
    for row in rows:
        chosen.update(dict.fromkeys((index for index in row.chosen if 0 <= index < len(rights)), row.count))
    options = tuple(chosen[index] for index in range(len(rights)))
    discrimination, preferred = _point_biserial(rows), _preferred(rows)
    dead = kind in _WITH_DISTRACTORS and any(
        chosen_by < _NEVER_CHOSEN * count for chosen_by, right in zip(options, rights, strict=True) if not right
    )
    doubts = {
        Flag.WRONG_KEY: bool(preferred),
        Flag.TELLS_LITTLE: discrimination is not None and discrimination < _TELLS_LITTLE,
        Flag.HARD: facility < _HARD,
        Flag.EASY: facility > _EASY,
        Flag.DEAD_OPTION: dead,
    }
    return Figures(
        item_id,
        count,
        facility,
        sum(row.count for row in rows if not row.chosen),
        options,
        discrimination,
        preferred,
        tuple(flag for flag, is_raised in doubts.items() if is_raised),
    )


def renewed(old: Figures | None, new: Figures) -> Figures:
    """What is told of a question from now on: the old, while so few have come since that the difference tells of them.

    Fewer people than before means that somebody was forgotten, and what they answered with them.
    """
    return old if old and old.count <= new.count < old.count + FEWEST else new


def _point_biserial(rows: Sequence[Counted]) -> float | None:
    right, wrong = [row for row in rows if row.is_right], [row for row in rows if not row.is_right]
    n1, n0 = sum(row.count for row in right), sum(row.count for row in wrong)
    n = n1 + n0
    if not n1 or not n0:
        return None
    mean = sum(row.rest for row in rows) / n
    variance = sum(row.rest_squared for row in rows) / n - mean * mean
    if variance <= 1e-9:  # noqa: PLR2004 - nothing but what was lost by rounding
        return None
    between = sum(row.rest for row in right) / n1 - sum(row.rest for row in wrong) / n0
    return between / sqrt(variance) * sqrt(n1 * n0) / n


def _preferred(rows: Sequence[Counted]) -> tuple[int, ...]:
    """What was typed is not told apart, so it is no one answer that could be preferred."""
    right = sum(row.best for row in rows if row.is_right)
    others = [row for row in rows if not row.is_right and row.chosen and min(row.chosen) >= 0]
    most = max(others, key=lambda row: row.best, default=None)
    return most.chosen if most and most.best > right else ()
