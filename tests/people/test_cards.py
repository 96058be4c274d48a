"""A card signs its learner in after a tap, never by being looked at; one holds, and it ends when it is lost."""

from __future__ import annotations

import html
import re
import secrets
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import segno

from lms.clock import now
from lms.db import Database
from lms.people.actions import grant_role
from lms.people.models import Login
from lms.people.papers import actions
from lms.people.rules import short_name
from lms.roles import Role
from lms.web.models import WebSession
from tests.builders import World
from tests.conftest import rows
from tests.pages import Browser
from tests.people.helping import page_of
from tests.people.test_sign_in import HOST, cookie, session_row

SECRET = "A" * 22
NEWER = "B" * 22


@pytest.fixture
def english(guest: Browser) -> Browser:
    """A guest who reads English."""
    guest.client.set_cookie("lang", "en", domain=HOST)
    return guest


@pytest.fixture
def card(database: Database, world: World) -> str:
    """Where the QR code of An's card leads."""
    with database.transaction() as db:
        actions.make_card(db, world.binh.person_id, world.an.login_id, SECRET, now())
    return f"/card/{SECRET}"


def scan(browser: Browser, address: str) -> str:
    """Hold the camera over it and look at what opens."""
    return browser.follow(browser.get(address)).text


def test_a_card_asks_for_the_given_name_and_one_letter(english: Browser, card: str) -> None:
    text = scan(english, card)

    assert "Are you An N.?" in text
    assert "Nguyễn" not in text


def test_looking_at_the_address_signs_nobody_in_and_writes_nothing(
    english: Browser, card: str, database: Database
) -> None:
    scan(english, card)

    assert english.get("/account").status_code == 303
    assert rows(database, "SELECT count(*) FROM web_session WHERE login_id IS NOT NULL") == [(0,)]


def test_a_tap_signs_in_for_half_an_hour(english: Browser, card: str, database: Database) -> None:
    scan(english, card)

    answer = english.post("/sign-in/card", page="/sign-in/card")

    row = session_row(database, cookie(english))
    assert answer.location == "/desk"
    assert "Nguyễn Thị An" in english.get("/account").text
    assert row is not None
    assert row.idle_minutes == 30


def test_the_own_telephone_is_remembered_when_that_is_said(english: Browser, card: str, database: Database) -> None:
    scan(english, card)

    english.post("/sign-in/card", page="/sign-in/card", machine="own")

    row = session_row(database, cookie(english))
    assert row is not None
    assert row.idle_minutes == 90 * 24 * 60


def test_the_secret_stays_in_no_address_and_no_cookie(english: Browser, card: str) -> None:
    first = english.get(card)
    english.follow(first)
    english.post("/sign-in/card", page="/sign-in/card")

    assert first.location == "/sign-in/card"
    assert first.headers["Referrer-Policy"] == "no-referrer"
    assert first.headers["Cache-Control"] == "no-store"
    assert "Path=/sign-in/card" in first.headers["Set-Cookie"]
    assert "Max-Age=300" in first.headers["Set-Cookie"]
    assert "HttpOnly" in first.headers["Set-Cookie"]
    assert english.client.get_cookie("card", domain=HOST, path="/sign-in/card") is None


def test_a_form_from_elsewhere_signs_nobody_in(english: Browser, card: str) -> None:
    scan(english, card)

    answer = english.client.post("/sign-in/card", base_url=f"https://{HOST}", headers={"Sec-Fetch-Site": "cross-site"})

    assert answer.status_code == 403
    assert english.get("/account").status_code == 303


@pytest.mark.parametrize("address", [f"/card/{NEWER}", "/card/short", "/card/%00", "/card/" + "x" * 3000])
def test_a_card_that_does_not_exist_is_answered_kindly(english: Browser, address: str) -> None:
    answer = english.get(address)
    page = english.follow(answer)

    assert page.status_code == 404
    assert "This card does not open the door" in page.text
    assert english.post("/sign-in/card", page="/").status_code == 404


def test_a_new_card_ends_the_old_one(english: Browser, card: str, database: Database, world: World) -> None:
    with database.transaction() as db:
        actions.make_card(db, world.an.person_id, world.an.login_id, NEWER, now())

    assert "This card does not open the door" in scan(english, card)
    assert "Are you An N.?" in scan(english, f"/card/{NEWER}")
    assert rows(database, "SELECT count(*) FROM sign_in_card WHERE ended_at IS NULL") == [(1,)]


def test_of_cards_made_at_the_same_moment_one_holds(database: Database, world: World) -> None:
    def make(number: int) -> None:
        with database.transaction() as db:
            actions.make_card(db, world.an.person_id, world.an.login_id, f"{number:022d}", now())

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(make, range(4)))

    assert rows(database, "SELECT count(*) FROM sign_in_card WHERE ended_at IS NULL") == [(1,)]


def test_the_own_card_is_made_and_shown_once(an: Browser, database: Database, world: World) -> None:
    an.client.set_cookie("lang", "en", domain=HOST)

    paper = an.post("/account/card", page="/account/card")

    assert paper.status_code == 200
    assert paper.headers["Cache-Control"] == "no-store"
    assert "Nguyễn Thị An" in paper.text
    assert "1800 0000" in paper.text
    assert "data:image/svg+xml" in paper.text
    assert "data:image/svg+xml" not in an.get("/account/card").text
    assert rows(database, "SELECT act, actor_id FROM audit_row") == [("people.make_card", world.an.person_id)]
    assert rows(database, "SELECT person_id, kind FROM notice") == [(world.an.person_id, "card-printed")]


def test_the_qr_code_holds_the_address_and_the_table_only_a_fingerprint(
    an: Browser, english: Browser, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(secrets, "token_urlsafe", lambda size: "C" * 22 if size == 16 else "x" * 43)

    printed = html.unescape(an.post("/account/card", page="/account/card").text)

    qr = segno.make(f"https://{HOST}/card/" + "C" * 22, error="m", micro=False)
    assert qr.svg_data_uri(border=4, scale=4) in printed
    assert "Are you An N.?" in scan(english, "/card/" + "C" * 22)
    assert len(str(rows(database, "SELECT secret_sha256 FROM sign_in_card")[0][0])) == 64
    assert rows(database, "SELECT count(*) FROM sign_in_card WHERE secret_sha256 LIKE '%CCC%'") == [(0,)]


def test_a_lost_card_is_ended(an: Browser, english: Browser, card: str, database: Database) -> None:
    an.post("/account/card/end", page="/account/card")

    assert "This card does not open the door" in scan(english, card)
    assert ("people.end_card",) in rows(database, "SELECT act FROM audit_row")


def test_a_card_ended_between_looking_and_tapping_opens_nothing(
    english: Browser, card: str, database: Database, world: World
) -> None:
    scan(english, card)
    shown = english.get("/sign-in/card").text
    with database.transaction() as db:
        actions.end_card(db, world.an.person_id, world.an.login_id, now())
    token = re.findall(r'name="csrf_token" value="([^"]+)"', shown)[0]

    answer = english.client.post("/sign-in/card", base_url=f"https://{HOST}", data={"csrf_token": token})

    assert answer.status_code == 404
    assert english.get("/account").status_code == 303


def test_a_teacher_makes_and_ends_the_card_of_a_learner(
    binh: Browser, english: Browser, database: Database, world: World
) -> None:
    page = page_of(database, world.an)

    paper = binh.post(f"{page}/card", page=f"{page}/help", login=world.an.login_id)
    ended = binh.post(f"{page}/card/end", page=f"{page}/help", login=world.an.login_id)

    assert (paper.status_code, ended.status_code) == (200, 303)
    assert rows(database, "SELECT act, actor_id FROM audit_row ORDER BY id") == [
        ("people.make_card", world.binh.person_id),
        ("people.end_card", world.binh.person_id),
    ]
    assert rows(database, "SELECT person_id, kind FROM notice") == [(world.an.person_id, "card-printed")]


def test_somebody_with_a_role_has_no_card(binh: Browser, giang: Browser, database: Database, world: World) -> None:
    page = page_of(database, world.binh)

    assert binh.post("/account/card", page="/account/card").status_code == 409
    assert giang.post(f"{page}/card", page=f"{page}/help", login=world.binh.login_id).status_code == 409
    assert rows(database, "SELECT count(*) FROM sign_in_card") == [(0,)]


def test_a_card_of_somebody_who_was_given_a_role_opens_nothing(
    english: Browser, card: str, database: Database, world: World
) -> None:
    with database.transaction() as db:
        grant_role(db, world.giang.person_id, world.an.person_id, Role.TEACHER, world.lam_thao, now())

    assert "This card does not open the door" in scan(english, card)


def test_a_disabled_login_is_not_opened_by_a_card(
    english: Browser, card: str, database: Database, world: World
) -> None:
    with database.transaction() as db:
        db.get_one(Login, world.an.login_id).disabled_at = now()

    assert "This card does not open the door" in scan(english, card)


def test_whoever_is_signed_in_is_told_before_somebody_else_comes_in(hoa: Browser, card: str) -> None:
    hoa.client.set_cookie("lang", "en", domain=HOST)

    assert "Vũ Hòa is signed in on this machine." in scan(hoa, card)
    hoa.post("/sign-in/card", page="/sign-in/card")
    assert "Nguyễn Thị An" in hoa.get("/account").text


@pytest.mark.parametrize(("name", "short"), [("Nguyễn Thị An", "An N."), ("Hoa", "Hoa"), ("Y Moan Êban", "Êban Y.")])
def test_a_short_name_is_enough_for_the_person(name: str, short: str) -> None:
    assert short_name(name) == short


def test_half_an_hour_without_use_ends_the_stay_by_card(english: Browser, card: str, database: Database) -> None:
    scan(english, card)
    english.post("/sign-in/card", page="/sign-in/card")
    with database.transaction() as db:
        for row in db.query(WebSession):
            row.seen_at = now() - timedelta(minutes=31)

    assert english.get("/account").location == "/sign-in?next=/account"
