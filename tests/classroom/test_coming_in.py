"""The code opens the names of a class, a name opens the question for that person's secret, and nothing else opens."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from lms.classroom import actions
from lms.classroom.models import ClassMember
from lms.clock import now
from lms.db import Database
from lms.people.models import Login, Person, Residence
from tests.builders import LONG_AGO, PASSWORD, World
from tests.classroom.conftest import CODE, Change, Lesson, days_from_now
from tests.pages import Browser
from tests.people.test_pictures import MINE, choose
from tests.people.test_sign_in import HOST, cookie, session_row
from tests.people.walk import errors

PAGE = f"/lop/{CODE}"
UNKNOWN = "No class is open with this code. Compare it with the code that your teacher shows."


@pytest.fixture
def english(guest: Browser) -> Browser:
    """A guest who reads English."""
    guest.client.set_cookie("lang", "en", domain=HOST)
    return guest


def key_of(database: Database, person_id: int) -> str:
    with database.reading() as db:
        return db.query(ClassMember).filter_by(person_id=person_id).one().public_id


def tap(browser: Browser, database: Database, world: World, **more: str) -> str:
    """An's name is tapped; where that leads."""
    return browser.post(PAGE, page=PAGE, who=key_of(database, world.an.person_id), **more).location


@pytest.mark.usefixtures("lesson")
def test_a_code_at_either_door_leads_to_the_names(english: Browser) -> None:
    answers = [
        english.post("/lop", page="/lop", code=" 4k7 mzp"),
        english.post("/sign-in?next=/account", page="/sign-in", login="4k7-m2p"),
        english.post("/sign-in", page="/sign-in", login=CODE, password="filled in by the browser"),
        english.post("/sign-in", page="/sign-in", login=CODE, way="pictures"),
    ]

    assert [(answer.status_code, answer.location) for answer in answers] == [(303, PAGE)] * 4
    assert ">Nguyễn Thị An<" in english.follow(answers[0]).text


@pytest.mark.usefixtures("lesson")
def test_the_page_of_names_is_for_no_copy_and_no_search_engine(english: Browser) -> None:
    page = english.get(PAGE)

    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["X-Robots-Tag"] == "noindex"
    assert "1958" not in page.text.split("<main")[1], "a name that is alone needs no year"
    assert ">an<" not in page.text.split("<main")[1], "nor is the login name told"


@pytest.mark.usefixtures("lesson")
def test_names_stand_by_given_name_and_two_alike_with_their_years(
    english: Browser, database: Database, world: World, lesson: Lesson
) -> None:
    with database.transaction() as db:
        twin = Person(
            name="Nguyễn Thị An", folded_name="nguyen thi an", sort_key="0", birth_year=1970, created_at=now()
        )
        db.add(twin)
        db.flush()
        db.add(Residence(person_id=twin.id, org_unit_id=world.village_2, valid_from=LONG_AGO))
        for person_id in (twin.id, world.hoa.person_id, world.dung.person_id):
            actions.add(db, lesson.id, person_id, now())

    main = english.get(PAGE).text.split("<main")[1]

    assert [main.index(text) for text in ("1970", "1958", "Phạm Dũng", "Vũ Hòa")] == sorted(
        main.index(text) for text in ("1970", "1958", "Phạm Dũng", "Vũ Hòa")
    )


@pytest.mark.usefixtures("lesson")
def test_a_tapped_name_and_its_password_open_the_door(english: Browser, database: Database, world: World) -> None:
    asked = tap(english, database, world)
    page = english.get(asked)
    answer = english.post(asked, page=asked, password=PASSWORD)

    assert asked == "/sign-in/password"
    assert "<h1>Nguyễn Thị An</h1>" in page.text
    assert answer.location == "/desk"
    row = session_row(database, cookie(english))
    assert row is not None
    assert (row.login_id, row.idle_minutes) == (world.an.login_id, 30), (
        "in a class the machine is taken for a shared one"
    )


@pytest.mark.usefixtures("lesson")
def test_the_own_telephone_is_remembered(english: Browser, database: Database, world: World) -> None:
    tap(english, database, world, own="1")
    english.post("/sign-in/password", page="/sign-in/password", password=PASSWORD)

    row = session_row(database, cookie(english))
    assert row is not None
    assert row.idle_minutes == 90 * 24 * 60


@pytest.mark.usefixtures("lesson")
def test_a_wrong_password_is_told_and_has_to_wait_after_five(
    english: Browser, database: Database, world: World
) -> None:
    tap(english, database, world)
    tried = [english.post("/sign-in/password", page="/sign-in/password", password="sai roi") for _ in range(7)]

    assert errors(tried[0]) == "The password is not right. Look at it again."
    assert [page.status_code for page in tried] == [422] * 6 + [429]
    assert "Retry-After" in tried[6].headers
    assert all(">an<" not in page.text for page in tried)


@pytest.mark.usefixtures("lesson")
def test_who_has_pictures_is_asked_for_them(english: Browser, an: Browser, database: Database, world: World) -> None:
    choose(an)

    assert tap(english, database, world) == "/sign-in/pictures"
    shown = english.get("/sign-in/pictures").text
    answers = [english.post("/sign-in/pictures", page="/sign-in/pictures", picture=one) for one in MINE]

    assert "Nguyễn Thị An · Picture 1 of 3" in shown
    assert f'href="{PAGE}"' in shown
    assert answers[-1].location == "/desk"


@pytest.mark.usefixtures("lesson")
def test_a_code_of_the_teacher_needs_no_login_name(
    english: Browser, binh: Browser, database: Database, world: World
) -> None:
    with database.reading() as db:
        help_page = f"/people/{db.get_one(Person, world.an.person_id).public_id}/help"
    given = binh.post(help_page.replace("/help", "/code"), page=help_page, login=world.an.login_id)
    digits = re.findall(r"\d{4} \d{4}", given.text.split("<main")[1])[0]
    tap(english, database, world)

    asked = english.get("/sign-in/code?chosen=1")
    answer = english.post("/sign-in/code?chosen=1", page="/sign-in/code?chosen=1", code=digits)

    assert 'name="login"' not in asked.text
    assert answer.location == "/sign-in/code/password"
    assert 'name="login"' in Browser(english._app).get("/sign-in/code?chosen=1").text, "nobody was tapped there"


def test_who_has_no_way_in_is_told_whom_to_ask(
    english: Browser, database: Database, world: World, lesson: Lesson
) -> None:
    with database.transaction() as db:
        db.get_one(Login, world.an.login_id).disabled_at = now()

    asked = tap(english, database, world)

    assert asked == f"{PAGE}/ask"
    assert "Your teacher can give you a card with a code." in english.get(asked).text


def test_a_class_that_is_not_open_is_as_one_that_is_not(
    english: Browser, database: Database, world: World, change: Change
) -> None:
    key, told = key_of(database, world.an.person_id), []
    for shut, open_again in (
        ({"opens_by_code": False}, {"opens_by_code": True}),
        ({"closed_at": now()}, {"closed_at": None}),
        ({"starts_on": days_from_now(1)}, {"starts_on": days_from_now(-9)}),
        ({"ends_on": days_from_now(-1)}, {"ends_on": days_from_now(1)}),
        ({"code": "9K7M2P"}, {"code": CODE}),
    ):
        change(**shut)
        told += [english.get(PAGE), english.post(PAGE, page="/lop", who=key)]
        change(**open_again)
        assert english.get(PAGE).status_code == 200
    change(code="9K7M2P")
    told += [english.post("/lop", page="/lop", code=CODE), english.get(f"{PAGE}/ask")]

    assert {(page.status_code, errors(page)) for page in told} == {(422, UNKNOWN)}
    assert all(f'value="{CODE}"' in page.text for page in told), "what was typed stays"
    assert not any("Nguyễn Thị An" in page.text for page in told)


@pytest.mark.usefixtures("lesson")
def test_on_its_first_and_on_its_last_day_a_class_is_open(english: Browser, change: Change) -> None:
    change(starts_on=days_from_now(0), ends_on=days_from_now(0))

    assert english.get(PAGE).status_code == 200


@pytest.mark.usefixtures("lesson")
def test_what_is_no_code_is_told_and_stays(english: Browser) -> None:
    for typed in ("", "4k7m2", "lớp của cô", "4K7M2PP", "\x00" * 6):
        answer = english.post("/lop", page="/lop", code=typed)

        assert answer.status_code == 422
        assert errors(answer)
        assert f'value="{typed.strip(chr(0))}"' in answer.text


@pytest.mark.usefixtures("lesson")
def test_nobody_is_meant_who_does_not_stand_there(english: Browser) -> None:
    for who in ("", "x", "\x00", "00000000-0000-0000-0000-000000000000"):
        answer = english.post(PAGE, page=PAGE, who=who)

        assert (answer.status_code, "Tap your name." in answer.text) == (422, True)


def test_who_is_left_out_or_has_left_cannot_be_tapped(
    english: Browser, database: Database, world: World, lesson: Lesson
) -> None:
    key = key_of(database, world.an.person_id)
    for leave in (
        lambda db: actions.show_name(db, lesson.id, world.an.person_id, now(), is_listed=False),
        lambda db: actions.remove(db, lesson.id, world.an.person_id, now()),
    ):
        with database.transaction() as db:
            leave(db)
        page = english.get(PAGE)

        assert "Nguyễn Thị An" not in page.text
        assert english.post(PAGE, page=PAGE, who=key).status_code == 422


@pytest.mark.usefixtures("lesson")
def test_whoever_guesses_codes_has_to_wait_and_then_nothing_opens(english: Browser, app: Flask) -> None:
    tried = [english.get(f"/lop/{number}K7M2P").status_code for number in range(5, 10)] * 6
    tried += [english.get("/lop/0K7M2P").status_code for _ in range(27)]
    refused = english.get(PAGE)

    assert set(tried) == {422, 429}
    assert refused.status_code == 429, "a right code would tell by opening"
    assert "Retry-After" in refused.headers
    assert "Nguyễn Thị An" not in refused.text
