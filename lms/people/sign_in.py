"""Tells Flask-Login whom a session stands for."""

from __future__ import annotations

from flask import Flask

from lms.clock import local_date, now
from lms.people import queries
from lms.web import Visitor, reading


def init_sign_in(app: Flask) -> None:
    """Load the visitor of every request, with the roles that hold today."""
    app.config["SIGN_IN_ENDPOINT"] = "people.sign_in"

    @app.login_manager.user_loader  # type: ignore[attr-defined, untyped-decorator]
    def load(session_key: str) -> Visitor | None:
        return queries.visitor(reading(), session_key, local_date(now()))
