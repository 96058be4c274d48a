"""Choosing the language of lessons, written and spoken."""

from __future__ import annotations

from flask import Blueprint, Response, abort, request
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from werkzeug.utils import redirect

from lms.catalogue.languages.names import NAMES
from lms.catalogue.languages.readers import HEAR_COOKIE, READ_COOKIE
from lms.web import EVERYONE, open_to
from lms.web.pages import same_site_path

bp = Blueprint("languages", __name__)
_A_YEAR = 60 * 60 * 24 * 365


@bp.post("/reading")
@open_to(EVERYONE)
def choose() -> ResponseReturnValue:
    """Keep the language to read (``read``) or to hear (``hear``) in a cookie, and go back to the lesson."""
    response: Response = redirect(same_site_path(request.form.get("next")), 303)  # type: ignore[assignment]
    read, hear = request.form.get("read"), request.form.get("hear")
    if (read or hear) not in NAMES:
        abort(400)
    if read:
        _keep(response, READ_COOKIE, f"{get_locale()}:{read}")
    if hear:
        _keep(response, HEAR_COOKIE, hear)
    return response


def _keep(response: Response, name: str, value: str) -> None:
    response.set_cookie(name, value, max_age=_A_YEAR, secure=request.is_secure, httponly=True, samesite="Lax")
