"""A picture of a sheet laid straight: its corner marks are found, and its paper becomes as flat and even as it was printed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from lms.classroom.quizzes.sheets import layout
from lms.classroom.quizzes.sheets.layout import SCALE

cv2.setNumThreads(1)  # a worker among others

_LONGEST = 2600
"""A side of a picture beyond this shows nothing more."""
_SIZE = (round(layout.WIDTH * SCALE), round(layout.HEIGHT * SCALE))
_FEWEST = 3
"""Marks that are needed to lay a sheet straight; with one missing somebody looks at all of it."""
_SHADOW = 4
"""Shadows are looked for in a picture so many times smaller."""
_QUALITY = 82


class NoSheet(Exception):
    """There is no sheet in the picture, or too little of it."""


@dataclass(frozen=True, slots=True)
class Straight:
    """A sheet laid straight."""

    paper: Any
    """Grey, with even light: 255 is the paper."""
    black: float
    """How the print is on it, from 0 to 255."""
    is_whole: bool
    """Whether all four corner marks were found."""
    text: str
    """What its QR code says; nothing if it could not be read."""

    def jpeg(self) -> bytes:
        """To be kept until somebody has looked."""
        done, content = cv2.imencode(".jpg", self.paper, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])
        assert done  # noqa: S101 - a picture of ours
        return bytes(content)


def straight(content: bytes) -> Straight:
    """The sheet in a picture whose size was checked. Raises :class:`NoSheet`."""
    grey = _grey(content)
    marks = _marks(grey)
    if len(marks) < _FEWEST:
        raise NoSheet
    there = np.concatenate([_corners(number) for number in marks]).astype(np.float32)
    here = np.concatenate(list(marks.values())).astype(np.float32)
    turn, _mask = cv2.findHomography(here, there * SCALE)
    if turn is None:
        raise NoSheet
    flat = cv2.warpPerspective(grey, turn, _SIZE, flags=cv2.INTER_AREA, borderValue=255)
    paper = _even(flat)
    return Straight(paper, _black(paper, list(marks)), len(marks) == len(layout.CORNERS), _text(flat, paper))


def _grey(content: bytes) -> Any:
    grey = cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_GRAYSCALE)
    if grey is None:
        raise NoSheet
    ratio = _LONGEST / max(grey.shape)
    return cv2.resize(grey, None, fx=ratio, fy=ratio, interpolation=cv2.INTER_AREA) if ratio < 1 else grey


def _marks(grey: Any) -> dict[int, Any]:
    """The corners of each mark that was found, once, by its number."""
    known = cv2.aruco.DetectorParameters()
    known.cornerRefinementMethod = cv2.aruco.CORNER_REFINE_SUBPIX
    detector = cv2.aruco.ArucoDetector(cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_4X4_50), known)
    corners, numbers, _rejected = detector.detectMarkers(grey)
    found = [] if numbers is None else [int(number) for number in numbers.flatten()]
    return {
        number: corners[at].reshape(4, 2)
        for at, number in enumerate(found)
        if number < len(layout.CORNERS) and found.count(number) == 1
    }


def _corners(number: int) -> Any:
    left, top = layout.CORNERS[number]
    side = layout.MARK
    return np.array([(left, top), (left + side, top), (left + side, top + side), (left, top + side)])


def _even(flat: Any) -> Any:
    """The light of the paper itself, without print and marks, is divided out: shadows go, strokes stay."""
    small = cv2.resize(flat, None, fx=1 / _SHADOW, fy=1 / _SHADOW, interpolation=cv2.INTER_AREA)
    side = round(10 * SCALE / _SHADOW) | 1
    light = cv2.morphologyEx(small, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side)))
    light = cv2.resize(cv2.GaussianBlur(light, (side, side), 0), flat.shape[::-1], interpolation=cv2.INTER_LINEAR)
    return cv2.divide(flat, np.maximum(light, 1), scale=250)


def _black(paper: Any, numbers: list[int]) -> float:
    """The frames of the corner marks are black on every sheet; the edges of the light spoil no middle of a stroke."""
    module = layout.MARK / len(layout.BITS[0])
    levels = []
    for number in numbers:
        left, top = layout.CORNERS[number]
        strip = paper[
            _at(top + module / 4) : _at(top + module * 3 / 4), _at(left + module) : _at(left + layout.MARK - module)
        ]
        levels.append(float(np.median(strip)))
    return float(np.median(levels))


def _text(flat: Any, paper: Any) -> str:
    left, top, side = layout.QR
    reader = cv2.QRCodeDetector()
    for picture, size in ((flat, 1.0), (paper, 2.0), (flat, 1.6), (paper, 0.75)):
        cut = picture[_at(top - 2) : _at(top + side + 2), _at(left - 2) : _at(left + side + 2)]
        cut = cv2.resize(cut, None, fx=size, fy=size, interpolation=cv2.INTER_CUBIC)
        for way in (cut, cv2.threshold(cut, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)[1]):
            text = _decoded(reader, way)
            if text:
                return text
    return ""


def _decoded(reader: Any, picture: Any) -> str:
    try:
        return str(reader.detectAndDecode(picture)[0])
    except cv2.error:  # what is no code at all trips it
        return ""


def _at(millimetres: float) -> int:
    return round(millimetres * SCALE)
