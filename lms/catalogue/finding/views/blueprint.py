"""The blueprint these views share."""

from flask import Blueprint

bp = Blueprint("finding", __name__)
