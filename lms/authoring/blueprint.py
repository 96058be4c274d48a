"""The addresses of this room."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("authoring", __name__)
