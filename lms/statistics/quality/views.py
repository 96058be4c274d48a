"""The pages of doubts: of the province for those in charge of it, of every other unit for those in charge of that."""

from __future__ import annotations

from flask import abort
from flask.typing import ResponseReturnValue

from lms.clock import local_date
from lms.places.models import OrgUnit
from lms.places.rules import Kind
from lms.roles import Role
from lms.statistics.asked import WHO, chosen, find, in_charge_of, the_province
from lms.statistics.blueprint import bp
from lms.statistics.nightly import queries as nightly
from lms.statistics.quality.showing import Place, queues
from lms.web import me, open_to, page, reading, redirect_to


@bp.get("/statistics/quality")
@open_to(*WHO)
def quality() -> ResponseReturnValue:
    """The doubts about the province; whoever is in charge of less is led to that, or chooses."""
    asked, _ = chosen()
    charge = in_charge_of()
    if any(unit.kind == Kind.PROVINCE for unit in charge):
        return _page(the_province(asked))
    if len(charge) == 1:
        return redirect_to(".quality_of", code=charge[0].code)
    return page("statistics/quality.html", unit=None, units=charge)


@bp.get("/statistics/<code>/quality")
@open_to(*WHO)
def quality_of(code: str) -> ResponseReturnValue:
    """The doubts about a unit the visitor is in charge of, and about the units directly below it."""
    asked, _ = chosen()
    unit = find(code, asked)
    if unit.kind == Kind.PROVINCE:
        return redirect_to(".quality")
    return _page(unit)


def _page(unit: OrgUnit) -> str:
    asked, _ = chosen()
    if asked.on != asked.today:
        abort(404)
    db, on = reading(), asked.today
    of_the_province = any(one.kind == Kind.PROVINCE for one in in_charge_of())
    has_register = bool(me().units(Role.OFFICIAL))
    counted = nightly.counted(db, unit, on)
    return page(
        "statistics/quality.html",
        unit=unit,
        queues=queues(db, Place(unit, on, of_the_province, has_register)),
        counted=counted,
        counted_on=local_date(counted.at) if counted else None,
    )
