"""The tile map: one equal tile a commune, near where it lies, so that the small wards can be read too."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lms.places.rules import bare_name
from lms.statistics.rules import UnitRow, tile_class

_WIDTH, _HEIGHT = 64, 44
_LEGEND = 46
_SHORT, _FITTING = 8, 9
"""Names of up to so many letters stand in full size, or fit in a smaller one; longer ones are squeezed."""


@dataclass(frozen=True, slots=True)
class Tile:
    """One tile, with everything the drawing needs."""

    x: int
    y: int
    name: str
    size: float
    is_squeezed: bool
    figure: str
    look: int
    """The class of its rate, 1 to 5; 0 where there is none."""
    href: str


@dataclass(frozen=True, slots=True)
class TileMap:
    """The drawing: its size, its tiles from north to south, where the legend stands."""

    width: int
    height: int
    legend_at: int
    tiles: list[Tile]


def tile_map(rows: list[UnitRow], address: Callable[[str], str]) -> TileMap | None:
    """The map of the rows that have a place in it; nothing where none has. ``address`` gives the page of a code."""
    placed = sorted((row for row in rows if row.tile), key=lambda row: (row.tile or (0, 0))[::-1])
    if not placed:
        return None
    columns = 1 + max(row.tile[0] for row in placed if row.tile)
    lines = 1 + max(row.tile[1] for row in placed if row.tile)
    tiles = [_tile(row, row.tile, address(row.code)) for row in placed if row.tile]
    return TileMap(columns * _WIDTH, lines * _HEIGHT + _LEGEND, lines * _HEIGHT + _LEGEND // 3, tiles)


def _tile(row: UnitRow, at: tuple[int, int], href: str) -> Tile:
    name = bare_name(row.name)
    tenths = row.cell.tenths
    return Tile(
        at[0] * _WIDTH + 1,
        at[1] * _HEIGHT + 1,
        name,
        12 if len(name) <= _SHORT else 10.5,
        len(name) > _FITTING,
        _figure(row),
        0 if tenths is None else tile_class(tenths),
        href,
    )


def _figure(row: UnitRow) -> str:
    """The rate without its decimal, cut and not rounded, so that it never looks better than its class."""
    tenths = row.cell.tenths
    if tenths is None:
        return "[x]"
    return "<1" if row.cell.attained and tenths < 10 else str(tenths // 10)  # noqa: PLR2004 - one percent
