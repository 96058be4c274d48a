"""Outlines become a small drawing without gaps; what is wrong or hostile is refused with its reason."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from lms.statistics.outline.rules import MOST_CHARACTERS, BadOutline, drawing

NAMES = {"08500": "Xã Lâm Thao", "08770": "Xã Thổ Tang"}


def square(west: float, east: float, code: object = "08500", **properties: object) -> dict[str, Any]:
    ring = [[west, 21.0], [east, 21.0], [east, 21.5], [west, 21.5], [west, 21.0]]
    return {
        "type": "Feature",
        "properties": {"ten": "một xã", "ma": code, **properties},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


def file(*features: object) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


BOTH = (square(105.0, 105.3), square(105.3, 105.6, "08770"))


def shaped(*rings: object, kind: str = "Polygon") -> dict[str, Any]:
    return {**BOTH[0], "geometry": {"type": kind, "coordinates": [*rings]}}


def complaints(content: bytes) -> str:
    with pytest.raises(BadOutline) as caught:
        drawing(content, NAMES)
    return "\n".join(caught.value.complaints)


def corners(path: str) -> set[tuple[int, int]]:
    """The corners of a path with relative steps."""
    found: set[tuple[int, int]] = set()
    for start, steps in re.findall(r"M([^l]*)l([^z]*)z", path):
        x, y = map(int, start.split())
        found.add((x, y))
        numbers = [int(number) for number in re.findall(r"-?\d+", steps)]
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            found.add((x, y))
    return found


def test_neighbours_keep_their_common_corners() -> None:
    found = drawing(file(*BOTH), NAMES)

    one, other = corners(found.paths["08500"]), corners(found.paths["08770"])
    assert len(one & other) == 2
    assert len(one) == len(other) == 4
    assert max(x for x, _ in one | other) == found.width
    assert max(y for _, y in one | other) == found.height


def test_points_in_one_line_are_dropped() -> None:
    ring = [[105.0 + step / 1000, 21.0] for step in range(300)] + [[105.299, 21.5], [105.0, 21.5], [105.0, 21.0]]
    fine = square(105.0, 105.3)
    fine["geometry"]["coordinates"] = [ring]

    assert len(corners(drawing(file(fine, BOTH[1]), NAMES).paths["08500"])) == 4


def test_a_code_that_lost_its_zero_and_stands_in_any_property_is_found() -> None:
    assert set(drawing(file(square(105.0, 105.3, 8500), BOTH[1]), NAMES).paths) == set(NAMES)
    assert set(drawing(file(square(105.0, 105.3, "x", MaXa="08500"), BOTH[1]), NAMES).paths) == set(NAMES)


def test_a_property_called_a_code_is_believed_before_a_number_of_people() -> None:
    first = {**BOTH[0], "properties": {"dan_so": 8770, "Mã xã": "08500"}}

    assert set(drawing(file(first, BOTH[1]), NAMES).paths) == set(NAMES)


def test_islands_and_holes_are_kept() -> None:
    several = square(105.0, 105.3)
    ring = several["geometry"]["coordinates"][0]
    several["geometry"] = {"type": "MultiPolygon", "coordinates": [[ring], [[[x - 1, y] for x, y in ring]]]}

    assert drawing(file(several, BOTH[1]), NAMES).paths["08500"].count("M") == 2


def test_a_very_fine_file_is_drawn_small_enough() -> None:
    def ragged(feature: dict[str, Any]) -> dict[str, Any]:
        ring = feature["geometry"]["coordinates"][0]
        (west, _), (east, _) = ring[0], ring[1]
        edge = [[west + (east - west) * step / 20_000, 21.0 + (step * 7919 % 13) / 400] for step in range(20_000)]
        feature["geometry"]["coordinates"] = [[*edge, ring[2], ring[3], edge[0]]]
        return feature

    found = drawing(file(ragged(square(105.0, 105.3)), ragged(square(105.3, 105.6, "08770"))), NAMES)

    assert sum(map(len, found.paths.values())) <= MOST_CHARACTERS


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "không phải GeoJSON"),
        (b"[" * 100_000, "không phải GeoJSON"),
        (b'{"type": "FeatureCollection", "features": [NaN]}', "không phải GeoJSON"),
        (b'{"type": "Topology"}', "FeatureCollection"),
        (file(BOTH[0]), "08770 Xã Thổ Tang: không có trong tệp"),
        (file(*BOTH, BOTH[0]), "08500 Xã Lâm Thao: có hai lần"),
        (file(*BOTH, square(105.0, 105.3, "99999")), "đường biên thứ 3: không có thuộc tính nào"),
        (file(square(500_000.0, 500_300.0), BOTH[1]), "không nằm ở Việt Nam"),
        (file({"properties": {"ma": "08500"}, "geometry": None}, BOTH[1]), "Polygon"),
        (
            file({"properties": {"ma": "08500"}, "geometry": {"type": "Polygon", "coordinates": [[[1, 2]]]}}, BOTH[1]),
            "bốn",
        ),
        (file({**BOTH[0], "geometry": {"type": "Polygon", "coordinates": [[["a", "b"]] * 5]}}, BOTH[1]), "hai số"),
        (file(7, "x", None), "đường biên thứ 1"),
        (file(shaped(), BOTH[1]), "08500 Xã Lâm Thao: hình không có đường biên nào"),
        (file(shaped([], kind="MultiPolygon"), BOTH[1]), "08500 Xã Lâm Thao: hình không có đường biên nào"),
        (file(shaped([[10**400, 21.0]] * 4), BOTH[1]), "hai số"),
        (file(shaped([[105.1, 21.2]] * 4), BOTH[1]), "08500 Xã Lâm Thao: hình quá nhỏ"),
        (file(square(105.0, 105.0), square(105.0, 105.0, "08770")), "một đường thẳng"),
        (file(square(105.0, 105.3, None, a=8500, b="08770"), BOTH[1]), "khớp với nhiều mã (08500, 08770)"),
        (file(square(105.0, 105.3, "99999", dan_so=8500), BOTH[1]), "đường biên thứ 1: không có thuộc tính nào"),
        (b" " * (8 * 1024 * 1024 + 1), "8 MB"),
    ],
)
def test_what_cannot_be_drawn_is_told(content: bytes, told: str) -> None:
    assert told in complaints(content)
