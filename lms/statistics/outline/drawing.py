"""The true map with the rates of the communes, ready for the template."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lms.statistics.outline.models import MapOutline
from lms.statistics.rules import UnitRow, tile_class

_LEGEND = 60


@dataclass(frozen=True, slots=True)
class Area:
    """One commune."""

    name: str
    path: str
    figure: str
    look: int
    """The class of its rate, 1 to 5; 0 where there is none."""
    href: str


@dataclass(frozen=True, slots=True)
class TrueMap:
    """The drawing: its size and its areas."""

    width: int
    height: int
    areas: list[Area]


def true_map(kept: MapOutline | None, rows: list[UnitRow], address: Callable[[str], str]) -> TrueMap | None:
    """The map, if outlines of every row were brought: a map with holes would hide whom it leaves out.

    ``address`` gives the page of a code.
    """
    placed = [row for row in rows if not row.is_pseudo]
    if kept is None or not placed or any(row.code not in kept.paths for row in placed):
        return None
    areas = [
        Area(
            row.name,
            str(kept.paths[row.code]),
            f"{row.cell.rate} %" if row.cell.rate else "[x]",
            0 if row.cell.tenths is None else tile_class(row.cell.tenths),
            address(row.code),
        )
        for row in placed
    ]
    return TrueMap(kept.width, kept.height, areas)
