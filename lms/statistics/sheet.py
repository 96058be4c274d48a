"""A report as its page prints it: every title, row, link and note ready, so that the template decides nothing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cache

from flask import url_for
from flask_babel import gettext as _

from lms.places.boundaries import Boundaries
from lms.places.rules import Kind
from lms.statistics import words
from lms.statistics.forms import Choice
from lms.statistics.out import faces
from lms.statistics.out.described import TABLE
from lms.statistics.out.printing import MOST_ROWS
from lms.statistics.outline.drawing import TrueMap, true_map
from lms.statistics.outline.models import MapOutline
from lms.statistics.pace.rules import Series
from lms.statistics.pace.showing import InTime, in_time, paces
from lms.statistics.period_shown import Periods
from lms.statistics.queries.tables import Place, Plan, Report
from lms.statistics.rules import Cell, Indicator, Order, UnitRow, in_order, matching
from lms.statistics.slow import ShortList, short_lists
from lms.statistics.tiles import TileMap, tile_map
from lms.web.pages import day

_FEW = 12
"""So many units are found without a form."""


@dataclass(frozen=True, slots=True)
class Link:
    """A way to another view; the one that is open has no address."""

    words: str
    href: str


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


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything the page of a unit prints."""

    title: str
    place: str
    path: list[Link]
    sentence: str
    until: str
    plan: str
    years: list[Link]
    periods: Periods | None
    boundaries: list[Link]
    """The two ways to draw the units, where the day is over."""
    figures: list[words.Line]
    sources: list[str]
    in_time: InTime | None
    is_invented: bool
    slow: list[ShortList]
    ranking: str
    """Where the units are ranked; empty where there are none below."""
    table: Table | None
    symbols: list[str]
    files: list[Link]


def sheet(
    found: Report,
    chosen: Choice,
    years: list[int],
    periods: Periods | None,
    opened: Collection[str] | None,
    series: Mapping[Indicator, Series],
    outline: MapOutline | None,
) -> Sheet:
    """The sheet of a report. ``opened`` holds the codes of the units the visitor may open; nothing means all."""
    pace = paces(found, series)
    figures = [
        words.line(
            words.group_name(cell.indicator),
            cell,
            address(found.unit, chosen.but(indicator=cell.indicator)),
            pace.get(cell.indicator),
        )
        for cell in found.figures
    ]
    way = way_to(chosen, opened)
    table = _table(found, chosen, way, outline) if found.rows else None
    cells = [*found.figures, *(row.cell for row in found.rows)]
    return Sheet(
        _("Results against the targets for %(year)s", year=found.year),
        found.unit.name,
        _path(found, chosen),
        words.sentence(found.figure),
        " ".join([_("Counted to the end of %(day)s.", day=day(found.on)), *boundaries_in_words(chosen)]),
        _plan(found.target),
        _years(found, chosen, years),
        periods,
        _boundaries(found, chosen),
        figures,
        words.sources(found.figures),
        in_time(pace.get(found.indicator), series.get(found.indicator, [])),
        words.is_invented(cells),
        short_lists(found.rows, way, lambda order: _in_order(order, found.unit, chosen)),
        _ranking(found, chosen),
        table,
        words.symbols([*figures, *(table.rows if table else [])]),
        _files(found, chosen.but(typed="")),
    )


def _years(found: Report, chosen: Choice, years: list[int]) -> list[Link]:
    living = chosen.but(frozen=None)
    return [
        Link(
            str(year),
            "" if year == found.year and not chosen.frozen else address(found.unit, living.but(year=year)),
        )
        for year in years
    ]


def address(unit: Place, chosen: Choice) -> str:
    """Where a unit's sheet is found with these choices."""
    if unit.kind == Kind.PROVINCE:
        return url_for("statistics.overview", **chosen.address())  # type: ignore[arg-type]
    return unit_address(unit.code, chosen)


def unit_address(code: str, chosen: Choice) -> str:
    """Where the sheet of the unit with a code is found."""
    return url_for("statistics.unit", code=code, **chosen.address())  # type: ignore[arg-type]


def rows_of(found: Report, order: Order) -> list[tuple[str, str, Cell]]:
    """Code, name and figure of every row of the table and of the unit itself, the unit first."""
    rows = [(row.code, _row_name(row, found.unit), row.cell) for row in in_order(found.rows, order)]
    return [(found.unit.code, found.unit.name, found.figure), *rows]


def way_to(chosen: Choice, opened: Collection[str] | None) -> Callable[[str], str]:
    """The page of a unit by its code; nothing where the visitor may not open it."""
    everything = chosen.but(typed="")

    @cache  # the same units stand in lists, in the map and in the table
    def way(code: str) -> str:
        return unit_address(code, everything) if code and (opened is None or code in opened) else ""

    return way


def boundaries_in_words(chosen: Choice) -> list[str]:
    """By which boundaries the figures of a day that is over are drawn; nothing today."""
    if not chosen.is_past and not chosen.frozen:
        return []
    return [_("Drawn %(how)s.", how=_ways_to_draw(chosen)[chosen.boundaries])]


def _ways_to_draw(chosen: Choice) -> dict[Boundaries, str]:
    return {
        Boundaries.AS_OF_THEN: _("by the boundaries of %(day)s", day=day(chosen.on)),
        Boundaries.CURRENT: _("by today's boundaries"),
    }


def _boundaries(found: Report, chosen: Choice) -> list[Link]:
    names = _ways_to_draw(chosen) if chosen.is_past else {}
    return [
        Link(name, "" if one is chosen.boundaries else address(found.unit, chosen.but(boundaries=one)))
        for one, name in names.items()
    ]


def _table(found: Report, chosen: Choice, way: Callable[[str], str], kept: MapOutline | None) -> Table:
    everything = chosen.but(typed="")
    rows = matching(in_order(found.rows, chosen.order), chosen.typed)
    return Table(
        _title(found.unit, found.indicator),
        [_order(order, found.unit, chosen) for order in Order],
        Search(chosen.typed, everything.address()) if chosen.typed or len(found.rows) > _FEW else None,
        [words.line(_row_name(row, found.unit), row.cell, way(row.code)) for row in rows],
        words.line(_("In all: %(place)s", place=found.unit.name), found.figure),
        words.sources(row.cell for row in found.rows),
        true_map(kept, found.rows, way) or tile_map(found.rows, way),
        words.legend(),
        "" if chosen.is_redrawn else _file(found, faces.WORKBOOK, everything),
        url_for("statistics.table", code=found.unit.code, **everything.address()),  # type: ignore[arg-type]
    )


def _ranking(found: Report, chosen: Choice) -> str:
    values = chosen.but(order=Order.NAME, typed="").address()
    if not found.rows:
        return ""
    if found.unit.kind == Kind.PROVINCE:
        return url_for("statistics.ranking", **values)  # type: ignore[arg-type]
    return url_for("statistics.ranking_below", code=found.unit.code, **values)  # type: ignore[arg-type]


def _files(found: Report, chosen: Choice) -> list[Link]:
    """None of an old day by today's boundaries: files tell it by those of its time."""
    if chosen.is_redrawn:
        return []
    names = {
        faces.WORKBOOK: _("Workbook (XLSX)"),
        faces.OPEN_DOCUMENT: _("Workbook (ODS)"),
        TABLE: _("Data (CSV)"),
        faces.PACKAGE: _("About the data (JSON)"),
        faces.CUBE: _("Data (JSON-stat)"),
    }
    if len(found.rows) <= MOST_ROWS:
        names = {faces.REPORT: _("Report to print (PDF)"), **names}
    return [Link(name, _file(found, file, chosen)) for file, name in names.items()]


def _file(found: Report, name: str, chosen: Choice) -> str:
    if chosen.frozen:
        period, revision = chosen.frozen.code, chosen.frozen.revision
        indicator = chosen.indicator.value
        return url_for(
            "periods.file", code=period, revision=revision, unit=found.unit.code, name=name, indicator=indicator
        )
    return url_for("statistics_out.file", code=found.unit.code, name=name, **chosen.address())  # type: ignore[arg-type]


def _title(unit: Place, indicator: Indicator) -> str:
    group = words.group_name(indicator)
    if unit.kind == Kind.PROVINCE:
        return _("Communes and wards: %(group)s", group=group)
    return _("Villages and residential groups: %(group)s", group=group)


def _row_name(row: UnitRow, parent: Place) -> str:
    if row.code:
        return row.name
    return _("Commune not known") if parent.kind == Kind.PROVINCE else _("Village not known")


def _order(order: Order, unit: Place, chosen: Choice) -> Link:
    names = {Order.NAME: _("by name"), Order.MISSING: _("most missing first"), Order.RATE: _("lowest rate first")}
    return Link(names[order], "" if order is chosen.order else _in_order(order, unit, chosen))


def _in_order(order: Order, unit: Place, chosen: Choice) -> str:
    return address(unit, chosen.but(order=order)) + "#units"


def _path(found: Report, chosen: Choice) -> list[Link]:
    """Above the province there is nothing to go to, so it has no path."""
    if len(found.path) == 1:
        return []
    return [
        *(Link(unit.name, address(unit, chosen.but(typed=""))) for unit in found.path[:-1]),
        Link(found.unit.name, ""),
    ]


def _plan(target: Plan | None) -> str:
    if target is None:
        return ""
    return _("Target: %(plan)s, %(day)s.", plan=target.plan, day=day(target.plan_date))
