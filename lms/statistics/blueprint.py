"""The blueprint of the statistics: the views of every noun in the room hang on it."""

from flask import Blueprint

bp = Blueprint("statistics", __name__)
