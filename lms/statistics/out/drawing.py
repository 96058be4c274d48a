"""Drawings of the printed report, as attributes of SVG only: WeasyPrint lets no style sheet of the page reach into them."""

from __future__ import annotations

from dataclasses import dataclass

from lms.places.rules import bare_name
from lms.statistics.out.rows import Dataset, Row
from lms.statistics.rules import Indicator, tile_class

_BAR = 200
_WIDTH, _HEIGHT = 64, 44
_LEGEND = 52
_SHORT, _FITTING = 9, 10
_INK, _LIGHT = "#160f0a", "#ffffff"
_MET, _NOT_MET = "#1b7a4b", "#b26a00"
_CLASSES = (
    ("none", _INK, "chưa có hoặc bảo mật"),
    ("#7a1a10", _LIGHT, "dưới 60 %"),
    ("#c2643d", _INK, "60 đến dưới 70 %"),
    ("#eec98b", _INK, "70 đến dưới 80 %"),
    ("#a9cf9a", _INK, "80 đến dưới 90 %"),
    ("#1c6b48", _LIGHT, "từ 90 %"),
)


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar 200 wide: how far it reaches, where its target stands, its colour."""

    reached: float
    mark: float | None
    fill: str

    @property
    def name(self) -> str:
        """The name of its file: bars that look the same share one."""
        return f"bar-{self.reached:g}-{self.mark}-{self.fill[1:]}.svg"


@dataclass(frozen=True, slots=True)
class Tile:
    """One tile of the map, or one of its legend."""

    x: int
    y: int
    fill: str
    ink: str
    words: str
    figure: str = ""
    size: float = 12
    is_squeezed: bool = False


@dataclass(frozen=True, slots=True)
class Map:
    """The tile map: its size, its tiles, its legend."""

    width: int
    height: int
    tiles: list[Tile]
    legend: list[Tile]


def bar(row: Row) -> Bar | None:
    """The bar of a figure; nothing without a rate."""
    if row.tenths is None:
        return None
    mark = None if row.target is None else row.target * (_BAR - 3) / 10_000
    return Bar(row.tenths * _BAR / 1000, mark, _MET if row.is_met else _NOT_MET)


def tile_map(data: Dataset, indicator: Indicator) -> Map | None:
    """One tile for each unit that has a place in the map; nothing where none has."""
    rows = [(row, data.tiles[row.unit.code]) for row in data.below(indicator) if row.unit.code in data.tiles]
    if not rows:
        return None
    columns = 1 + max(column for _, (column, _line) in rows)
    lines = 1 + max(line for _, (_column, line) in rows)
    tiles = [_tile(row, *at) for row, at in sorted(rows, key=lambda found: found[1][::-1])]
    width = max(columns, 18) * _WIDTH
    step = width // len(_CLASSES)
    legend = [
        Tile(1 + number * step, lines * _HEIGHT + _LEGEND // 3, fill, _INK, words)
        for number, (fill, _ink, words) in enumerate(_CLASSES)
    ]
    return Map(width, lines * _HEIGHT + _LEGEND, tiles, legend)


def _tile(row: Row, column: int, line: int) -> Tile:
    name = bare_name(row.unit.name)
    fill, ink, _words = _CLASSES[0 if row.tenths is None else tile_class(row.tenths)]
    return Tile(
        column * _WIDTH + 1,
        line * _HEIGHT + 1,
        fill,
        ink,
        name,
        row.rate,
        12 if len(name) <= _SHORT else 10.5,
        len(name) > _FITTING,
    )
