"""Photographs of sheets that were never taken: marked, turned, shadowed, blurred. What was marked is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from random import Random
from typing import Any

import cv2
import numpy as np

from lms.classroom.quizzes.rules import Row
from lms.classroom.quizzes.sheets.layout import CORNERS, HEIGHT, MARK, RADIUS, WIDTH, spots

DOTS = 8
"""Pixels a millimetre of the sheet as it was printed."""


class Pen(StrEnum):
    """How a row was marked."""

    CLEAR = "clear"
    FAINT = "faint"
    DOUBLE = "double"
    STRUCK = "struck"
    """Filled, and taken back by a stroke through it."""


@dataclass(frozen=True, slots=True)
class Marked:
    """What is on the sheet, row by row, and how."""

    marks: tuple[str, ...]
    pens: tuple[Pen, ...]


def marked(rows: Sequence[Row], dice: Random, odd: float = 0.06) -> Marked:
    """What somebody might mark; ``odd`` of the rows not as they should."""
    marks, pens = [], []
    for row in rows:
        pen = Pen.CLEAR if dice.random() > odd else dice.choice([Pen.FAINT, Pen.DOUBLE, Pen.STRUCK])
        most = len(row.signs) if row.is_multiple else 1
        count = dice.choices([0, 1, 2], [1, 12, 6])[0] if row.is_multiple else dice.choices([0, 1], [1, 14])[0]
        if pen is Pen.DOUBLE and not row.is_multiple:
            count = 2
        elif pen is Pen.DOUBLE:
            pen = Pen.CLEAR
        elif pen is not Pen.CLEAR:
            count = max(1, count)
        signs = dice.sample(row.signs, min(count, max(most, 2 if pen is Pen.DOUBLE else 1)))
        marks.append("".join(sign for sign in row.signs if sign in signs))
        pens.append(pen)
    return Marked(tuple(marks), tuple(pens))


def filled(sheet: Any, rows: Sequence[Row], what: Marked, dice: Random) -> Any:
    """The sheet with these marks on it; ``sheet`` is grey, ``DOTS`` pixels a millimetre."""
    page = sheet.copy()
    for spot in spots(rows):
        if spot.sign in what.marks[spot.row]:
            _fill(page, spot.x * DOTS, spot.y * DOTS, what.pens[spot.row], dice)
    return page


def photographed(page: Any, dice: Random, *, cut: bool = False, part: float = 1.0) -> bytes:
    """A JPEG of the sheet on a table: up to 10° turned, out of line, shadowed, not quite sharp. ``part`` makes it smaller."""
    height, width = page.shape
    if cut:
        left, top = (side * DOTS for side in dice.choice(CORNERS))
        page = page.copy()
        cv2.rectangle(
            page,
            (int(left - 40), int(top - 40)),
            (int(left + (MARK + 6) * DOTS), int(top + (MARK + 6) * DOTS)),
            120,
            -1,
        )
    size = dice.uniform(0.75, 1.1)
    wide, high = int(width * size * 1.25), int(height * size * 1.25)
    angle = np.deg2rad(dice.uniform(-10, 10))
    corners = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    middle = np.array([width / 2, height / 2])
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    there = (corners - middle) @ turn.T * size + (wide / 2, high / 2)
    there += np.array([[dice.uniform(-0.025, 0.025) * wide, dice.uniform(-0.025, 0.025) * high] for _corner in corners])
    way = cv2.getPerspectiveTransform(corners, there.astype(np.float32))
    table = dice.randint(60, 150)
    seen: Any = cv2.warpPerspective(page, way, (wide, high), flags=cv2.INTER_AREA, borderValue=table)
    seen = seen * _light(wide, high, dice)
    seen = cv2.GaussianBlur(seen, (0, 0), dice.uniform(0.6, 2.2) * size)
    noise = np.random.default_rng(dice.randrange(2**32)).normal(0, dice.uniform(2, 7), seen.shape)
    seen = cv2.resize(seen + noise, None, fx=part, fy=part, interpolation=cv2.INTER_AREA)
    done, content = cv2.imencode(
        ".jpg", np.clip(seen, 0, 255).astype(np.uint8), [cv2.IMWRITE_JPEG_QUALITY, dice.randint(60, 92)]
    )
    assert done
    return bytes(content)


def _light(wide: int, high: int, dice: Random) -> Any:
    """Light from one side, and the shadow of a hand or a head with a soft edge."""
    y, x = np.mgrid[0:high, 0:wide].astype(np.float32)
    angle = dice.uniform(0, 2 * np.pi)
    slope = (np.cos(angle) * (x / wide - 0.5) + np.sin(angle) * (y / high - 0.5)) * dice.uniform(0, 0.35)
    away = np.hypot(x - dice.uniform(0, 1) * wide, y - dice.uniform(0, 1) * high) / (dice.uniform(0.2, 0.6) * high)
    shadow = 1 - dice.uniform(0, 0.45) / (1 + np.exp((away - 1) * dice.uniform(5, 14)))
    return np.clip((dice.uniform(0.75, 0.97) + slope) * shadow, 0.15, 1.0)


def _fill(page: Any, x: float, y: float, pen: Pen, dice: Random) -> None:
    radius = RADIUS * DOTS
    ink = dice.randint(15, 70)
    if pen is Pen.FAINT:
        ink = dice.randint(130, 200)
    part = dice.uniform(0.82, 1.02)
    layer = np.full(page.shape, 255, np.uint8)
    axes = (int(radius * part), int(radius * part * dice.uniform(0.86, 1.0)))
    middle = (int(x + dice.uniform(-0.08, 0.08) * radius), int(y + dice.uniform(-0.08, 0.08) * radius))
    cv2.ellipse(layer, middle, axes, dice.uniform(0, 180), 0, 360, ink, -1)
    for _gap in range(dice.randint(0, 3)):  # strokes of a pen leave paper between them
        at = middle[1] + dice.randint(-axes[1], axes[1])
        cv2.line(layer, (middle[0] - axes[0], at), (middle[0] + axes[0], at + dice.randint(-6, 6)), 230, 2)
    if pen is Pen.STRUCK:
        out = int(radius * dice.uniform(1.6, 2.0))
        for way in (-1, 1):
            cv2.line(
                layer,
                (middle[0] - out, middle[1] - way * out),
                (middle[0] + out, middle[1] + way * out),
                ink,
                dice.randint(5, 8),
            )
    np.minimum(page, layer, out=page)


__all__ = ["DOTS", "HEIGHT", "WIDTH", "Marked", "Pen", "filled", "marked", "photographed"]
