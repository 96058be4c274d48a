"""Placeholder."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from lms.web import EVERYONE, open_to, page

bp = Blueprint("places", __name__)
