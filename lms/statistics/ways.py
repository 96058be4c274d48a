"""Ways from a sheet: to other units, years, orders and boundaries, to its files and to the ranking."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from urllib.parse import quote

from flask import url_for
from flask_babel import gettext as _

from lms.places.boundaries import Boundaries
from lms.places.rules import Kind
from lms.statistics.forms import Choice
from lms.statistics.out import faces
from lms.statistics.out.described import TABLE
from lms.statistics.out.printing import MOST_ROWS
from lms.statistics.queries.tables import Place, Report
from lms.statistics.rules import Order
from lms.web.pages import day


@dataclass(frozen=True, slots=True)
class Link:
    """A way to another view; the one that is open has no address."""

    words: str
    href: str


_ANY = "~"
"""In the place of a code: hundreds of addresses that differ in it alone are put together from one."""


def address(unit: Place, chosen: Choice) -> str:
    """Where a unit's sheet is found with these choices."""
    if unit.kind == Kind.PROVINCE:
        return url_for("statistics.overview", **chosen.address())  # type: ignore[arg-type]
    return unit_address(unit.code, chosen)


def unit_address(code: str, chosen: Choice) -> str:
    """Where the sheet of the unit with a code is found."""
    return url_for("statistics.unit", code=code, **chosen.address())  # type: ignore[arg-type]


def way_to(chosen: Choice, opened: Collection[str] | None) -> Callable[[str], str]:
    """The page of a unit by its code; nothing where the visitor may not open it."""
    before, _code, after = unit_address(_ANY, chosen.but(typed="")).partition(_ANY)

    def way(code: str) -> str:
        return f"{before}{quote(code, safe='')}{after}" if code and (opened is None or code in opened) else ""

    return way


def years_to(found: Report, chosen: Choice, years: list[int]) -> list[Link]:
    """The living figures of each year."""
    living = chosen.but(frozen=None)
    return [
        Link(
            str(year),
            "" if year == found.year and not chosen.frozen else address(found.unit, living.but(year=year)),
        )
        for year in years
    ]


def boundaries_in_words(chosen: Choice) -> list[str]:
    """By which boundaries the figures of a day that is over are drawn; nothing today."""
    if not chosen.is_past and not chosen.frozen:
        return []
    return [_("Drawn %(how)s.", how=_drawn(chosen)[chosen.boundaries])]


def _drawn(chosen: Choice) -> dict[Boundaries, str]:
    return {
        Boundaries.AS_OF_THEN: _("by the boundaries of %(day)s", day=day(chosen.on)),
        Boundaries.CURRENT: _("by today's boundaries"),
    }


def ways_to_draw(found: Report, chosen: Choice) -> list[Link]:
    """The two boundaries a living day that is over can be drawn by."""
    names = _drawn(chosen) if chosen.is_past else {}
    return [
        Link(name, "" if one is chosen.boundaries else address(found.unit, chosen.but(boundaries=one)))
        for one, name in names.items()
    ]


def order_way(order: Order, unit: Place, chosen: Choice) -> Link:
    """The table in an order."""
    names = {Order.NAME: _("by name"), Order.MISSING: _("most missing first"), Order.RATE: _("lowest rate first")}
    return Link(names[order], "" if order is chosen.order else in_order_at(order, unit, chosen))


def in_order_at(order: Order, unit: Place, chosen: Choice) -> str:
    """Where the table stands in that order."""
    return address(unit, chosen.but(order=order)) + "#units"


def path_to(found: Report, chosen: Choice) -> list[Link]:
    """The units above one and itself. Above the province there is nothing to go to, so it has no path."""
    if len(found.path) == 1:
        return []
    return [
        *(Link(unit.name, address(unit, chosen.but(typed=""))) for unit in found.path[:-1]),
        Link(found.unit.name, ""),
    ]


def ranking_of(found: Report, chosen: Choice) -> str:
    """Where the units below are ranked; empty where there are none."""
    values = chosen.but(order=Order.NAME, typed="").address()
    if not found.rows:
        return ""
    if found.unit.kind == Kind.PROVINCE:
        return url_for("statistics.ranking", **values)  # type: ignore[arg-type]
    return url_for("statistics.ranking_below", code=found.unit.code, **values)  # type: ignore[arg-type]


def files_of(found: Report, chosen: Choice) -> list[Link]:
    """Every face of the figures. None of an old day by today's boundaries: files tell it by those of its time."""
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
    return [Link(name, file_of(found, file, chosen)) for file, name in names.items()]


def file_of(found: Report, name: str, chosen: Choice) -> str:
    """One face, living or of the frozen revision that is shown."""
    if chosen.frozen:
        period, revision = chosen.frozen.code, chosen.frozen.revision
        indicator = chosen.indicator.value
        return url_for(
            "periods.file", code=period, revision=revision, unit=found.unit.code, name=name, indicator=indicator
        )
    return url_for("statistics_out.file", code=found.unit.code, name=name, **chosen.address())  # type: ignore[arg-type]
