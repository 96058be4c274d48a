"""Placeholder."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from lms.web import EVERYONE, open_to, page

bp = Blueprint("home", __name__)


@bp.get("/")
@open_to(EVERYONE)
def front() -> ResponseReturnValue:
    return page("errors/error.html", status=404, sentence="")


@bp.get("/desk")
@open_to(EVERYONE)
def desk() -> ResponseReturnValue:
    return page("errors/error.html", status=404, sentence="")


@bp.get("/privacy")
@open_to(EVERYONE)
def privacy() -> ResponseReturnValue:
    return page("errors/error.html", status=404, sentence="")
