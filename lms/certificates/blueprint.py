"""The room's blueprint, which its views share."""

from flask import Blueprint

bp = Blueprint("certificates", __name__)
