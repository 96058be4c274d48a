"""A report as its page prints it: every title, row, link and note ready, so that the template decides nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from flask_babel import gettext as _

from lms.statistics import words
from lms.statistics.forms import Choice
from lms.statistics.outline.models import MapOutline
from lms.statistics.pace.rules import Series
from lms.statistics.pace.showing import InTime, in_time, paces
from lms.statistics.period_shown import Periods
from lms.statistics.queries.tables import Plan, Report
from lms.statistics.rules import Indicator
from lms.statistics.slow import ShortList, short_lists
from lms.statistics.unit_table import Table, table_of
from lms.statistics.ways import (
    Link,
    address,
    boundaries_in_words,
    files_of,
    in_order_at,
    path_to,
    ranking_of,
    way_to,
    ways_to_draw,
    years_to,
)
from lms.web.pages import day


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
    table = table_of(found, chosen, way, outline) if found.rows else None
    cells = [*found.figures, *(row.cell for row in found.rows)]
    return Sheet(
        _("Results against the targets for %(year)s", year=found.year),
        found.unit.name,
        path_to(found, chosen),
        words.sentence(found.figure),
        " ".join([_("Counted to the end of %(day)s.", day=day(found.on)), *boundaries_in_words(chosen)]),
        _plan(found.target),
        years_to(found, chosen, years),
        periods,
        ways_to_draw(found, chosen),
        figures,
        words.sources(found.figures),
        in_time(pace.get(found.indicator), series.get(found.indicator, [])),
        words.is_invented(cells),
        short_lists(found.rows, way, lambda order: in_order_at(order, found.unit, chosen)),
        ranking_of(found, chosen),
        table,
        words.symbols([*figures, *(table.rows if table else [])]),
        files_of(found, chosen.but(typed="")),
    )


def _plan(target: Plan | None) -> str:
    if target is None:
        return ""
    return _("Target: %(plan)s, %(day)s.", plan=target.plan, day=day(target.plan_date))
