"""How full each box of a straight sheet is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from lms.classroom.quizzes.reading.rules import Fill
from lms.classroom.quizzes.reading.straight import Straight
from lms.classroom.quizzes.rules import Row
from lms.classroom.quizzes.sheets.layout import RADIUS, SCALE, spots

_INSIDE = 0.78
_FROM, _TO = 1.22, 1.6
"""Parts of the radius: inside the printed ring, and the paper around it."""
_PAPER = 250.0


def fills(sheet: Straight, rows: Sequence[Row]) -> list[list[Fill]]:
    """The boxes of each row, in their order."""
    inside, around = _masks()
    reach = (inside.shape[0] - 1) // 2
    found: list[list[Fill]] = [[] for _row in rows]
    depth = max(40.0, _PAPER - sheet.black)
    for spot in spots(rows):
        x, y = round(spot.x * SCALE), round(spot.y * SCALE)
        cut = sheet.paper[y - reach : y + reach + 1, x - reach : x + reach + 1].astype(np.float32)
        ink = np.clip((_PAPER - cut) / depth, 0, 1.2)
        found[spot.row].append(Fill(float(ink[inside].mean()), float(ink[around].mean())))
    return found


def _masks() -> tuple[Any, Any]:
    reach = int(np.ceil(RADIUS * SCALE * _TO))
    y, x = np.mgrid[-reach : reach + 1, -reach : reach + 1]
    away = np.hypot(x, y) / (RADIUS * SCALE)
    return away < _INSIDE, (away > _FROM) & (away < _TO)
