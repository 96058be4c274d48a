"""Where the province brings the outlines of its communes."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.clock import now
from lms.problems import Problem
from lms.roles import Role
from lms.statistics.charge import check_province
from lms.statistics.outline import actions
from lms.statistics.outline.queries import outline
from lms.statistics.outline.rules import MOST_BYTES, BadOutline
from lms.web import me, open_to, page, reading, redirect_to, transaction
from lms.web.pages import in_words

bp = Blueprint("outline", __name__)
_WHO = (Role.OFFICIAL, Role.ADMINISTRATOR)
_FORM = 64 * 1024
"""What stands around the file in a request."""


@bp.get("/statistics/map")
@open_to(*_WHO)
def show() -> ResponseReturnValue:
    """Which map is drawn, and how to bring another."""
    check_province(*_WHO)
    return _shown()


@bp.post("/statistics/map")
@open_to(*_WHO)
def take() -> ResponseReturnValue:
    """Draw the map from a file from now on."""
    check_province(*_WHO)
    file = request.files.get("file")
    content = file.read(MOST_BYTES + 1) if file else b""
    if not file or not content:
        return _shown(_("Choose a file with outlines (GeoJSON), then press the button.")), 422
    try:
        drawn = actions.drawn(reading(), content, now())
        with transaction() as db:
            actions.take(db, file.filename or "", content, drawn, me().person_id, now())
    except BadOutline as problem:
        return _shown(in_words(problem), problem.complaints), problem.status
    except Problem as problem:
        return _shown(in_words(problem)), problem.status
    flash(_("The map shows these outlines from now on."), "ok")
    return redirect_to("outline.show")


@bp.post("/statistics/map/tiles")
@open_to(*_WHO)
def drop() -> ResponseReturnValue:
    """Go back to tiles."""
    check_province(*_WHO)
    with transaction() as db:
        actions.drop(db, me().person_id, now())
    flash(_("The map shows tiles again."), "ok")
    return redirect_to("outline.show")


@bp.url_value_preprocessor
def take_large_files(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Outlines are more than any form. What is too large up to twice as much is answered on the page, with advice; a
    request of still more is refused whole (413).
    """
    if endpoint == "outline.take":
        request.max_content_length = 2 * MOST_BYTES + _FORM


def _shown(refused: str = "", complaints: list[str] | None = None) -> str:
    return page("statistics/outline.html", kept=outline(reading()), refused=refused, complaints=complaints or [])
