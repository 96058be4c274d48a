"""A cookie is worth what the server says it is worth."""

from __future__ import annotations

from datetime import timedelta

from flask import Flask
from sqlalchemy import func, select, update

from lms.clock import now
from lms.db import Database
from lms.jobs.worker import tidy_up
from lms.web.models import WebSession
from lms.web.sessions import end_sessions
from tests.builders import World
from tests.pages import Browser

SITE = "https://hoc.example.vn"


def stored(database: Database) -> int:
    with database.reading() as db:
        return db.scalar(select(func.count()).select_from(WebSession)) or 0


def test_a_guest_who_only_looks_leaves_nothing_behind(guest: Browser, database: Database) -> None:
    guest.get("/")
    guest.get("/sign-in")

    assert stored(database) == 0


def test_the_table_does_not_hold_the_cookie(an: Browser, database: Database) -> None:
    cookie = an.client.get_cookie("__Host-sid", domain="hoc.example.vn")

    assert cookie is not None
    with database.reading() as db:
        assert db.get(WebSession, cookie.value) is None
        assert len(db.scalars(select(WebSession.key)).one()) == 64


def test_the_cookie_is_closed_to_scripts_and_other_sites(guest: Browser) -> None:
    line = guest.get("/sign-in").headers["Set-Cookie"]

    assert line.startswith("__Host-sid=")
    assert all(word in line for word in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"))


def test_an_idle_session_is_over(an: Browser, database: Database) -> None:
    with database.transaction() as db:
        db.execute(update(WebSession).values(seen_at=now() - timedelta(minutes=31)))

    assert an.get("/desk").location.startswith("/sign-in")


def test_a_session_is_over_at_its_longest_however_busy(an: Browser, database: Database) -> None:
    with database.transaction() as db:
        db.execute(update(WebSession).values(expires_at=now() - timedelta(seconds=1)))

    assert an.get("/desk").location.startswith("/sign-in")


def test_ending_the_sessions_of_a_login_ends_them_everywhere(an: Browser, world: World, database: Database) -> None:
    with database.transaction() as db:
        end_sessions(db, [world.an.login_id])

    assert an.get("/desk").location.startswith("/sign-in")


def test_sweeping_takes_what_is_over_and_nothing_else(an: Browser, binh: Browser, database: Database) -> None:
    with database.transaction() as db:
        first = db.scalars(select(WebSession)).first()
        assert first is not None
        first.expires_at = now() - timedelta(days=1)
    tidy_up(database)

    assert stored(database) == 1


def test_a_form_sent_after_the_session_ended_leads_back_to_its_page(app: Flask, guest: Browser) -> None:
    token = guest.get("/sign-in").text.split('name="csrf_token" value="')[1].split('"')[0]

    answer = guest.client.post(
        "/account/password",
        base_url=SITE,
        data={"csrf_token": token},
        headers={"Sec-Fetch-Site": "same-origin", "Referer": f"{SITE}/account"},
    )

    assert answer.status_code == 303
    assert answer.location == "/sign-in?next=/account"


def test_no_sign_in_leads_to_another_site(app: Flask, guest: Browser) -> None:
    token = guest.get("/sign-in").text.split('name="csrf_token" value="')[1].split('"')[0]

    answer = guest.client.post(
        "/account/password",
        base_url=SITE,
        data={"csrf_token": token},
        headers={"Sec-Fetch-Site": "same-origin", "Referer": "https://evil.example/account"},
    )

    assert answer.location == "/sign-in?next=/"


def test_without_a_database_nobody_is_signed_out(app: Flask, an: Browser, database: Database) -> None:
    lost = Database("sqlite:////nowhere/at/all.sqlite3")
    sessions = app.session_interface
    app.extensions["lms.database"] = sessions._database = lost

    answer = an.get("/desk")

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert "<h1" in answer.text
    assert "Set-Cookie" not in answer.headers
    app.extensions["lms.database"] = sessions._database = database
    assert an.get("/desk").status_code == 200
    lost.dispose()


def test_a_database_that_goes_away_in_the_middle_is_answered_with_a_page(app: Flask, an: Browser) -> None:
    lost = Database("sqlite:////nowhere/at/all.sqlite3")
    app.extensions["lms.database"] = lost

    answer = an.get("/desk")

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    lost.dispose()
