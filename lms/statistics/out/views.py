"""Files of a unit's figures, for those who may open its page. Nothing is written, and what did not change is not sent."""

from __future__ import annotations

from flask import Blueprint, Response, abort, request
from flask.typing import ResponseReturnValue

from lms.clock import local_date, now
from lms.places import queries as places
from lms.places.models import OrgUnit
from lms.places.rules import Kind
from lms.roles import Role
from lms.statistics.forms import Choice, choice, years_offered
from lms.statistics.out.described import TABLE
from lms.statistics.out.faces import FACES, METADATA, PACKAGE, REPORT, etag
from lms.statistics.out.filling import dataset, with_trend
from lms.statistics.out.printing import TooLong
from lms.statistics.queries.targets import years
from lms.web import me, open_to, reading

bp = Blueprint("statistics_out", __name__)
_WHO = (Role.OFFICIAL, Role.ADMINISTRATOR)
_TOGETHER = (TABLE, PACKAGE, METADATA)


@bp.get("/statistics/<code>/files/<name>")
@open_to(*_WHO)
def file(code: str, name: str) -> ResponseReturnValue:
    """One face of a unit's figures. Totals of the province are open to every official, a unit to those in charge."""
    face = FACES.get(name) or abort(404)
    chosen = _chosen()
    unit = _find(code, chosen)
    data = dataset(reading(), unit, chosen.year, chosen.on)
    if name == REPORT:
        data = with_trend(reading(), data, unit, chosen.indicator)
    answer = Response(mimetype=face.mimetype)
    answer.set_etag(etag(data, name, chosen.indicator))
    answer.headers["Cache-Control"] = "private, no-cache"
    if not request.if_none_match.contains(answer.get_etag()[0] or ""):
        try:
            answer.set_data(face.make(data, chosen.indicator))
        except TooLong:
            abort(404)
        answer.headers["Content-Disposition"] = f'attachment; filename="{_file_name(code, name, chosen)}"'
    return answer.make_conditional(request)


def _file_name(code: str, name: str, chosen: Choice) -> str:
    """The files that name each other keep their names; the report says which indicator its units show."""
    of = f"-{chosen.indicator}" if name == REPORT else ""
    start, dot, rest = name.partition(".")
    return f"{start}{dot}{rest}" if name in _TOGETHER else f"{start}-{code}{of}-{chosen.on}{dot}{rest}"


def _chosen() -> Choice:
    today = local_date(now())
    return choice(request.args, years_offered(years(reading()), today), today) or abort(404)


def _find(code: str, chosen: Choice) -> OrgUnit:
    """Whoever is not in charge of a unit does not find it."""
    found = places.unit_by_code(reading(), code, chosen.on) or abort(404)
    if found.kind != Kind.PROVINCE and not places.is_within(reading(), found.id, me().units(*_WHO), chosen.today):
        abort(404)
    return found
