"""Tells Flask-Login whom a session stands for, and begins the session of somebody who has shown who they are."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from flask import Flask, current_app, request, session, url_for
from flask_login import login_user

from lms.clock import local_date, now
from lms.config import Settings
from lms.people import queries, rules
from lms.people.models import Login
from lms.people.stays.devices import device_kind
from lms.problems import N_, Problem
from lms.web import Visitor, reading, same_site_path
from lms.web.database import is_given_up
from lms.web.sessions import BrowserSession
from lms.web.visitors import visitor_or_none

DRAFT = "signup"
"""Where the session keeps what somebody who signs up has said so far."""
COMING = "coming"
"""Where it keeps what somebody who signs in has said so far."""
WAY, DEVICE = "way", "device"
"""Where it keeps how somebody came in, and on what kind of machine."""
_ABOUT_SIGNING_IN = ("/sign-in", "/sign-out", "/sign-up", "/switch", "/card/", "/code/", "/start/")


def init_sign_in(app: Flask) -> None:
    """Load the visitor of every request, with the roles that hold today."""
    app.config["SIGN_IN_ENDPOINT"] = "people.sign_in"
    app.jinja_env.globals["on_shared_machine"] = is_on_shared_learners_machine

    @app.login_manager.user_loader  # type: ignore[attr-defined, untyped-decorator]
    def load(session_key: str) -> Visitor | None:
        return None if is_given_up() else queries.visitor(reading(), session_key, local_date(now()))


def wrong() -> Problem:
    """The one answer to a wrong password and to an unknown name."""
    return Problem(N_("The login name or the password is not right. Look at both again."), field="password")


def let_in(login: Login, *, is_shared: bool, way: str = "password") -> None:
    """Begin a new session for a login, with a new cookie; other rooms may take over what the guest did.

    ``way`` is how the person came in: password, pictures, card or code.
    """
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
    for what in (DRAFT, COMING):
        session.pop(what, None)
    session[WAY], session[DEVICE] = way, device_kind(request.user_agent.string)
    login_user(visitor)
    welcomes: list[Callable[[int], None]] = current_app.extensions.get("lms.after_sign_in", [])
    for welcome in welcomes:
        welcome(visitor.person_id)


def is_on_shared_machine() -> bool:
    """Whether the session at hand is one of those that end soon."""
    settings: Settings = current_app.config["SETTINGS"]
    return browser_session().idle_minutes <= settings.shared_phone_minutes


def is_on_shared_learners_machine() -> bool:
    """The same, for a learner: the stay of those with a role is short wherever they are."""
    visitor = visitor_or_none()
    return visitor is not None and not visitor.grants and is_on_shared_machine()


def meant_elsewhere(typed: str) -> str | None:
    """Where what was typed instead of a name leads to, if another room knows it for something of its own."""
    others: list[Callable[[str], str | None]] = current_app.extensions.get("lms.typed_at_sign_in", [])
    return next((address for known in others if (address := known(typed))), None)


def browser_session() -> BrowserSession:
    """The session of this request as what it is."""
    return cast("BrowserSession", session)


def destination(wanted: str | None) -> str:
    """Where to go after signing in: where one came from, unless that was a page about signing in."""
    path = same_site_path(wanted, "")
    return path if path and not path.startswith(_ABOUT_SIGNING_IN) else url_for("home.desk")
