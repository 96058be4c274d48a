"""Tells Flask-Login whom a session stands for, and begins the session of somebody who has shown who they are."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from flask import Flask, current_app, session, url_for
from flask_login import login_user

from lms.clock import local_date, now
from lms.config import Settings
from lms.people import queries, rules
from lms.people.models import Login
from lms.problems import N_, Problem
from lms.web import Visitor, reading, same_site_path
from lms.web.database import is_given_up
from lms.web.sessions import BrowserSession

DRAFT = "signup"
"""Where the session keeps what somebody who signs up has said so far."""


def init_sign_in(app: Flask) -> None:
    """Load the visitor of every request, with the roles that hold today."""
    app.config["SIGN_IN_ENDPOINT"] = "people.sign_in"

    @app.login_manager.user_loader  # type: ignore[attr-defined, untyped-decorator]
    def load(session_key: str) -> Visitor | None:
        return None if is_given_up() else queries.visitor(reading(), session_key, local_date(now()))


def wrong() -> Problem:
    """The one answer to a wrong password and to an unknown name."""
    return Problem(N_("The login name or the password is not right. Look at both again."), field="password")


def let_in(login: Login, *, is_shared: bool) -> None:
    """Begin a new session for a login, with a new cookie; other rooms may take over what the guest did."""
    visitor = queries.visitor(reading(), f"{login.id}:{login.epoch}", local_date(now()))
    if visitor is None:
        raise wrong()
    settings: Settings = current_app.config["SETTINGS"]
    stay = rules.stay(
        is_staff=bool(visitor.grants),
        is_shared=is_shared,
        staff_minutes=settings.staff_minutes,
        shared_minutes=settings.shared_phone_minutes,
        own_days=settings.own_phone_days,
    )
    browser_session().begin(
        login.id,
        idle_minutes=stay.idle_minutes,
        longest=stay.longest,
        persistent=stay.outlives_browser,
        at=now(),
    )
    session.pop(DRAFT, None)
    login_user(visitor)
    welcomes: list[Callable[[int], None]] = current_app.extensions.get("lms.after_sign_in", [])
    for welcome in welcomes:
        welcome(visitor.person_id)


def is_on_shared_machine() -> bool:
    """Whether the session at hand is one of those that end soon."""
    settings: Settings = current_app.config["SETTINGS"]
    return browser_session().idle_minutes <= settings.shared_phone_minutes


def browser_session() -> BrowserSession:
    """The session of this request as what it is."""
    return cast("BrowserSession", session)


def destination(wanted: str | None) -> str:
    """Where to go after signing in: where one came from, unless that was a page about signing in."""
    path = same_site_path(wanted, "")
    return path if path and not path.startswith(("/sign-in", "/sign-out", "/sign-up")) else url_for("home.desk")
