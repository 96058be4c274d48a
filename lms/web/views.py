"""The controls on top of every page: language, size of the letters, contrast. They work without script."""

from __future__ import annotations

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue
from werkzeug.utils import redirect

from lms.web.access import EVERYONE, open_to
from lms.web.language import CONTRAST_COOKIE, LANGUAGE_COOKIE, LANGUAGES, SIZE_COOKIE, SIZES
from lms.web.pages import same_site_path

bp = Blueprint("web", __name__)
_A_YEAR = 60 * 60 * 24 * 365


@bp.post("/view")
@open_to(EVERYONE)
def set_view() -> ResponseReturnValue:
    """Keep what was chosen in a cookie and go back to the page it was chosen on."""
    response: Response = redirect(same_site_path(request.form.get("next")), 303)  # type: ignore[assignment]
    choices = {
        LANGUAGE_COOKIE: tuple(LANGUAGES),
        SIZE_COOKIE: SIZES,
        CONTRAST_COOKIE: ("0", "1"),
    }
    for name, allowed in choices.items():
        chosen = request.form.get(name)
        if chosen in allowed:
            response.set_cookie(name, chosen, max_age=_A_YEAR, secure=request.is_secure, httponly=True, samesite="Lax")
    return response
