"""Somebody new signs up on the way and is in; somebody signed in joins with a tap; the same person twice is one."""

from __future__ import annotations

from flask import Flask

from lms.classroom import actions, queries
from lms.clock import now
from lms.db import Database
from tests.builders import PASSWORD, World
from tests.classroom.conftest import CODE, Change, Lesson
from tests.conftest import rows
from tests.pages import Browser
from tests.people.walk import say_groups, say_login, say_where, say_who

PAGE = f"/lop/{CODE}"
MEMBERS = "SELECT name, how FROM class_member JOIN person ON person.id = person_id WHERE left_at IS NULL ORDER BY 1"


def sign_up(guest: Browser) -> None:
    say_who(guest, onwards=PAGE)
    say_where(guest)
    say_groups(guest)
    assert say_login(guest).location == f"/sign-up/done?next={PAGE}"


def test_who_signs_up_on_the_way_is_in_the_class(guest: Browser, database: Database, lesson: Lesson) -> None:
    assert f'href="/sign-up?next={PAGE}"' in guest.get(PAGE).text
    sign_up(guest)

    assert rows(database, MEMBERS) == [("Nguyễn Thị An", "teacher"), ("Nguyễn Thị Hoa", "self")]
    assert "Nguyễn Thị Hoa đang ở trong lớp này" in guest.get(PAGE).text


def test_a_class_that_was_closed_meanwhile_takes_nobody_and_the_account_is_made(
    guest: Browser, database: Database, change: Change
) -> None:
    say_who(guest, onwards=PAGE)
    say_where(guest)
    say_groups(guest)
    change(closed_at=now())

    assert say_login(guest).status_code == 303
    assert rows(database, MEMBERS) == [("Nguyễn Thị An", "teacher")]
    assert guest.get("/desk").status_code == 200


def test_who_signs_up_on_the_way_elsewhere_joins_nothing(guest: Browser, database: Database, lesson: Lesson) -> None:
    say_who(guest, onwards="/lop")
    say_where(guest)
    say_groups(guest)
    say_login(guest)

    assert rows(database, MEMBERS) == [("Nguyễn Thị An", "teacher")]


def test_who_is_signed_in_joins_with_one_tap(chi: Browser, database: Database, lesson: Lesson) -> None:
    page = chi.get(PAGE)
    answer = chi.post(f"{PAGE}/join", page=PAGE)

    assert "Nguyễn Thị An" not in page.text, "the names are for those who look for their own"
    assert answer.location == PAGE
    assert rows(database, MEMBERS)[0] == ("Lê Thị Chi", "self")


def test_who_has_an_account_signs_in_and_comes_back(guest: Browser, lesson: Lesson) -> None:
    assert f'href="/sign-in?next={PAGE}"' in guest.get(PAGE).text

    answer = guest.post(f"/sign-in?next={PAGE}", page="/sign-in", login="chi", password=PASSWORD)

    assert answer.location == PAGE


def test_the_same_person_twice_is_one_member(an: Browser, database: Database, world: World, lesson: Lesson) -> None:
    an.post(f"{PAGE}/join", page=PAGE)
    with database.transaction() as db:
        assert not actions.join(db, lesson.id, world.an.person_id, now())
        assert not actions.add(db, lesson.id, world.an.person_id, now())

    assert rows(database, "SELECT count(*) FROM class_member") == [(1,)]
    assert rows(database, "SELECT act FROM audit_row WHERE act LIKE 'classroom.%' ORDER BY id") == [
        ("classroom.make",),
        ("classroom.add",),
    ]


def test_who_was_taken_off_may_come_back(an: Browser, database: Database, world: World, lesson: Lesson) -> None:
    with database.transaction() as db:
        actions.remove(db, lesson.id, world.an.person_id, now())
    with database.reading() as db:
        assert queries.member_ids(db, lesson.id) == []

    an.post(f"{PAGE}/join", page=PAGE)

    assert rows(database, MEMBERS) == [("Nguyễn Thị An", "self")]


def test_the_next_person_on_this_machine_finds_the_names(an: Browser, lesson: Lesson) -> None:
    answer = an.post("/sign-out", page=PAGE, next=PAGE)

    assert answer.location == PAGE
    assert ">Nguyễn Thị An<" in an.follow(answer).text


def test_signing_out_leads_to_no_other_site(an: Browser) -> None:
    assert an.post("/sign-out", page="/account", next="//evil.example").location == "/sign-out"


def test_whoever_is_put_on_a_list_is_told(an: Browser, lesson: Lesson) -> None:
    assert "Lớp tối" in an.get("/notices").text
    assert "Lớp tối" in an.get("/desk").text


def test_a_guest_cannot_join(guest: Browser, app: Flask, database: Database, lesson: Lesson) -> None:
    assert guest.post(f"{PAGE}/join", page=PAGE).location.startswith("/sign-in")
    assert rows(database, MEMBERS) == [("Nguyễn Thị An", "teacher")]
