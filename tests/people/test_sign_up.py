"""Signing up, page after page: nothing is ticked beforehand, nothing typed is lost, nothing is half written."""

from __future__ import annotations

import hashlib
from datetime import timedelta

import pytest
from flask import Flask

from lms.clock import local_date, now
from lms.config import ROOT
from lms.db import Database
from lms.people.passwords import matches
from tests.builders import World
from tests.conftest import rows
from tests.pages import Browser
from tests.people import walk


@pytest.fixture
def english(guest: Browser) -> Browser:
    """A guest who reads English, so that sentences can be told apart here."""
    guest.client.set_cookie("lang", "en", domain="hoc.example.vn")
    return guest


def test_whoever_signs_up_is_signed_in_and_known(english: Browser, database: Database, world: World) -> None:
    done = walk.sign_up(english)

    assert done.status_code == 303
    assert "hoa58" in english.follow(done).text
    assert "Nguyễn Thị Hoa" in english.get("/account").text
    assert rows(
        database, "SELECT name, folded_name, birth_year, phone FROM person WHERE folded_name LIKE '% hoa' ORDER BY id"
    )[-1] == ("Nguyễn Thị Hoa", "nguyen thi hoa", 1958, None)
    assert rows(database, "SELECT org_unit_id FROM residence WHERE person_id = (SELECT max(id) FROM person)") == [
        (world.village_1,)
    ]


def test_the_password_is_kept_as_an_argon2id_hash(english: Browser, database: Database) -> None:
    walk.sign_up(english)

    [(kept,)] = rows(database, "SELECT password_hash FROM login WHERE folded_name = 'hoa58'")

    assert str(kept).startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert matches(str(kept), walk.PASSPHRASE)


def test_the_session_never_holds_the_password(english: Browser, database: Database) -> None:
    walk.until_login(english)
    walk.say_login(english, consent=None)

    for (data,) in rows(database, "SELECT data FROM web_session"):
        assert walk.PASSPHRASE not in str(data)


def test_consent_is_kept_with_text_language_and_channel(english: Browser, database: Database) -> None:
    walk.sign_up(english)

    [consent] = rows(database, "SELECT purpose, text_version, text_sha256, language, channel FROM consent")
    shown = (ROOT / "lms/people/data/consent-2026-11.en.txt").read_bytes()

    assert consent == ("learning-account", "2026-11", hashlib.sha256(shown).hexdigest(), "en", "self")


def test_signing_up_and_consent_are_on_record(english: Browser, database: Database) -> None:
    walk.sign_up(english)

    acts = [act for (act,) in rows(database, "SELECT act FROM audit_row ORDER BY id")]

    assert acts == ["people.sign_up", "people.consent"]


def test_nothing_is_written_before_the_last_page(english: Browser, database: Database) -> None:
    before = rows(database, "SELECT count(*) FROM person")

    walk.until_login(english)

    assert rows(database, "SELECT count(*) FROM person") == before


@pytest.mark.parametrize(
    "path", ["/sign-up", "/sign-up/commune", "/sign-up/village", "/sign-up/groups", "/sign-up/login"]
)
def test_no_page_asks_for_more_than_three_things_or_ticks_any(english: Browser, path: str) -> None:
    walk.until_login(english)
    english.post("/sign-up/again", page="/sign-up")
    walk.say_who(english)
    if path != "/sign-up/commune":
        english.post("/sign-up/commune", page="/sign-up/commune", commune="08500")
    if path in ("/sign-up/groups", "/sign-up/login"):
        walk.say_where(english)
    if path == "/sign-up/login":
        walk.say_groups(english)

    page = english.get(path)

    assert page.status_code == 200
    assert len(walk.fields(page)) <= 3
    assert " checked" not in page.text


def test_a_page_not_yet_reached_leads_back_to_the_first_open_one(english: Browser) -> None:
    assert english.get("/sign-up/login").location == "/sign-up"

    walk.say_who(english)

    assert english.get("/sign-up/groups").location == "/sign-up/commune"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"birth_year": "1850"}, "1850 is too long ago"),
        ({"birth_year": "3000"}, "3000 has not come yet"),
        ({"birth_year": "sáu mươi"}, "The year of birth is four digits, for example 1958."),
        ({"birth_year": ""}, "Type the year of birth, for example 1958."),
        ({"name": ""}, "Type the full name."),
        ({"name": "Hoa 2"}, "A name has no digits in it."),
        ({"name": "\x07Hoa"}, "A name is made of letters."),
        ({"name": "x" * 101}, "The name is longer than 100 letters."),
        ({"phone": "0912 345 67"}, "Digits missing in the telephone number: 1."),
        ({"phone": "0168 123 4567"}, "Today it is probably 0381 234 567."),
    ],
)
def test_bad_input_gets_a_sentence_and_loses_nothing(english: Browser, typed: dict[str, str], sentence: str) -> None:
    said = {"name": "Nguyễn Thị Hoa", "birth_year": "1958", "phone": "0912 345 678", **typed}

    page = walk.say_who(english, **said)

    assert page.status_code == 422
    assert sentence in walk.errors(page)
    for value in said.values():
        assert f'value="{value.replace(chr(7), "")}"' in page.text


def test_all_faults_of_a_page_are_told_at_once(english: Browser) -> None:
    page = walk.say_who(english, name="", birth_year="58")

    assert "Type the full name." in walk.errors(page)
    assert "four digits" in walk.errors(page)


def test_going_back_shows_what_was_said(english: Browser) -> None:
    walk.say_who(english, phone="+84 912 345 678")

    page = english.get("/sign-up")

    assert 'value="Nguyễn Thị Hoa"' in page.text
    assert 'value="1958"' in page.text
    assert 'value="0912 345 678"' in page.text


def test_a_telephone_number_may_be_shared(english: Browser, database: Database, app: Flask) -> None:
    other = Browser(app)
    for browser, login in ((english, "hoa58"), (other, "hoa59")):
        walk.say_who(browser, phone="0912345678")
        walk.say_where(browser)
        walk.say_groups(browser)
        assert walk.say_login(browser, login).status_code == 303

    assert rows(database, "SELECT count(*) FROM person WHERE phone = '+84912345678'") == [(2,)]


def test_a_commune_is_found_without_diacritics(english: Browser) -> None:
    walk.say_who(english)

    page = english.get("/sign-up/commune?q=tho+TANG")

    found = page.text.split('id="found"')[1].split("<details")[0]
    assert "Xã Thổ Tang" in found
    assert "Xã Lâm Thao" not in found


def test_every_commune_is_on_the_page(english: Browser) -> None:
    walk.say_who(english)

    page = english.get("/sign-up/commune")

    assert 'value="08500"' in page.text
    assert 'value="08770"' in page.text


def test_a_search_that_finds_nothing_says_what_to_try(english: Browser) -> None:
    walk.say_who(english)

    page = english.get("/sign-up/commune?q=%00<i>")

    assert "No commune has" in page.text
    assert "<i>" not in page.text


@pytest.mark.parametrize("code", ["", "99999", "25", "08500.01", "08500\x00", "x" * 5000])
def test_a_commune_that_is_not_in_the_province_is_told(english: Browser, code: str) -> None:
    walk.say_who(english)

    page = english.post("/sign-up/commune", page="/sign-up/commune", commune=code)

    assert page.status_code == 422
    assert "There is no such commune in this province" in page.text


@pytest.mark.parametrize("code", ["", "08770.01", "25", "\x00"])
def test_a_village_of_another_commune_is_refused(english: Browser, code: str) -> None:
    walk.say_who(english)
    english.post("/sign-up/commune", page="/sign-up/commune", commune="08500")

    page = english.post("/sign-up/village", page="/sign-up/village", village=code)

    assert page.status_code == 422
    assert "Choose one line." in walk.errors(page)


def test_whoever_does_not_find_the_village_lives_in_the_commune(
    english: Browser, database: Database, world: World
) -> None:
    walk.say_who(english)
    walk.say_where(english, village="08500")
    walk.say_groups(english)
    walk.say_login(english)

    assert rows(database, "SELECT org_unit_id FROM residence ORDER BY id DESC")[0] == (world.lam_thao,)


def test_another_commune_asks_for_its_village_again(english: Browser) -> None:
    walk.say_who(english)
    walk.say_where(english)

    english.post("/sign-up/commune", page="/sign-up/commune", commune="08770")

    assert english.get("/sign-up/groups").location == "/sign-up/village"


def test_groups_are_declared_at_the_commune_and_count_nobody_yet(
    english: Browser, database: Database, world: World
) -> None:
    walk.say_who(english)
    walk.say_where(english)
    walk.say_groups(english, ["public-sector", "enterprise-worker"])
    walk.say_login(english)

    kept = rows(database, 'SELECT "group", org_unit_id, state FROM group_declaration ORDER BY "group"')

    assert kept == [
        ("enterprise-worker", world.lam_thao, "waiting"),
        ("public-sector", world.lam_thao, "waiting"),
    ]
    assert rows(database, "SELECT id FROM membership") == []


@pytest.mark.parametrize("group", ["adult", "mayor"])
def test_only_offered_groups_can_be_declared(english: Browser, group: str) -> None:
    walk.say_who(english)
    walk.say_where(english)

    page = walk.say_groups(english, [group])

    assert page.status_code == 422
    assert "Choose from the lines below." in walk.errors(page)


def test_the_suggested_login_name_is_free_and_the_password_typed_in(english: Browser) -> None:
    walk.sign_up(english)
    english.post("/sign-out", page="/account")
    walk.until_login(english)

    page = english.get("/sign-up/login")

    assert 'value="thoa58"' in page.text
    suggested = page.text.split('name="suggested" value="')[1].split('"')[0]
    assert page.text.count(suggested) == 3
    assert page.headers["Cache-Control"] == "no-store"


def test_a_taken_login_name_gets_a_free_one(english: Browser, database: Database) -> None:
    walk.until_login(english)
    before = rows(database, "SELECT count(*) FROM person")

    page = walk.say_login(english, "Chí")

    assert page.status_code == 422
    assert walk.errors(page) == "Somebody already has the login name chi. hoa58 is still free."
    assert 'value="Chí"' in page.text
    assert f'value="{walk.PASSPHRASE}"' in page.text
    assert rows(database, "SELECT count(*) FROM person") == before


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"login": ""}, "Type a login name."),
        ({"login": "ab"}, "A login name has 3 to 40 characters."),
        ({"login": "hoa/58"}, "A login name is made of letters and digits, for example hoa58."),
        ({"password": ""}, "Type a password."),
        ({"password": "1234567"}, "The password has 7 characters; it needs at least 8."),
        ({"password": "12345678"}, "This password is guessed first by thieves."),
        ({"password": "hoa58", "login": "hoa58"}, "The password has 5 characters"),
        ({"consent": None}, "Tick that you agree."),
    ],
)
def test_faults_of_the_last_page_lose_nothing(english: Browser, typed: dict[str, str], sentence: str) -> None:
    walk.until_login(english)
    said = {"login": "hoa58", "password": "trong dong vang", **typed}

    page = walk.say_login(english, **said)

    assert page.status_code == 422
    assert sentence in walk.errors(page)
    assert f'value="{said["login"]}"' in page.text
    assert f'value="{said["password"]}"' in page.text
    assert page.headers["Cache-Control"] == "no-store"


def test_without_consent_nobody_is_kept(english: Browser, database: Database) -> None:
    walk.until_login(english)
    before = rows(database, "SELECT count(*) FROM person")

    walk.say_login(english, consent=None)

    assert rows(database, "SELECT count(*) FROM person") == before


def test_a_child_is_asked_to_call_a_guardian(english: Browser, database: Database) -> None:
    year = str(local_date(now()).year - 12)
    assert walk.say_who(english, birth_year=year).location == "/sign-up/guardian"
    assert english.get("/sign-up/commune").location == "/sign-up/guardian"

    page = english.post("/sign-up/guardian", page="/sign-up/guardian")
    assert page.status_code == 422
    assert "A parent or guardian has to tick" in walk.errors(page)

    english.post("/sign-up/guardian", page="/sign-up/guardian", guardian="y")
    walk.say_where(english)
    walk.say_groups(english, ["primary-pupil"])
    walk.say_login(english)

    assert rows(database, "SELECT channel FROM consent") == [("self-with-guardian",)]


def test_another_child_needs_its_own_guardian(english: Browser) -> None:
    year = str(local_date(now()).year - 12)
    walk.say_who(english, birth_year=year)
    english.post("/sign-up/guardian", page="/sign-up/guardian", guardian="y")

    walk.say_who(english, name="Nguyễn Văn Tí", birth_year=year)

    assert english.get("/sign-up/commune").location == "/sign-up/guardian"


def test_after_signing_up_one_goes_on_where_one_came_from(english: Browser) -> None:
    done = english.follow(walk.sign_up(english, onwards="/courses/an-toan-so"))

    assert 'href="/courses/an-toan-so"' in done.text


@pytest.mark.parametrize("away", ["https://evil.example", "//evil.example", "/\\evil.example"])
def test_no_page_of_sign_up_leads_away(english: Browser, away: str) -> None:
    done = english.follow(walk.sign_up(english, onwards=away))

    assert "evil.example" not in done.text


def test_the_rooms_take_over_what_the_guest_did(app: Flask, english: Browser, database: Database) -> None:
    taken: list[int] = []
    app.extensions.setdefault("lms.after_sign_in", []).append(taken.append)

    walk.sign_up(english)

    assert taken == [rows(database, "SELECT max(id) FROM person")[0][0]]


def test_signing_up_changes_the_cookie(english: Browser) -> None:
    walk.until_login(english)
    before = english.client.get_cookie("__Host-sid", domain="hoc.example.vn")

    walk.say_login(english)

    after = english.client.get_cookie("__Host-sid", domain="hoc.example.vn")
    assert before is not None
    assert after is not None
    assert before.value != after.value


def test_starting_again_forgets_the_person_before(english: Browser) -> None:
    walk.until_login(english)

    english.post("/sign-up/again", page="/sign-up/login")

    assert "Nguyễn Thị Hoa" not in english.get("/sign-up").text


def test_what_was_left_half_done_is_forgotten_after_hours(english: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    walk.until_login(english)
    later = now() + timedelta(hours=4)

    monkeypatch.setattr("lms.people.sign_up.draft.now", lambda: later)

    assert "Nguyễn Thị Hoa" not in english.get("/sign-up").text


def test_whoever_is_signed_in_needs_no_second_account(an: Browser) -> None:
    assert an.get("/sign-up").location == "/account"


def test_in_vietnamese_the_vietnamese_text_is_agreed_to(guest: Browser, database: Database) -> None:
    walk.sign_up(guest)

    assert rows(database, "SELECT language FROM consent") == [("vi",)]
