"""The files of frozen figures, for those who may open the unit. An address never gives another file."""

from __future__ import annotations

from flask import Response, abort, current_app, request
from flask.typing import ResponseReturnValue

from lms.clock import local_date, now
from lms.config import Settings
from lms.places import queries as places
from lms.statistics.out.faces import FACES, etag
from lms.statistics.out.printing import TooLong
from lms.statistics.periods.datasets import dataset
from lms.statistics.periods.queries import Frozen
from lms.statistics.periods.views.blueprint import WHO, bp
from lms.statistics.periods.views.found import find_frozen
from lms.statistics.rules import Indicator
from lms.web import me, open_to, reading


@bp.get("/statistics/periods/<code>/r<int:revision>/<unit>/<name>")
@open_to(*WHO)
def file(code: str, revision: int, unit: str, name: str) -> ResponseReturnValue:
    """One face of a unit's frozen figures. Totals of the province are open to every official."""
    face, of = FACES.get(name) or abort(404), find_frozen(code, revision)
    try:
        indicator = Indicator(request.args.get("indicator", Indicator.ADULT))
    except ValueError:
        abort(404)
    _check_charge(of, unit)
    settings: Settings = current_app.config["SETTINGS"]
    data = dataset(reading(), of, unit, f"{settings.base_url}/statistics/periods/{code}") or abort(404)
    answer = Response(mimetype=face.mimetype)
    answer.set_etag(etag(data, name, indicator))
    answer.headers["Cache-Control"] = "private, max-age=31536000, immutable"
    if not request.if_none_match.contains(answer.get_etag()[0] or ""):
        try:
            answer.set_data(face.make(data, indicator))
        except TooLong:
            abort(404)
        start, dot, rest = name.partition(".")
        answer.headers["Content-Disposition"] = f'attachment; filename="{start}-{unit}-{code}-r{revision}{dot}{rest}"'
    return answer.make_conditional(request)


def _check_charge(of: Frozen, code: str) -> None:
    """Whoever is not in charge of a unit does not find it: by the boundaries of today, or of the cut-off day."""
    found = places.unit_by_code(reading(), code, of.cut_off) or abort(404)
    if code == of.unit_code:
        return
    charge = me().units(*WHO)
    if not any(places.is_within(reading(), found.id, charge, on) for on in (local_date(now()), of.cut_off)):
        abort(404)
