"""The room's blueprint, which its views share."""

from flask import Blueprint

bp = Blueprint("home", __name__)
