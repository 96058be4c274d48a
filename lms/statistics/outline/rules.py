"""A file of outlines (GeoJSON) becomes a drawing small enough for a page; a hostile or wrong one is refused, with reasons.

Points are snapped to a grid, and those in one line dropped. Neighbours share their points in such files, so both snap
alike and no gap opens between them, as it would if each outline was simplified by itself.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from lms.problems import N_, Problem
from lms.vietnamese import fold

MOST_BYTES = 8 * 1024 * 1024
MOST_CHARACTERS = 70_000
"""Of all paths together: about 20 kB on the line."""
_MOST_POINTS = 1_500_000
_GRIDS = (960, 720, 540, 400, 300, 220)
"""How many steps wide the drawing is: the finest that is small enough."""
_WEST, _EAST, _SOUTH, _NORTH = 102.0, 110.0, 8.0, 24.0
"""Việt Nam; another place, or other coordinates than degrees, is a mistake."""
_CODE_LENGTH, _FEWEST, _TOLD = 5, 4, 20
_FAR = 1e9
"""No coordinate is so large, in degrees or metres."""
_SLENDER = 20
"""How many times as long as broad a province can be; more is a line."""
_CODE_KEYS = frozenset({"code", "ma", "maxa", "maphuong", "maxaphuong", "madvhc", "madonvi"})

_Point = tuple[float, float]
_Ring = list[_Point]
_Step = tuple[int, int]


class BadOutline(Problem):
    """The file cannot be used; ``complaints`` holds one Vietnamese sentence each."""

    def __init__(self, complaints: list[str]) -> None:
        super().__init__(N_("The file of outlines cannot be used; the map stays as it is."))
        self.complaints = complaints[:_TOLD]


@dataclass(frozen=True, slots=True)
class Drawing:
    """The outlines as paths, by the code of the commune."""

    width: int
    height: int
    paths: Mapping[str, str]


def drawing(content: bytes, names: Mapping[str, str]) -> Drawing:
    """The drawing of a file. ``names`` holds every commune by its code; each must be there once, and no other.

    Raises :class:`BadOutline`.
    """
    if len(content) > MOST_BYTES:
        raise BadOutline(["tệp lớn hơn 8 MB; hãy giản lược đường biên trước (ví dụ bằng mapshaper) rồi gửi lại"])
    rings = _outlines(_features(content), names)
    for steps in _GRIDS:
        found = _drawn(rings, steps)
        _check_seen(found, names)
        if sum(map(len, found.paths.values())) <= MOST_CHARACTERS:
            return found
    raise BadOutline(["đường biên quá nhiều chi tiết; hãy giản lược rồi gửi lại"])


def _features(content: bytes) -> list[Any]:
    try:
        read = json.loads(content, parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise BadOutline(["tệp không phải GeoJSON đọc được"]) from None
    features = read.get("features") if isinstance(read, dict) and read.get("type") == "FeatureCollection" else None
    if not isinstance(features, list) or not features:
        raise BadOutline(["tệp không phải FeatureCollection có các đường biên"])
    return features


def _refuse(word: str) -> float:
    raise ValueError(word)


def _outlines(features: list[Any], names: Mapping[str, str]) -> dict[str, list[_Ring]]:
    found: dict[str, list[_Ring]] = {}
    complaints: list[str] = []
    points = 0
    for number, feature in enumerate(features, start=1):
        try:
            code = _code(feature, names)
        except ValueError as fault:
            complaints.append(f"đường biên thứ {number}: {fault}")
            continue
        if code in found:
            complaints.append(f"{code} {names[code]}: có hai lần")
            continue
        try:
            found[code] = [list(_ring(ring)) for ring in _rings(feature.get("geometry"))]
        except ValueError as fault:
            complaints.append(f"{code} {names[code]}: {fault}")
            continue
        points += sum(map(len, found[code]))
        if points > _MOST_POINTS:
            raise BadOutline([f"có hơn {_MOST_POINTS} điểm; hãy giản lược rồi gửi lại"])
    told = " ".join(complaints)
    complaints += [
        f"{code} {name}: không có trong tệp" for code, name in names.items() if code not in found and code not in told
    ]
    if complaints:
        raise BadOutline(complaints)
    return found


def _code(feature: Any, names: Mapping[str, str]) -> str:
    """The code of a commune among the properties; leading zeros may have been lost.

    A property that is called a code is believed before any other, which may be a number of people that looks like one.
    """
    properties = feature.get("properties") if isinstance(feature, dict) else None
    written = {key: _as_code(value) for key, value in properties.items()} if isinstance(properties, dict) else {}
    named = {code for key, code in written.items() if _is_called_code(key)} - {""}
    found = sorted((named or set(written.values())) & names.keys())
    if not found:
        raise ValueError("không có thuộc tính nào là mã 5 chữ số của một xã, phường")
    if len(found) > 1:
        raise ValueError(f"có thuộc tính khớp với nhiều mã ({', '.join(found)}); hãy ghi mã vào thuộc tính «ma_xa»")
    return found[0]


def _as_code(value: Any) -> str:
    """Up to five digits as a code; nothing else is one."""
    written = str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
    return written.zfill(_CODE_LENGTH) if re.fullmatch("[0-9]{1,5}", written) else ""


def _is_called_code(key: str) -> bool:
    return re.sub("[^a-z]", "", fold(key)) in _CODE_KEYS


def _rings(geometry: Any) -> list[Any]:
    known = geometry if isinstance(geometry, dict) else {}
    coordinates = known.get("coordinates")
    if known.get("type") == "Polygon" and isinstance(coordinates, list):
        rings = coordinates
    elif known.get("type") == "MultiPolygon" and isinstance(coordinates, list):
        rings = [ring for polygon in coordinates if isinstance(polygon, list) for ring in polygon]
    else:
        raise ValueError("hình phải là Polygon hoặc MultiPolygon")
    if not rings:
        raise ValueError("hình không có đường biên nào")
    return rings


def _ring(ring: Any) -> Iterator[_Point]:
    if not isinstance(ring, list) or len(ring) < _FEWEST:
        raise ValueError("đường biên có ít hơn bốn điểm")
    for point in ring:
        if not isinstance(point, list) or len(point) < 2 or not all(_is_number(value) for value in point[:2]):  # noqa: PLR2004 - longitude and latitude
            raise ValueError("có điểm không phải hai số")
        east, north = float(point[0]), float(point[1])
        if not (_WEST <= east <= _EAST and _SOUTH <= north <= _NORTH):
            raise ValueError(f"điểm ({east:g}, {north:g}) không nằm ở Việt Nam; tọa độ phải là kinh độ, vĩ độ (WGS 84)")
        yield east, north


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < _FAR


def _drawn(rings: Mapping[str, list[_Ring]], steps: int) -> Drawing:
    everywhere = [point for outline in rings.values() for ring in outline for point in ring]
    west, east = min(x for x, _ in everywhere), max(x for x, _ in everywhere)
    south, north = min(y for _, y in everywhere), max(y for _, y in everywhere)
    narrow = math.cos(math.radians((south + north) / 2))
    broad, high = (east - west) * narrow, north - south
    if min(broad, high) * _SLENDER <= max(broad, high):
        raise BadOutline(["các điểm gần như nằm trên một đường thẳng; hãy xem lại tọa độ"])
    scale = steps / broad

    def snapped(point: _Point) -> _Step:
        return round((point[0] - west) * narrow * scale), round((north - point[1]) * scale)

    paths = {
        code: "".join(_path(_straight([snapped(point) for point in ring])) for ring in outline)
        for code, outline in sorted(rings.items())
    }
    return Drawing(steps, max(1, round(high * scale)), paths)


def _check_seen(found: Drawing, names: Mapping[str, str]) -> None:
    unseen = [f"{code} {names[code]}: hình quá nhỏ, không vẽ được" for code, path in found.paths.items() if not path]
    if unseen:
        raise BadOutline(unseen)


def _straight(ring: list[_Step]) -> list[_Step]:
    """Without points that stand twice, and without those on the line between their neighbours."""
    kept: list[_Step] = []
    for point in ring:
        if kept and point == kept[-1]:
            continue
        while len(kept) > 1 and _is_between(kept[-2], kept[-1], point):
            kept.pop()
        kept.append(point)
    return kept


def _is_between(one: _Step, middle: _Step, other: _Step) -> bool:
    before, after = (middle[0] - one[0], middle[1] - one[1]), (other[0] - middle[0], other[1] - middle[1])
    return before[0] * after[1] == before[1] * after[0] and before[0] * after[0] + before[1] * after[1] >= 0


def _path(ring: list[_Step]) -> str:
    """Relative steps, as short as they can be written; an outline that shrank to a line is left out."""
    corners = ring[:-1] if ring[0] == ring[-1] else ring
    if len(set(corners)) < _FEWEST - 1:
        return ""
    steps = [f"{x - x0}{'' if y < y0 else ' '}{y - y0}" for (x0, y0), (x, y) in pairwise(corners)]
    return f"M{corners[0][0]} {corners[0][1]}l{' '.join(steps)}z"
