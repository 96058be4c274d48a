"""The addresses of this room. A quiz is addressed by its module, or by ``final``."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("learning", __name__)
