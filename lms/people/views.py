"""Placeholder."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from lms.web import EVERYONE, open_to, page

bp = Blueprint("people", __name__)


@bp.get("/sign-in")
@open_to(EVERYONE)
def sign_in() -> ResponseReturnValue:
    return page("errors/error.html", status=404, sentence="")
