"""The table of the units below one, and its map, as the page prints them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from lms.places.rules import Kind
from lms.statistics import words
from lms.statistics.forms import Choice
from lms.statistics.out import faces
from lms.statistics.outline.drawing import TrueMap, true_map
from lms.statistics.outline.models import MapOutline
from lms.statistics.queries.tables import Place, Report
from lms.statistics.rules import Cell, Indicator, Order, UnitRow, in_order, matching
from lms.statistics.tiles import TileMap, tile_map
from lms.statistics.ways import Link, file_of, order_way

_FEW = 12
"""So many units are found without a form."""


@dataclass(frozen=True, slots=True)
class Search:
    """A form to find units by a part of their names: what was typed, and what else the address has to hold."""

    typed: str
    kept: dict[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """One figure of every unit below, in the chosen order, and their sum."""

    title: str
    orders: list[Link]
    search: Search | None
    """Nothing where there are only a few units."""
    rows: list[words.Line]
    total: words.Line
    sources: list[str]
    map: TileMap | TrueMap | None
    legend: list[tuple[int, str]]
    """What the classes of the map mean, by their number."""
    workbook: str
    """Empty where there is none."""
    download: str


def rows_of(found: Report, order: Order) -> list[tuple[str, str, Cell]]:
    """Code, name and figure of every row of the table and of the unit itself, the unit first."""
    rows = [(row.code, _row_name(row, found.unit), row.cell) for row in in_order(found.rows, order)]
    return [(found.unit.code, found.unit.name, found.figure), *rows]


def table_of(found: Report, chosen: Choice, way: Callable[[str], str], kept: MapOutline | None) -> Table:
    """The table of a report, in the chosen order and as far as names match what was typed."""
    everything = chosen.but(typed="")
    rows, said = matching(in_order(found.rows, chosen.order), chosen.typed), words.standings()
    return Table(
        _title(found.unit, found.indicator),
        [order_way(order, found.unit, chosen) for order in Order],
        Search(chosen.typed, everything.address()) if chosen.typed or len(found.rows) > _FEW else None,
        [words.line(_row_name(row, found.unit), row.cell, way(row.code), said=said) for row in rows],
        words.line(_("In all: %(place)s", place=found.unit.name), found.figure),
        words.sources(row.cell for row in found.rows),
        true_map(kept, found.rows, way) or tile_map(found.rows, way),
        words.legend(),
        "" if chosen.is_redrawn else file_of(found, faces.WORKBOOK, everything),
        url_for("statistics.table", code=found.unit.code, **everything.address()),  # type: ignore[arg-type]
    )


def _title(unit: Place, indicator: Indicator) -> str:
    group = words.group_name(indicator)
    if unit.kind == Kind.PROVINCE:
        return _("Communes and wards: %(group)s", group=group)
    return _("Villages and residential groups: %(group)s", group=group)


def _row_name(row: UnitRow, parent: Place) -> str:
    if row.code:
        return row.name
    return _("Commune not known") if parent.kind == Kind.PROVINCE else _("Village not known")
