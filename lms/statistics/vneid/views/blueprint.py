"""Where the pages of confirmations are registered."""

from flask import Blueprint

bp = Blueprint("vneid", __name__)
