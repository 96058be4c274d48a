"""Open data: the public page, and the files of frozen periods at addresses whose content never changes."""

from __future__ import annotations

from functools import lru_cache

from flask import Blueprint, Response, abort, jsonify, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.utils import redirect
from werkzeug.wrappers import Response as Answer

from lms.statistics.out.described import TABLE
from lms.statistics.out.published import queries
from lms.statistics.out.published.models import Publication
from lms.statistics.out.published.page import public_page
from lms.statistics.out.published.reading import rows
from lms.statistics.out.rows import Period, Row
from lms.statistics.rules import Indicator
from lms.web import EVERYONE, open_to, page, reading

bp = Blueprint("open_data", __name__)
_API = "/du-lieu/v1"
_FOR_EVER = "public, max-age=31536000, immutable"
_A_WHILE = "public, max-age=300"
_KEPT_TABLES = 4


@bp.get("/du-lieu")
@open_to(EVERYONE)
def overview() -> ResponseReturnValue:
    """What was published last, or of the period asked for: a unit, and the units directly below it."""
    found = queries.publications(reading())
    asked = request.args.get("period")
    if not found and not asked:
        return page("statistics/open_data.html", shown=None)
    shown = next((one for one in found if asked in (None, one.period)), None) or abort(404)
    try:
        indicator = Indicator(request.args.get("indicator", Indicator.ADULT))
    except ValueError:
        abort(404)
    table = _rows(shown)
    code = request.args.get("unit", shown.unit_code)
    unit = next((row.unit for row in table if row.unit.code == code), None) or abort(404)
    return page("statistics/open_data.html", shown=public_page(shown, found, table, unit, indicator))


@bp.get(f"{_API}/ky.json")
@open_to(EVERYONE)
def periods() -> ResponseReturnValue:
    """Every period with its newest revision, for programs."""
    found = queries.publications(reading())
    answer = jsonify(
        [
            {
                "ky": one.period,
                "sua_doi": one.revision,
                "ten": one.title,
                "chot_ngay": one.cut_off.isoformat(),
                "so_lieu": url_for(".file", period=one.period, revision=one.revision, name=TABLE),
            }
            for one in found
        ]
    )
    return _for_programs(answer, _A_WHILE)


@bp.get(f"{_API}/ky/<period>/r<int:revision>/<name>")
@open_to(EVERYONE)
def file(period: str, revision: int, name: str) -> ResponseReturnValue:
    """One finished file; this address never gives another."""
    shown = queries.publication(reading(), period, revision) or abort(404)
    sha256 = queries.fingerprint(reading(), shown.id, name) or abort(404)
    answer = Response()
    answer.set_etag(sha256)
    if not request.if_none_match.contains(sha256):
        found = queries.file(reading(), shown.id, name) or abort(404)
        answer.set_data(found.content)
        answer.mimetype = found.mimetype
    return _for_programs(answer.make_conditional(request), _FOR_EVER)


@bp.get(f"{_API}/ky/<period>/moi-nhat/<name>")
@open_to(EVERYONE)
def newest(period: str, name: str) -> ResponseReturnValue:
    """Where the newest revision of a file is."""
    found = queries.newest(reading(), period) or abort(404)
    answer = redirect(url_for(".file", period=period, revision=found.revision, name=name), 302)
    return _for_programs(answer, _A_WHILE)


def _for_programs(answer: Answer, how_long: str) -> Answer:
    """Open data may be read by the pages of others."""
    answer.headers["Cache-Control"] = how_long
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer


def _rows(shown: Publication) -> list[Row]:
    sha256 = queries.fingerprint(reading(), shown.id, TABLE) or abort(404)
    return _kept(sha256, shown.id, Period(shown.period, shown.revision, shown.cut_off, shown.year, shown.title))


@lru_cache(maxsize=_KEPT_TABLES)
def _kept(_sha256: str, publication_id: int, period: Period) -> list[Row]:
    found = queries.file(reading(), publication_id, TABLE) or abort(404)
    return rows(found.content, period)
