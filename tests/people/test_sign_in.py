"""Signing in and out: who guesses waits, who leaves is gone, and nobody learns which names exist."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from argon2 import PasswordHasher
from flask import Flask
from werkzeug.test import TestResponse

from lms.clock import now
from lms.db import Database
from lms.people import passwords
from lms.people.models import Login, SignInFailures
from lms.web.models import WebSession
from tests.builders import PASSWORD, World
from tests.conftest import rows
from tests.pages import Browser
from tests.people.walk import errors

HOST = "hoc.example.vn"
WRONG = "The login name or the password is not right. Look at both again."


@pytest.fixture
def english(guest: Browser) -> Browser:
    """A guest who reads English."""
    guest.client.set_cookie("lang", "en", domain=HOST)
    return guest


def sign_in(
    browser: Browser, login: str = "an", password: str = PASSWORD, onwards: str = "", **more: str
) -> TestResponse:
    path = f"/sign-in?next={onwards}" if onwards else "/sign-in"
    return browser.post(path, page=path, login=login, password=password, **more)


def cookie(browser: Browser) -> str:
    found = browser.client.get_cookie("__Host-sid", domain=HOST)
    assert found is not None
    return found.value


def session_row(database: Database, value: str) -> WebSession | None:
    with database.reading() as db:
        return db.get(WebSession, hashlib.sha256(value.encode()).hexdigest())


def without_token(html: str) -> str:
    """A page without what differs from second to second."""
    return re.sub(r'name="csrf_token" value="[^"]*"', "", html)


@pytest.mark.parametrize("login", ["an", "AN", " Ân "])
def test_the_right_password_opens_the_door(english: Browser, login: str) -> None:
    assert sign_in(english, login, onwards="/account").location == "/account"
    assert "Nguyễn Thị An" in english.get("/account").text


def test_a_blank_after_the_password_does_no_harm(english: Browser) -> None:
    assert sign_in(english, password=f"{PASSWORD} ").status_code == 303


def test_a_wrong_password_and_an_unknown_name_are_answered_alike(english: Browser) -> None:
    wrong = sign_in(english, "an", "khong phai mat khau")
    unknown = sign_in(english, "ai", "khong phai mat khau")

    assert (wrong.status_code, errors(wrong)) == (422, WRONG)
    assert (unknown.status_code, errors(unknown)) == (422, WRONG)
    assert without_token(wrong.text).replace('value="an"', 'value="ai"') == without_token(unknown.text)


def test_the_name_stays_and_the_password_does_not(english: Browser) -> None:
    page = sign_in(english, "an", "khong phai mat khau")

    assert 'value="an"' in page.text
    assert "khong phai mat khau" not in page.text


@pytest.mark.parametrize(
    ("login", "password", "sentence"),
    [
        ("", "x", "Type a login name, a telephone number or the code of your class."),
        ("an", "", "Type a password."),
        ("\x00", "x", "Type a login name, a telephone number or the code of your class."),
        ("x" * 9000, "x", WRONG),
    ],
)
def test_what_cannot_be_a_sign_in_is_told(english: Browser, login: str, password: str, sentence: str) -> None:
    page = english.post("/sign-in", page="/sign-in", login=login, password=password)

    assert page.status_code == 422
    assert sentence in errors(page)


def test_a_disabled_login_does_not_open(english: Browser, database: Database, world: World) -> None:
    with database.transaction() as db:
        db.get_one(Login, world.an.login_id).disabled_at = now()

    assert errors(sign_in(english)) == WRONG


def test_guessing_has_to_wait_after_five_failures(english: Browser) -> None:
    for _ in range(5):
        assert errors(sign_in(english, password="sai")) == WRONG

    sixth = sign_in(english, password="sai")
    right_but_too_early = sign_in(english)

    assert (sixth.status_code, "again in 1 min." in errors(sixth)) == (422, True)
    assert right_but_too_early.status_code == 429
    assert 0 < int(right_but_too_early.headers["Retry-After"]) <= 61
    assert "Too many wrong passwords for this name. You can try again in 1 min." in right_but_too_early.text
    assert "1800 0000" in right_but_too_early.text.split("<main")[1].split("</main>")[0]


def test_an_unknown_name_has_to_wait_alike(english: Browser) -> None:
    answers = [sign_in(english, "ai", "sai") for _ in range(7)]

    assert [answer.status_code for answer in answers] == [422] * 6 + [429]


def test_the_wait_is_for_that_name_alone_and_survives_a_new_browser(english: Browser, app: Flask) -> None:
    for _ in range(6):
        sign_in(english, password="sai")

    assert sign_in(Browser(app)).status_code == 429
    assert sign_in(Browser(app), "chi").status_code == 303


def waited(database: Database, by: timedelta) -> None:
    """Time goes by: the end of every wait comes closer."""
    with database.transaction() as db:
        for tries in db.query(SignInFailures):
            tries.not_before -= by


def test_after_the_wait_the_right_password_opens_and_all_is_forgotten(english: Browser, database: Database) -> None:
    for _ in range(6):
        sign_in(english, password="sai")
    waited(database, timedelta(minutes=2))

    assert sign_in(english).status_code == 303
    assert rows(database, "SELECT count(*) FROM sign_in_failures") == [(0,)]


def test_waits_double_up_to_an_hour(english: Browser, database: Database) -> None:
    told = []
    for _ in range(13):
        page = sign_in(english, password="sai")
        told.append(errors(page).rpartition("again in ")[2].partition(" min")[0])
        waited(database, timedelta(hours=1, minutes=1))

    assert told[5:] == ["1", "2", "4", "8", "16", "32", "60", "60"]


def test_failures_of_yesterday_are_forgiven(english: Browser, database: Database) -> None:
    for _ in range(6):
        sign_in(english, password="sai")
    waited(database, timedelta(days=2))

    assert errors(sign_in(english, password="sai")) == WRONG


def test_guesses_at_the_same_moment_count_each(app: Flask, database: Database) -> None:
    browsers = [Browser(app) for _ in range(8)]
    together = Barrier(8)

    def guess(browser: Browser) -> int:
        together.wait()
        return sign_in(browser, password="sai").status_code

    with ThreadPoolExecutor(8) as pool:
        answers = sorted(pool.map(guess, browsers))

    assert answers == [422] * 6 + [429] * 2


def test_signing_in_changes_the_cookie_and_ends_the_one_before(
    english: Browser, app: Flask, database: Database
) -> None:
    english.post("/sign-up", page="/sign-up", name="Hoa", birth_year="1958", phone="")
    before = cookie(english)

    sign_in(english)

    assert cookie(english) != before
    assert session_row(database, before) is None


def test_a_cookie_planted_before_signing_in_is_worth_nothing(english: Browser, app: Flask) -> None:
    english.post("/sign-up", page="/sign-up", name="Hoa", birth_year="1958", phone="")
    planted = cookie(english)
    sign_in(english)

    thief = Browser(app)
    thief.client.set_cookie("__Host-sid", planted, secure=True, domain=HOST)

    assert thief.get("/account").status_code == 303


def test_signing_out_makes_a_copied_cookie_worthless(an: Browser, app: Flask, database: Database) -> None:
    copied = cookie(an)
    goodbye = an.follow(an.post("/sign-out", page="/account"))
    assert session_row(database, copied) is None
    thief = Browser(app)
    thief.client.set_cookie("__Host-sid", copied, secure=True, domain=HOST)

    assert goodbye.status_code == 200
    assert thief.get("/account").status_code == 303


def test_signing_out_needs_the_token_of_the_page(an: Browser) -> None:
    assert an.client.post("/sign-out", base_url=f"https://{HOST}").status_code == 400
    assert an.get("/account").status_code == 200


def test_looking_at_the_sign_out_page_signs_nobody_out(an: Browser) -> None:
    an.get("/sign-out")

    assert an.get("/account").status_code == 200


def test_a_learner_stays_on_the_own_phone(english: Browser, database: Database) -> None:
    answer = sign_in(english)

    row = session_row(database, cookie(english))
    assert row is not None
    assert row.idle_minutes == 90 * 24 * 60
    assert "Max-Age=7776000" in answer.headers["Set-Cookie"]


def test_on_a_shared_machine_the_stay_ends_with_the_browser_or_after_half_an_hour(
    english: Browser, database: Database
) -> None:
    answer = sign_in(english, shared="y")

    row = session_row(database, cookie(english))
    assert row is not None
    assert row.idle_minutes == 30
    assert row.expires_at <= now() + timedelta(hours=4)
    assert "Max-Age" not in answer.headers["Set-Cookie"]


def test_whoever_has_a_role_stays_briefly_whatever_was_ticked(english: Browser, database: Database) -> None:
    answer = sign_in(english, "binh")

    row = session_row(database, cookie(english))
    assert row is not None
    assert row.idle_minutes == 30
    assert row.expires_at <= now() + timedelta(hours=8)
    assert "Max-Age" not in answer.headers["Set-Cookie"]


def test_a_machine_can_be_called_shared_afterwards(english: Browser, database: Database) -> None:
    sign_in(english)
    before = cookie(english)

    english.post("/account/shared-machine", page="/account", next="/account")

    row = session_row(database, cookie(english))
    assert row is not None
    assert row.idle_minutes == 30
    assert session_row(database, before) is None


def test_nothing_is_ticked_when_the_page_opens(english: Browser) -> None:
    assert " checked" not in english.get("/sign-in").text


@pytest.mark.parametrize("away", ["https://evil.example", "//evil.example", "/\\evil.example", "/sign-out"])
def test_signing_in_leads_nowhere_else(english: Browser, away: str) -> None:
    assert sign_in(english, onwards=away).location == "/desk"


def test_whoever_is_signed_in_is_not_asked_again(an: Browser) -> None:
    assert an.get("/sign-in?next=/account").location == "/account"


def test_the_rooms_take_over_what_the_guest_did(english: Browser, app: Flask, world: World) -> None:
    taken: list[int] = []
    app.extensions.setdefault("lms.after_sign_in", []).append(taken.append)

    sign_in(english)

    assert taken == [world.an.person_id]


def test_an_outdated_hash_is_made_anew(english: Browser, database: Database, world: World) -> None:
    old = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1).hash(PASSWORD)
    with database.transaction() as db:
        db.get_one(Login, world.an.login_id).password_hash = old

    assert sign_in(english).status_code == 303

    with database.reading() as db:
        kept = db.get_one(Login, world.an.login_id).password_hash
    assert kept != old
    assert not passwords.is_outdated(kept)
    assert passwords.matches(kept, PASSWORD)


@pytest.fixture
def crowd(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Four others are just being let in, and that takes long."""
    monkeypatch.setattr(passwords, "_WAIT_SECONDS", 0.01)
    for _ in range(passwords._AT_ONCE):
        passwords._PLACES.acquire()
    yield
    for _ in range(passwords._AT_ONCE):
        passwords._PLACES.release()


@pytest.mark.usefixtures("crowd")
def test_in_a_crowd_one_is_asked_to_come_back_in_seconds(english: Browser) -> None:
    page = sign_in(english)

    assert page.status_code == 503
    assert page.headers["Retry-After"] == "5"
    assert "Many people are signing in right now." in page.text
    assert 'value="an"' in page.text
