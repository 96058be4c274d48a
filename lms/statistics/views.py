"""The official's pages: where the province, a commune, a village stands against the plan."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from flask import Response, abort, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from lms.clock import local_date, now
from lms.places import queries as places
from lms.places.models import OrgUnit
from lms.places.rules import Kind
from lms.roles import Role
from lms.statistics.blueprint import bp
from lms.statistics.counting import background  # noqa: F401 - so that the worker knows how to count
from lms.statistics.counting.queries import is_recounting
from lms.statistics.export import as_csv
from lms.statistics.forms import Choice, choice, years_offered
from lms.statistics.imports import views as imports
from lms.statistics.pace.queries import series
from lms.statistics.queries.tables import Report, report
from lms.statistics.queries.targets import years
from lms.statistics.queries.units import units
from lms.statistics.rules import Indicator
from lms.statistics.sheet import Link, Sheet, rows_of, sheet, unit_address
from lms.web import me, open_to, page, reading, redirect_to

PAGES = (imports,)
"""The other modules whose routes belong to this room's blueprint."""
_WHO = (Role.OFFICIAL, Role.ADMINISTRATOR)


@bp.get("/statistics")
@open_to(*_WHO)
def overview() -> ResponseReturnValue:
    """The province: its six figures, and the chosen one in every commune. Totals are open to every official."""
    chosen, offered = _chosen()
    the_province = places.province(reading(), chosen.drawn_on) or abort(404)
    charge = units(reading(), me().units(*_WHO))
    sees_all = any(unit.kind == Kind.PROVINCE for unit in charge)
    mine = [] if sees_all else [Link(unit.name, unit_address(unit.code, chosen)) for unit in charge]
    opened = None if sees_all else {unit.code for unit in charge}
    return _page(_sheet(the_province, chosen, offered, opened), mine, brings_files=sees_all)


@bp.get("/statistics/<code>")
@open_to(*_WHO)
def unit(code: str) -> ResponseReturnValue:
    """A unit the visitor is in charge of, and the units directly below it."""
    chosen, offered = _chosen()
    the_unit = _find(code, chosen.drawn_on)
    if the_unit.kind == Kind.PROVINCE:
        return redirect_to(".overview", **chosen.address())
    _check_charge(the_unit, chosen.today)
    return _page(_sheet(the_unit, chosen, offered, None), [])


@bp.get("/statistics/<code>/table.csv")
@open_to(*_WHO)
def table(code: str) -> ResponseReturnValue:
    """The table of a unit's page as a file for spreadsheets."""
    chosen, _ = _chosen()
    the_unit = _find(code, chosen.drawn_on)
    if the_unit.kind != Kind.PROVINCE:
        _check_charge(the_unit, chosen.today)
    found = _report(the_unit, chosen)
    name = f"thong-ke-{code}-{chosen.indicator}-{chosen.on}.csv"
    return Response(
        as_csv(rows_of(found, chosen.order), found.year, found.on),
        mimetype="text/csv",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _page(printed: Sheet, mine: list[Link], *, brings_files: bool = False) -> str:
    return page(
        "statistics/sheet.html",
        sheet=printed,
        mine=mine,
        brings_files=brings_files,
        is_recounting=is_recounting(reading()),
    )


def _sheet(of: OrgUnit, chosen: Choice, offered: list[int], opened: Collection[str] | None) -> Sheet:
    past = series(reading(), Indicator, of, chosen.on, chosen.drawn_on)
    return sheet(_report(of, chosen), chosen, offered, opened, past)


def _report(of: OrgUnit, chosen: Choice) -> Report:
    return report(reading(), of, chosen.indicator, chosen.year, chosen.on, chosen.drawn_on)


def _chosen() -> tuple[Choice, list[int]]:
    today = local_date(now())
    offered = years_offered(years(reading()), today)
    return choice(request.args, offered, today) or abort(404), offered


def _find(code: str, on: date) -> OrgUnit:
    return places.unit_by_code(reading(), code, on) or abort(404)


def _check_charge(of: OrgUnit, today: date) -> None:
    """Whoever is not in charge of a unit does not find it."""
    db: Session = reading()
    if not places.is_within(db, of.id, me().units(*_WHO), today):
        abort(404)
