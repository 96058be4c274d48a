"""One sees where one is signed in and ends it there; a machine is handed on in two taps."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from lms.clock import now
from lms.db import Database
from lms.people.stays.devices import device_kind
from lms.web.models import WebSession
from tests.builders import Somebody, World
from tests.conftest import rows
from tests.pages import Browser
from tests.people.test_sign_in import HOST, cookie, session_row, sign_in

ANDROID = "Mozilla/5.0 (Linux; Android 8.1.0; SM-J250F) AppleWebKit/537.36 Chrome/138.0 Mobile Safari/537.36"


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        (ANDROID, "android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X)", "iphone"),
        ("Mozilla/5.0 (Windows NT 6.1; Win64; x64) Chrome/109.0", "windows"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15)", "mac"),
        ("Mozilla/5.0 (X11; Linux x86_64)", "linux"),
        ("", "other"),
        ("\x00<script>", "other"),
    ],
)
def test_a_machine_is_called_by_one_word(said: str, kind: str) -> None:
    assert device_kind(said) == kind


def test_the_page_says_which_machine_since_when_and_how(app: Flask, world: World) -> None:
    browser = Browser(app)
    browser.client.set_cookie("lang", "en", domain=HOST)
    browser.client.environ_base["HTTP_USER_AGENT"] = ANDROID
    sign_in(browser)

    page = browser.get("/account/sessions").text

    assert "Android telephone" in page
    assert "with the password" in page
    assert "This machine" in page
    assert "SM-J250F" not in page


def test_one_of_several_is_ended(an: Browser, sign_in: Callable[[Somebody], Browser], world: World) -> None:
    elsewhere = sign_in(world.an)
    handles = {part.split("/end")[0] for part in an.get("/account/sessions").text.split("/account/sessions/")[1:]}
    [handle] = [handle for handle in handles if len(handle) == 16]

    assert an.post(f"/account/sessions/{handle}/end", page="/account/sessions").status_code == 303

    assert an.get("/account").status_code == 200
    assert elsewhere.get("/account").status_code == 303


def test_all_others_are_ended_at_once_and_on_record(
    an: Browser, sign_in: Callable[[Somebody], Browser], database: Database, world: World
) -> None:
    others = [sign_in(world.an), sign_in(world.an)]

    an.post("/account/sessions/end-others", page="/account/sessions")

    assert an.get("/account").status_code == 200
    assert [browser.get("/account").status_code for browser in others] == [303, 303]
    assert rows(database, "SELECT act, actor_id FROM audit_row") == [("people.end_sessions", world.an.person_id)]


@pytest.mark.parametrize("handle", ["0" * 16, "%25", "_", "x" * 500])
def test_a_stay_of_somebody_else_cannot_be_ended(an: Browser, hoa: Browser, database: Database, handle: str) -> None:
    an.post(f"/account/sessions/{handle}/end", page="/account/sessions")

    assert an.get("/account").status_code == 200
    assert hoa.get("/account").status_code == 200


def test_nobody_ends_a_stay_of_another_person_by_its_handle(an: Browser, hoa: Browser, database: Database) -> None:
    row = session_row(database, cookie(hoa))
    assert row is not None

    an.post(f"/account/sessions/{row.key[:16]}/end", page="/account/sessions")

    assert hoa.get("/account").status_code == 200
    assert row.key[:16] not in an.get("/account/sessions").text


def test_stays_that_are_over_are_not_listed(
    an: Browser, sign_in: Callable[[Somebody], Browser], database: Database, world: World
) -> None:
    old = cookie(sign_in(world.an))
    with database.transaction() as db:
        gone = session_row(database, old)
        assert gone is not None
        db.get_one(WebSession, gone.key).seen_at = now() - timedelta(hours=1)

    assert "end-others" not in an.get("/account/sessions").text


def test_when_it_was_used_last_is_known_to_the_hour(an: Browser, database: Database) -> None:
    with database.transaction() as db:
        for row in db.query(WebSession):
            row.idle_minutes, row.expires_at = 90 * 24 * 60, now() + timedelta(days=90)
            row.seen_at = now() - timedelta(hours=2)

    an.get("/account")

    found = session_row(database, cookie(an))
    assert found is not None
    assert found.seen_at > now() - timedelta(minutes=1)


# --- One telephone, several people ---


@pytest.mark.parametrize("page", ["/", "/desk", "/account", "/certificates", "/account/sessions", "/privacy"])
def test_changing_learners_is_one_tap_from_every_page(an: Browser, page: str) -> None:
    assert 'href="/switch"' in an.get(page).text


def test_a_guest_is_not_offered_it(guest: Browser) -> None:
    assert 'href="/switch"' not in guest.get("/").text
    assert guest.get("/switch").location == "/sign-in"


def test_on_a_shared_machine_it_stands_on_top(app: Flask) -> None:
    browser = Browser(app)
    browser.client.set_cookie("lang", "en", domain=HOST)
    sign_in(browser, shared="y")

    head, _, _main = browser.get("/desk").text.partition("<main")

    assert "Shared machine: An is learning" in head


def test_the_second_tap_leads_to_an_empty_sign_in_page(an: Browser, database: Database) -> None:
    copied = cookie(an)
    an.get("/switch")
    assert session_row(database, copied) is not None, "looking changes nothing"

    assert 'action="/sign-out"' in an.get("/switch").text

    answer = an.post("/sign-out", page="/switch", next="sign-in")
    page = an.follow(answer)

    assert answer.location == "/sign-in"
    assert "An" not in page.text.split("<main", 1)[1].split("</main>", 1)[0].split()
    assert session_row(database, copied) is None


def test_pages_of_somebody_signed_in_are_never_kept_by_the_browser(an: Browser) -> None:
    for page in ("/desk", "/account", "/account/sessions", "/switch"):
        assert an.get(page).headers["Cache-Control"] == "no-store"


def test_back_shows_the_sign_in_page(an: Browser) -> None:
    an.post("/sign-out", page="/switch", next="sign-in")

    assert an.get("/desk").location == "/sign-in?next=/desk"
    assert an.get("/account").location == "/sign-in?next=/account"


def test_a_shared_machine_ends_by_itself_after_half_an_hour(app: Flask, database: Database) -> None:
    browser = Browser(app)
    sign_in(browser, shared="y")
    for idle, status in ((29, 200), (31, 303)):
        with database.transaction() as db:
            for row in db.query(WebSession):
                row.seen_at = now() - timedelta(minutes=idle)
        assert browser.get("/account").status_code == status


def test_the_own_telephone_is_remembered_for_ninety_days(app: Flask, database: Database) -> None:
    browser = Browser(app)
    sign_in(browser)
    with database.transaction() as db:
        for row in db.query(WebSession):
            assert timedelta(days=89) < row.expires_at - now() <= timedelta(days=90)
            row.seen_at = now() - timedelta(days=60)

    assert browser.get("/account").status_code == 200
