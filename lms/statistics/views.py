"""The official's pages: where the province, a commune, a village stands against the plan."""

from __future__ import annotations

from collections.abc import Collection

from flask import Response
from flask.typing import ResponseReturnValue

from lms.places.models import OrgUnit
from lms.places.rules import Kind
from lms.statistics.asked import WHO, Offer, chosen, find, in_charge_of, opened, report_of, the_province
from lms.statistics.blueprint import bp
from lms.statistics.counting import background  # noqa: F401 - so that the worker knows how to count
from lms.statistics.counting.queries import is_recounting
from lms.statistics.export import as_csv
from lms.statistics.forms import Choice
from lms.statistics.imports import views as imports
from lms.statistics.league import views as league
from lms.statistics.nightly import background as counting_at_night  # noqa: F401 - the same
from lms.statistics.nightly.queries import counted
from lms.statistics.nightly.showing import Why, why
from lms.statistics.outline.queries import outline
from lms.statistics.pace.queries import series
from lms.statistics.period_shown import periods_offered
from lms.statistics.quality import background as looking_through  # noqa: F401 - the same
from lms.statistics.quality import views as quality
from lms.statistics.rules import Indicator
from lms.statistics.sheet import Sheet, sheet
from lms.statistics.unit_table import rows_of
from lms.statistics.ways import Link, unit_address
from lms.web import open_to, page, reading, redirect_to

PAGES = (imports, league, quality)
"""The other modules whose routes belong to this room's blueprint."""


@bp.get("/statistics")
@open_to(*WHO)
def overview() -> ResponseReturnValue:
    """The province: its six figures, and the chosen one in every commune. Totals are open to every official."""
    asked, offered = chosen()
    to_open = opened()
    sees_all = to_open is None
    mine = [] if sees_all else [Link(unit.name, unit_address(unit.code, asked)) for unit in in_charge_of()]
    province = the_province(asked)
    printed = _sheet(province, asked, offered, to_open)
    return _page(printed, mine, _why(province, asked), brings_files=sees_all)


@bp.get("/statistics/<code>")
@open_to(*WHO)
def unit(code: str) -> ResponseReturnValue:
    """A unit the visitor is in charge of, and the units directly below it."""
    asked, offered = chosen()
    the_unit = find(code, asked)
    if the_unit.kind == Kind.PROVINCE:
        return redirect_to(".overview", **asked.address())
    return _page(_sheet(the_unit, asked, offered, None), [], _why(the_unit, asked))


@bp.get("/statistics/<code>/table.csv")
@open_to(*WHO)
def table(code: str) -> ResponseReturnValue:
    """The table of a unit's page as a file for spreadsheets."""
    asked, _ = chosen()
    found = report_of(find(code, asked), asked)
    of = f"{asked.frozen.code}-r{asked.frozen.revision}" if asked.frozen else str(asked.on)
    name = f"thong-ke-{code}-{asked.indicator}-{of}.csv"
    return Response(
        as_csv(rows_of(found, asked.order), found.year, found.on),
        mimetype="text/csv",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _why(of: OrgUnit, asked: Choice) -> Why | None:
    """Where people stay behind is known only of the living figures of today."""
    return why(counted(reading(), of, asked.on)) if asked.on == asked.today and not asked.frozen else None


def _page(printed: Sheet, mine: list[Link], why_so: Why | None, *, brings_files: bool = False) -> str:
    return page(
        "statistics/sheet.html",
        sheet=printed,
        mine=mine,
        why=why_so,
        brings_files=brings_files,
        is_recounting=is_recounting(reading()),
    )


def _sheet(of: OrgUnit, asked: Choice, offered: Offer, to_open: Collection[str] | None) -> Sheet:
    past = series(reading(), list(Indicator), of, asked.on, asked.drawn_on, [asked.indicator])
    periods = periods_offered(asked, offered.frozen)
    return sheet(report_of(of, asked), asked, offered.years, periods, to_open, past, outline(reading()))
