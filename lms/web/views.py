"""The controls on top of every page: language, size of the letters, contrast. They work without script."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, Response, current_app, request
from flask.typing import ResponseReturnValue
from werkzeug.utils import redirect

from lms.web.access import EVERYONE, open_to
from lms.web.language import chosen_in, set_view
from lms.web.pages import same_site_path

bp = Blueprint("web", __name__)


@bp.post("/view")
@open_to(EVERYONE)
def choose_view() -> ResponseReturnValue:
    """Keep what was chosen in a cookie, let other rooms know, and go back to the page it was chosen on."""
    response: Response = redirect(same_site_path(request.form.get("next")), 303)  # type: ignore[assignment]
    chosen = chosen_in(request.form)
    set_view(response, chosen)
    listeners: list[Callable[[dict[str, str]], None]] = current_app.extensions.get("lms.after_view_chosen", [])
    for told in listeners:
        told(chosen)
    return response
