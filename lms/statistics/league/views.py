"""The pages of the league table: of the communes for every official, of villages for those in charge of them."""

from __future__ import annotations

from flask import abort, request
from flask.typing import ResponseReturnValue

from lms.places import queries as places
from lms.places.models import OrgUnit
from lms.places.rules import Kind
from lms.statistics.asked import WHO, chosen, find, opened, report_of, the_province
from lms.statistics.blueprint import bp
from lms.statistics.forms import Choice
from lms.statistics.league.queries import gains
from lms.statistics.league.rules import By
from lms.statistics.league.showing import ranking as shown
from lms.statistics.ways import way_to
from lms.web import open_to, page, reading, redirect_to


@bp.get("/statistics/ranking")
@open_to(*WHO)
def ranking() -> ResponseReturnValue:
    """The communes and wards of the province; names lead only to what the visitor may open."""
    asked, _ = chosen()
    return _page(the_province(asked), asked, opened())


@bp.get("/statistics/<code>/ranking")
@open_to(*WHO)
def ranking_below(code: str) -> ResponseReturnValue:
    """The villages of a commune the visitor is in charge of."""
    asked, _ = chosen()
    unit = find(code, asked)
    if unit.kind == Kind.PROVINCE:
        return redirect_to(".ranking", **asked.address())
    return _page(unit, asked, None)


def _page(of: OrgUnit, asked: Choice, to_open: set[str] | None) -> str:
    db = reading()
    try:
        by = By(request.args.get("by") or By.RANK)
    except ValueError:
        abort(404)
    found = report_of(of, asked)
    below = places.children(db, of.id, asked.drawn_on)
    if not below:
        abort(404)
    way = way_to(asked, to_open)
    return page(
        "statistics/ranking.html",
        table=shown(found, asked, by, below, gains(db, found, of, below, asked.drawn_on), way),
    )
