"""A telephone number opens the door as a login name does; who shares one is told apart by the password."""

from __future__ import annotations

import pytest
from argon2 import PasswordHasher

from lms.db import Database
from lms.people import passwords, phones, queries
from lms.people.models import Login, Person
from lms.problems import Problem
from tests.builders import Somebody, World
from tests.conftest import rows
from tests.pages import Browser
from tests.people.test_sign_in import HOST, WRONG, sign_in
from tests.people.walk import errors

NUMBER = "+84912345678"
OTHER = "cay da ben song"
WRONG_NUMBER = "The telephone number or the password is not right. The login name from the notebook works too."


@pytest.fixture
def english(guest: Browser) -> Browser:
    """A guest who reads English."""
    guest.client.set_cookie("lang", "en", domain=HOST)
    return guest


def give_phone(database: Database, *people: Somebody) -> None:
    with database.transaction() as db:
        for somebody in people:
            db.get_one(Person, somebody.person_id).phone = NUMBER


def give_password(database: Database, somebody: Somebody, password: str) -> None:
    quick = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1).hash(password)
    with database.transaction() as db:
        db.get_one(Login, somebody.login_id).password_hash = quick


@pytest.mark.parametrize(
    "typed", ["0912 345 678", "912345678", "+840912345678", "O912.345.678", "０９１２３４５６７８"]
)
def test_a_number_in_any_form_opens_the_door(english: Browser, database: Database, world: World, typed: str) -> None:
    give_phone(database, world.an)

    assert sign_in(english, typed, onwards="/account").location == "/account"
    assert "Nguyễn Thị An" in english.get("/account").text


def test_the_password_decides_who_of_a_family_it_is(english: Browser, database: Database, world: World) -> None:
    give_phone(database, world.an, world.hoa)
    give_password(database, world.hoa, OTHER)

    assert sign_in(english, "0912345678", OTHER).location == "/desk"
    assert "Vũ Hòa" in english.get("/account").text


def test_of_two_with_one_password_the_name_is_asked_for_after_it(
    english: Browser, database: Database, world: World
) -> None:
    give_phone(database, world.an, world.hoa)

    asked = sign_in(english, "0912345678", onwards="/account")
    page = english.follow(asked)
    chosen = english.post("/sign-in/who", page="/sign-in/who", who=world.an.login_id)

    assert asked.location == "/sign-in/who"
    assert "Nguyễn Thị An" in page.text
    assert "Vũ Hòa" in page.text
    assert chosen.location == "/account"
    assert "Nguyễn Thị An" in english.get("/account").text


def test_nobody_is_chosen_whom_the_password_did_not_open(english: Browser, database: Database, world: World) -> None:
    give_phone(database, world.an, world.hoa)
    sign_in(english, "0912345678")

    for foreign in (world.binh.login_id, "", "x"):
        answer = english.post("/sign-in/who", page="/sign-in/who", who=foreign)
        assert (answer.status_code, "Choose your name." in answer.text) == (422, True)


def test_a_password_changed_meanwhile_takes_the_name_off_the_page(
    english: Browser, database: Database, world: World
) -> None:
    give_phone(database, world.an, world.hoa)
    sign_in(english, "0912345678")
    with database.transaction() as db:
        db.get_one(Login, world.hoa.login_id).epoch += 1

    assert "Vũ Hòa" not in english.get("/sign-in/who").text


def test_names_are_shown_to_nobody_without_the_password(english: Browser, database: Database, world: World) -> None:
    give_phone(database, world.an, world.hoa)

    refused = sign_in(english, "0912345678", "sai")

    assert errors(refused) == WRONG_NUMBER
    assert "Hòa" not in refused.text
    assert english.get("/sign-in/who").location == "/sign-in"


def test_a_number_nobody_has_is_answered_alike(english: Browser, database: Database, world: World) -> None:
    give_phone(database, world.an)

    assert errors(sign_in(english, "0912345678", "sai")) == errors(sign_in(english, "0987654321", "sai"))


@pytest.mark.parametrize("sharing", [0, 1, 3])
def test_as_much_is_compared_however_many_share_a_number(
    english: Browser, database: Database, world: World, monkeypatch: pytest.MonkeyPatch, sharing: int
) -> None:
    give_phone(database, *(world.an, world.hoa, world.chi)[:sharing])
    compared: list[str | None] = []
    really = passwords.matches

    def counted(kept: str | None, typed: str) -> bool:
        compared.append(kept)
        return really(kept, typed)

    monkeypatch.setattr(passwords, "matches", counted)
    sign_in(english, "0912345678", "sai")

    assert len(compared) == 4


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("0165 234 5678", "This number has a prefix from before 2018. Today it is probably 0352 345 678."),
        ("0912 345 67", "Digits missing in the telephone number: 1."),
        ("0612 345 678", "This is not a telephone number of Việt Nam."),
        ("an", WRONG),
    ],
)
def test_a_number_that_cannot_be_one_gets_a_sentence_that_helps(english: Browser, typed: str, sentence: str) -> None:
    page = sign_in(english, typed, "sai")

    assert page.status_code == 422
    assert sentence in errors(page)


def test_a_login_name_made_of_digits_still_opens(english: Browser, database: Database, world: World) -> None:
    with database.transaction() as db:
        login = db.get_one(Login, world.an.login_id)
        login.name = login.folded_name = "01652345678"

    assert sign_in(english, "0165 234 5678").status_code == 303


def test_guessing_by_number_has_to_wait(english: Browser, database: Database, world: World) -> None:
    give_phone(database, world.an)
    spellings = [
        "0912345678",
        "+84912345678",
        "912345678",
        "0084912345678",
        "84912345678",
        "0912 345 678",
        "0912.345.678",
    ]

    answers = [sign_in(english, typed, "sai").status_code for typed in spellings]

    assert answers == [422] * 6 + [429]


def test_nobody_guesses_at_the_family_between_sign_ins_of_their_own(
    english: Browser, database: Database, world: World
) -> None:
    give_phone(database, world.an, world.hoa)
    give_password(database, world.hoa, OTHER)
    for _ in range(3):
        sign_in(english, "0912345678", "sai")

    sign_in(english, "0912345678", OTHER)

    assert rows(database, "SELECT failures FROM sign_in_failures") == [(3,)]


def test_a_number_of_too_many_people_opens_nothing(database: Database, world: World) -> None:
    give_phone(database, world.an)
    with database.transaction() as db:
        for number in range(queries.MOST_ON_ONE_PHONE):
            db.add(
                Login(
                    person_id=world.an.person_id,
                    name=f"an{number}",
                    folded_name=f"an{number}",
                    password_hash="x",
                    created_at=db.get_one(Login, world.an.login_id).created_at,
                )
            )

    with database.reading() as db:
        assert queries.logins_meant(db, "0912345678") == []
        assert [login.name for login in queries.logins_meant(db, "an0")] == ["an0"]


@pytest.mark.parametrize("typed", ["hoa58", "an", "hoc.vien", "a12345678b", ""])
def test_a_login_name_is_not_taken_for_a_number(typed: str) -> None:
    assert phones.as_typed(typed) is None
    assert phones.advice(typed) is None


def test_a_right_number_needs_no_advice() -> None:
    assert phones.advice("0912 345 678") is None
    assert isinstance(phones.advice("09123456789"), Problem)
