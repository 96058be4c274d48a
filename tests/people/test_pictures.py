"""Three pictures in their order open the door for learners; guessing ends soon, and is told with its length."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from lms.clock import now
from lms.db import Database
from lms.people.actions import grant_role
from lms.people.models import Login, SignInFailures
from lms.people.pictures import rules
from lms.roles import Role
from lms.web.models import WebSession
from tests.builders import World
from tests.conftest import rows
from tests.pages import Browser
from tests.people.test_sign_in import HOST, cookie, session_row, sign_in, without_token
from tests.people.walk import errors

MINE = ("trau", "sen", "non")


@pytest.fixture
def english(guest: Browser) -> Browser:
    """A guest who reads English."""
    guest.client.set_cookie("lang", "en", domain=HOST)
    return guest


@pytest.fixture
def chosen(an: Browser) -> None:
    """An has chosen three pictures."""
    assert choose(an).location == "/account"


def choose(browser: Browser, *pictures: str) -> TestResponse:
    browser.client.set_cookie("lang", "en", domain=HOST)
    given = dict(zip(("first", "second", "third"), pictures or MINE, strict=False))
    return browser.post("/account/pictures", page="/account/pictures", **given)


def tap(browser: Browser, *pictures: str, login: str = "an", **more: str) -> TestResponse:
    """Type the name, choose the pictures, tap one after the other."""
    browser.post("/sign-in?next=/account", page="/sign-in", login=login, way="pictures", **more)
    return [
        browser.post("/sign-in/pictures", page="/sign-in/pictures", picture=picture) for picture in pictures or MINE
    ][-1]


@pytest.mark.usefixtures("chosen")
def test_the_three_pictures_open_the_door(english: Browser) -> None:
    assert tap(english).location == "/account"
    assert "Nguyễn Thị An" in english.get("/account").text


@pytest.mark.usefixtures("chosen")
@pytest.mark.parametrize("others", [("sen", "trau", "non"), ("trau", "sen", "ca")])
def test_other_pictures_or_another_order_do_not(english: Browser, others: tuple[str, ...]) -> None:
    answer = tap(english, *others)

    assert answer.status_code == 422
    assert "The pictures did not fit. Begin again with the first; tries left: 4." in answer.text


@pytest.mark.usefixtures("chosen")
def test_no_page_and_no_address_shows_what_was_tapped(english: Browser) -> None:
    english.post("/sign-in", page="/sign-in", login="an", way="pictures")
    empty = english.get("/sign-in/pictures").text
    answer = english.post("/sign-in/pictures", page="/sign-in/pictures", picture="trau")

    second = english.follow(answer).text

    assert answer.location == "/sign-in/pictures"
    assert "Picture 2 of 3" in second
    assert second.count("trau") == empty.count("trau")


@pytest.mark.usefixtures("chosen")
def test_one_can_begin_again(english: Browser) -> None:
    english.post("/sign-in", page="/sign-in", login="an", way="pictures")
    english.post("/sign-in/pictures", page="/sign-in/pictures", picture="ca")
    english.post("/sign-in/pictures", page="/sign-in/pictures", again="1")

    answers = [english.post("/sign-in/pictures", page="/sign-in/pictures", picture=picture) for picture in MINE]

    assert answers[-1].location == "/desk"


@pytest.mark.usefixtures("chosen")
def test_the_last_picture_is_never_kept_and_the_others_not_for_long(english: Browser, database: Database) -> None:
    tap(english, "trau", "sen", "ca")

    row = session_row(database, cookie(english))
    assert row is not None
    assert row.data["coming"]["pictures"] == []


def test_a_name_is_needed_first(english: Browser) -> None:
    answer = english.post("/sign-in", page="/sign-in", login="", way="pictures")

    assert (answer.status_code, errors(answer)) == (
        422,
        "Type a login name, a telephone number or the code of your class.",
    )
    assert english.get("/sign-in/pictures").location == "/sign-in"


def test_what_is_no_picture_is_told(english: Browser) -> None:
    english.post("/sign-in", page="/sign-in", login="an", way="pictures")

    answer = english.post("/sign-in/pictures", page="/sign-in/pictures", picture="voi")

    assert (answer.status_code, "Tap one of the twelve pictures." in answer.text) == (422, True)


def test_a_name_without_pictures_and_one_nobody_has_are_answered_alike(english: Browser) -> None:
    told = [without_token(tap(english, login=login).text.split("<h1", 1)[1]) for login in ("an", "ai")]

    assert "tries left: 4" in tap(english, login="dung").text
    assert told[0].replace(">an ·", ">ai ·") == told[1]


@pytest.mark.usefixtures("chosen")
def test_five_failures_lock_the_pictures_and_the_lock_is_told(english: Browser, app: Flask) -> None:
    told = [tap(english, "ca", "ca", "non") for _ in range(5)]
    right_but_locked = tap(Browser(app))

    assert [page.status_code for page in told] == [422] * 5
    assert "locked for 1 h" in told[4].text
    assert right_but_locked.status_code == 429
    assert 3500 < int(right_but_locked.headers["Retry-After"]) <= 3601
    assert "1800 0000" in right_but_locked.text.split("<main")[1].split("</main>")[0]


@pytest.mark.usefixtures("chosen")
def test_the_password_still_opens_and_unlocks_the_pictures(english: Browser, app: Flask) -> None:
    for _ in range(5):
        tap(english, "ca", "ca", "non")

    assert sign_in(Browser(app)).status_code == 303
    assert tap(Browser(app)).status_code == 303


@pytest.mark.usefixtures("chosen")
def test_after_twenty_failures_waiting_does_not_help(english: Browser, app: Flask, database: Database) -> None:
    for _ in range(5):
        tap(english, "ca", "ca", "non")
    with database.transaction() as db:
        for tries in db.query(SignInFailures):
            tries.failures, tries.not_before = 20, now() - timedelta(days=30)

    answer = tap(english)

    assert answer.status_code == 429
    assert "Come in another way, then choose anew." in answer.text
    assert sign_in(Browser(app)).status_code == 303


@pytest.mark.usefixtures("chosen")
def test_an_address_that_fails_at_many_names_is_slowed_down(english: Browser) -> None:
    answers = [tap(english, login=f"ai{number}").status_code for number in range(31)]

    assert answers == [422] * 30 + [429]
    assert tap(english).status_code == 303, "whoever is right is never held up"


@pytest.mark.usefixtures("chosen")
def test_whoever_was_given_a_role_since_comes_in_by_password_only(
    english: Browser, app: Flask, database: Database, world: World
) -> None:
    with database.transaction() as db:
        grant_role(db, world.giang.person_id, world.an.person_id, Role.TEACHER, world.lam_thao, now())

    assert tap(english).status_code == 422
    assert sign_in(Browser(app)).status_code == 303


def test_somebody_with_a_role_cannot_choose_any(binh: Browser, database: Database, world: World) -> None:
    assert choose(binh).status_code == 409

    with database.reading() as db:
        assert db.get_one(Login, world.binh.login_id).pictures_hash is None


@pytest.mark.parametrize(
    ("pictures", "sentence"),
    [
        (("trau", "sen"), "Choose three pictures"),
        (("trau", "sen", "voi"), "Choose three pictures"),
        (("ca", "ca", "ca"), "guessed first by thieves"),
    ],
)
def test_what_cannot_be_kept_is_told(an: Browser, pictures: tuple[str, ...], sentence: str) -> None:
    answer = choose(an, *pictures)

    assert (answer.status_code, sentence in answer.text) == (422, True)


@pytest.mark.usefixtures("chosen")
def test_only_a_keyed_hash_is_kept(app: Flask, database: Database, world: World) -> None:
    with database.reading() as db:
        kept = db.get_one(Login, world.an.login_id).pictures_hash or ""

    assert kept.startswith("$argon2id$")
    assert rules.keyed("one secret", 1, MINE) != rules.keyed("another", 1, MINE)
    assert rules.keyed("one secret", 1, MINE) != rules.keyed("one secret", 2, MINE)


@pytest.mark.usefixtures("chosen")
def test_pictures_given_up_open_nothing(an: Browser, english: Browser, database: Database) -> None:
    assert an.post("/account/pictures/end", page="/account/pictures").location == "/account"

    assert tap(english).status_code == 422
    assert rows(database, "SELECT act FROM audit_row ORDER BY id") == [
        ("people.choose_pictures",),
        ("people.end_pictures",),
    ]


@pytest.mark.usefixtures("chosen")
def test_on_a_shared_machine_the_stay_is_short(english: Browser, database: Database) -> None:
    tap(english, shared="y")

    row = session_row(database, cookie(english))
    assert row is not None
    assert row.idle_minutes == 30


def test_what_somebody_began_is_forgotten_after_ten_minutes(english: Browser, database: Database) -> None:
    english.post("/sign-in", page="/sign-in", login="an", way="pictures")
    with database.transaction() as db:
        for row in db.scalars(select(WebSession)):
            row.data = {"coming": {**row.data["coming"], "at": (now() - timedelta(minutes=11)).isoformat()}}

    assert english.get("/sign-in/pictures").location == "/sign-in"


def test_twelve_pictures_make_1728_rows_of_three() -> None:
    assert len(set(rules.PICTURES)) ** rules.LENGTH == 1728
