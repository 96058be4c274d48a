"""The addresses of this room: ``/classes`` of the teacher, and ``/lop``, short enough to be said aloud."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("classroom", __name__)
