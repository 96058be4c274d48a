"""Placeholder."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from lms.web import EVERYONE, open_to, page

bp = Blueprint("certificates", __name__)


@bp.get("/x")
@open_to(EVERYONE)
def look_up() -> ResponseReturnValue:
    return page("errors/error.html", status=404, sentence="")
