"""Whoever has forgotten the password gets a code from somebody of the own place: once, for a day, with five tries."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from lms.clock import now
from lms.db import Database
from lms.people.actions import grant_role
from lms.people.models import Login, Person
from lms.people.papers import actions as papers
from lms.people.papers import rules
from lms.people.papers.models import RecoveryCode
from lms.people.passwords import hashed
from lms.problems import Problem
from lms.roles import Role
from tests.builders import PASSWORD, World
from tests.conftest import rows
from tests.pages import Browser
from tests.people.helping import page_of
from tests.people.test_sign_in import HOST, sign_in
from tests.people.walk import errors

DIGITS = "12345678"
NEW = "nui doi song suoi"
REFUSED = "The name or the code is not right, or the code has ended"


@pytest.fixture
def english(guest: Browser) -> Browser:
    """A guest who reads English."""
    guest.client.set_cookie("lang", "en", domain=HOST)
    return guest


@pytest.fixture
def code(database: Database, world: World) -> None:
    """An has been given a code by her teacher."""
    with database.transaction() as db:
        papers.give_code(db, world.binh.person_id, world.an.login_id, hashed(DIGITS), now())


def type_code(browser: Browser, login: str = "an", code: str = "1234 5678") -> TestResponse:
    return browser.post("/sign-in/code", page="/sign-in/code", login=login, code=code)


def choose(browser: Browser, password: str = NEW, **more: str) -> TestResponse:
    return browser.post("/sign-in/code/password", page="/sign-in/code/password", password=password, **more)


def test_a_teacher_gives_a_code_and_sees_it_once(binh: Browser, database: Database, world: World) -> None:
    page = page_of(database, world.an)

    shown = binh.post(f"{page}/code", page=f"{page}/help", login=world.an.login_id)

    found = re.findall(r'class="digits num">(\d{4} \d{4})<', shown.text)
    assert (shown.status_code, len(found)) == (200, 1)
    assert shown.headers["Cache-Control"] == "no-store"
    assert found[0] not in binh.get(f"{page}/help").text
    assert rows(database, "SELECT act, subject, actor_id FROM audit_row") == [
        ("people.give_code", f"login:{world.an.login_id}", world.binh.person_id)
    ]


def test_the_table_keeps_no_code(binh: Browser, database: Database, world: World) -> None:
    page = page_of(database, world.an)
    binh.post(f"{page}/code", page=f"{page}/help", login=world.an.login_id)

    assert str(rows(database, "SELECT code_hash FROM recovery_code")[0][0]).startswith("$argon2id$")


def test_the_whole_way_from_the_code_to_the_own_page(
    binh: Browser, english: Browser, database: Database, world: World
) -> None:
    page = page_of(database, world.an)
    shown = binh.post(f"{page}/code", page=f"{page}/help", login=world.an.login_id)
    digits = re.findall(r'class="digits num">(\d{4} \d{4})<', shown.text)[0]

    assert type_code(english, "an", digits).location == "/sign-in/code/password"
    assert choose(english).location == "/desk"

    assert "Nguyễn Thị An" in english.get("/account").text


@pytest.mark.usefixtures("code")
def test_the_new_password_opens_and_the_old_one_and_old_sessions_do_not(
    app: Flask, an: Browser, english: Browser
) -> None:
    type_code(english)
    choose(english)

    assert an.get("/account").status_code == 303
    assert sign_in(Browser(app), password=PASSWORD).status_code == 422
    assert sign_in(Browser(app), password=NEW).status_code == 303


@pytest.mark.usefixtures("code")
def test_the_person_is_told_when_a_code_is_given_and_when_it_is_used(
    english: Browser, database: Database, world: World
) -> None:
    type_code(english)
    choose(english)

    assert (
        rows(database, "SELECT person_id, kind, link FROM notice ORDER BY id")
        == [(world.an.person_id, "signed-in-again", "/account/sessions")] * 2
    )
    assert [act for (act,) in rows(database, "SELECT act FROM audit_row ORDER BY id")] == [
        "people.give_code",
        "people.use_code",
        "people.change_password",
    ]


@pytest.mark.usefixtures("code")
def test_cards_and_pictures_of_before_open_nothing_afterwards(
    english: Browser, database: Database, world: World
) -> None:
    with database.transaction() as db:
        db.get_one(Login, world.an.login_id).pictures_hash = "x"
        papers.make_card(db, world.an.person_id, world.an.login_id, "A" * 22, now())
    type_code(english)
    choose(english)

    with database.reading() as db:
        assert db.get_one(Login, world.an.login_id).pictures_hash is None
    assert rows(database, "SELECT count(*) FROM sign_in_card WHERE ended_at IS NULL") == [(0,)]


@pytest.mark.usefixtures("code")
def test_a_code_is_good_once(app: Flask, english: Browser) -> None:
    type_code(english)
    choose(english)

    again = Browser(app)
    again.client.set_cookie("lang", "en", domain=HOST)
    assert REFUSED in errors(type_code(again))


@pytest.mark.usefixtures("code")
def test_of_two_who_use_it_at_the_same_moment_one_does(app: Flask, database: Database) -> None:
    browsers = [Browser(app), Browser(app)]
    for browser in browsers:
        assert type_code(browser).status_code == 303
    together = Barrier(2)

    def press(browser: Browser) -> int:
        together.wait()
        return choose(browser).status_code

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(press, browsers)) == [303, 409]
    assert rows(database, "SELECT count(*) FROM audit_row WHERE act = 'people.use_code'") == [(1,)]


@pytest.mark.usefixtures("code")
def test_five_wrong_tries_end_a_code(english: Browser, app: Flask) -> None:
    for _ in range(5):
        assert REFUSED in errors(type_code(english, code="87654321"))

    assert type_code(Browser(app)).status_code == 422


@pytest.mark.usefixtures("code")
def test_guesses_at_the_same_moment_are_five_at_most(database: Database, world: World) -> None:
    def count(_number: int) -> int:
        with database.transaction() as db:
            return len(papers.count_code_tries(db, [world.an.login_id], now()))

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(count, range(8))) == [0, 0, 0, 1, 1, 1, 1, 1]


@pytest.mark.usefixtures("code")
def test_a_code_ends_after_a_day(english: Browser, database: Database) -> None:
    with database.transaction() as db:
        for row in db.query(RecoveryCode):
            assert row.expires_at - row.made_at == timedelta(hours=24)
            row.expires_at = now() - timedelta(seconds=1)

    assert REFUSED in errors(type_code(english))


@pytest.mark.usefixtures("code")
def test_a_code_that_ends_while_the_password_is_chosen_is_told(english: Browser, database: Database) -> None:
    type_code(english)
    with database.transaction() as db:
        for row in db.query(RecoveryCode):
            row.expires_at = now() - timedelta(seconds=1)

    answer = choose(english)

    assert answer.status_code == 409
    assert "Ask for a new one." in answer.text
    assert rows(database, "SELECT count(*) FROM audit_row WHERE act = 'people.change_password'") == [(0,)]


@pytest.mark.usefixtures("code")
def test_a_new_code_ends_the_one_before(english: Browser, database: Database, world: World) -> None:
    with database.transaction() as db:
        papers.give_code(db, world.chi.person_id, world.an.login_id, hashed("11112222"), now())

    assert REFUSED in errors(type_code(english))
    assert type_code(english, code="1111.2222").status_code == 303


@pytest.mark.usefixtures("code")
def test_a_telephone_number_will_do(english: Browser, database: Database, world: World) -> None:
    with database.transaction() as db:
        for somebody in (world.an, world.hoa):
            db.get_one(Person, somebody.person_id).phone = "+84912345678"

    assert type_code(english, "0912 345 678").status_code == 303
    choose(english)
    assert "Nguyễn Thị An" in english.get("/account").text


@pytest.mark.usefixtures("code")
def test_a_weak_password_costs_no_try_and_stays_on_the_page(english: Browser, database: Database) -> None:
    type_code(english)

    answer = choose(english, "ngan")

    assert (answer.status_code, "it needs at least 8" in errors(answer)) == (422, True)
    assert 'value="ngan"' in answer.text
    assert choose(english).status_code == 303


def test_nobody_chooses_a_password_without_a_code(english: Browser) -> None:
    assert english.get("/sign-in/code/password").location == "/sign-in/code"
    assert english.post("/sign-in/code/password", page="/", password=NEW).location == "/sign-in/code"


@pytest.mark.usefixtures("code")
def test_a_wrong_code_and_a_name_nobody_has_are_answered_alike(english: Browser) -> None:
    told = {errors(type_code(english, login, "87654321")) for login in ("an", "chi", "ai")}

    assert len(told) == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Type the code you were given."),
        ("1234 567", "The code has 8 digits, here are 7."),
        ("abcd efgh", "The code is made of digits only"),
    ],
)
def test_what_is_no_code_is_told_and_costs_no_try(
    english: Browser, database: Database, typed: str, sentence: str
) -> None:
    answer = type_code(english, code=typed)

    assert (answer.status_code, sentence in errors(answer)) == (422, True)
    assert 'value="an"' in answer.text
    assert rows(database, "SELECT count(*) FROM sign_in_failures") == [(0,)]


@pytest.mark.parametrize("typed", ["12345678", "1234-5678", " 1234 5678 ", "１２３４ ５６７８", "1234.5678"])
def test_a_code_is_read_in_any_grouping(typed: str) -> None:
    assert rules.code(typed) == DIGITS


def test_the_letter_o_stands_for_nought() -> None:
    assert rules.code("O234 567o") == "02345670"
    with pytest.raises(Problem):
        rules.code("１２３x５６７８")


# --- Who may help whom ---


def test_only_helpers_find_the_page(an: Browser, binh: Browser, chi: Browser, giang: Browser, guest: Browser) -> None:
    assert [browser.get("/people/help").status_code for browser in (an, binh, chi, giang)] == [404, 200, 200, 200]
    assert guest.get("/people/help").status_code == 303


def test_people_elsewhere_are_not_found(dung: Browser, database: Database, world: World) -> None:
    page = page_of(database, world.an)

    assert "Nguyễn Thị An" not in dung.get("/people/help?q=an").text
    assert dung.get(f"{page}/help").status_code == 404
    for act in ("code", "card", "card/end"):
        assert dung.post(f"{page}/{act}", page="/people/help", login=world.an.login_id).status_code == 404
    assert rows(database, "SELECT count(*) FROM recovery_code") == [(0,)]


def test_a_login_of_somebody_else_does_not_exist_there(binh: Browser, database: Database, world: World) -> None:
    page = page_of(database, world.an)

    for login in (world.giang.login_id, "", "x"):
        assert binh.post(f"{page}/code", page=f"{page}/help", login=login).status_code == 404


def test_a_teacher_does_not_open_the_door_of_the_official_next_door(
    binh: Browser, chi: Browser, database: Database, world: World
) -> None:
    page = page_of(database, world.chi)

    assert binh.get(f"{page}/help").status_code == 200
    assert "digits" not in binh.get(f"{page}/help").text
    assert binh.post(f"{page}/code", page=f"{page}/help", login=world.chi.login_id).status_code == 404


def test_an_administrator_of_all_their_places_helps_whoever_has_a_role(
    giang: Browser, database: Database, world: World
) -> None:
    page = page_of(database, world.chi)

    assert giang.post(f"{page}/code", page=f"{page}/help", login=world.chi.login_id).status_code == 200


def test_an_administrator_of_one_commune_does_not_help_the_one_of_the_province(
    dung: Browser, database: Database, world: World
) -> None:
    with database.transaction() as db:
        grant_role(db, world.giang.person_id, world.dung.person_id, Role.ADMINISTRATOR, world.tho_tang, now())
    page = page_of(database, world.giang)

    assert dung.get(f"{page}/help").status_code == 200
    assert dung.post(f"{page}/code", page=f"{page}/help", login=world.giang.login_id).status_code == 404


def test_nobody_helps_themselves(giang: Browser, database: Database, world: World) -> None:
    page = page_of(database, world.giang)

    assert giang.post(f"{page}/code", page=f"{page}/help", login=world.giang.login_id).status_code == 404


@pytest.mark.usefixtures("code")
def test_a_code_given_to_a_learner_does_not_open_the_role_given_since(
    english: Browser, database: Database, world: World
) -> None:
    type_code(english)
    with database.transaction() as db:
        grant_role(db, world.giang.person_id, world.an.person_id, Role.ADMINISTRATOR, world.province, now())

    assert choose(english).status_code == 409
    assert sign_in(english).status_code == 303
