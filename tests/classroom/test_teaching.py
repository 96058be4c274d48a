"""A teacher makes a class and keeps its list; to everybody else it does not exist."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from lms.classroom import actions, queries
from lms.clock import local_date, now
from lms.db import Database
from lms.people.actions import grant_role
from lms.people.models import Person
from lms.problems import Conflict
from lms.roles import Role
from lms.vietnamese import name_sort_key
from tests.builders import World
from tests.classroom.conftest import CODE, Lesson, days_from_now, make
from tests.conftest import rows
from tests.courses import publish_tiny_course
from tests.pages import Browser
from tests.people.conftest import statements

__all__ = ["statements"]


def public_id(database: Database, person_id: int) -> str:
    with database.reading() as db:
        return db.get_one(Person, person_id).public_id


def acts(database: Database) -> list[str]:
    return [str(act) for (act,) in rows(database, "SELECT act FROM audit_row WHERE act LIKE 'classroom.%' ORDER BY id")]


def test_a_class_is_made_on_two_pages(binh: Browser, database: Database, world: World) -> None:
    with database.transaction() as db:
        course = publish_tiny_course(db)

    made = binh.post(
        "/classes/new", page="/classes/new", name=" Lớp  tối ", course=course.course_id, place=world.village_2
    )
    days = made.location
    kept = binh.post(days, page=days, starts_on="2026-12-01", ends_on="31/01/2027")

    assert days.endswith("/days")
    assert kept.location == days.removesuffix("/days")
    assert "01/12/2026 – 31/01/2027" in binh.get("/desk").text
    assert rows(database, "SELECT name, course_id, org_unit_id, teacher_id FROM class_group") == [
        ("Lớp tối", course.course_id, world.village_2, world.binh.person_id)
    ]


def test_what_cannot_be_a_class_is_told_and_stays(binh: Browser, database: Database, world: World) -> None:
    answers = [
        binh.post("/classes/new", page="/classes/new", **values)
        for values in (
            {"name": "", "course": "0", "place": world.village_1},
            {"name": "Lớp sáng", "course": "0", "place": world.village_3},
            {"name": "Lớp sáng", "course": "77", "place": world.village_1},
            {"name": "Lớp sáng"},
        )
    ]

    assert [answer.status_code for answer in answers] == [422] * 4
    assert all('value="Lớp sáng"' in answer.text for answer in answers[1:])
    assert rows(database, "SELECT count(*) FROM class_group") == [(0,)]


def test_days_that_cannot_be_are_told(binh: Browser, lesson: Lesson) -> None:
    for starts_on, ends_on in (("2026-12-02", "2026-12-01"), ("", "2026-12-01"), ("hôm nay", "mai")):
        answer = binh.post(f"{lesson.page}/days", page=f"{lesson.page}/days", starts_on=starts_on, ends_on=ends_on)

        assert answer.status_code == 422
        assert f'value="{ends_on}"' in answer.text


def test_the_wall_shows_code_and_address_and_no_name(binh: Browser, lesson: Lesson) -> None:
    main = binh.get(f"{lesson.page}/wall").text.split("<main")[1]

    assert "4K7 M2P" in main
    assert "hoc.example.vn/lop<" in main
    assert 'src="data:image/svg+xml' in main
    assert "Nguyễn Thị An" not in main


def test_people_of_the_own_places_are_found_and_added(
    binh: Browser, database: Database, world: World, lesson: Lesson
) -> None:
    found = binh.get(f"{lesson.page}/add?q=thi").text
    added = binh.post(
        f"{lesson.page}/add", page=f"{lesson.page}/add?q=chi", who=public_id(database, world.chi.person_id)
    )
    foreign = binh.post(f"{lesson.page}/add", page=f"{lesson.page}/add", who=public_id(database, world.dung.person_id))

    assert "Lê Thị Chi" in found
    assert "Phạm Dũng" not in binh.get(f"{lesson.page}/add?q=dung").text
    assert added.status_code == 303
    assert foreign.status_code == 404
    with database.reading() as db:
        assert queries.member_ids(db, lesson.id) == [world.an.person_id, world.chi.person_id]


def test_a_person_is_left_out_of_the_names_and_taken_off(
    binh: Browser, database: Database, world: World, lesson: Lesson
) -> None:
    page = f"{lesson.page}/people/{public_id(database, world.an.person_id)}"

    binh.post(f"{page}/name", page=page, listed="0")
    assert "không hiện ở trang tên" in binh.get(lesson.page).text
    binh.post(f"{page}/name", page=page, listed="1")
    binh.post(f"{page}/remove", page=page)

    assert binh.get(page).status_code == 404
    assert acts(database)[2:] == ["classroom.leave_out_name", "classroom.list_name", "classroom.remove"]


def test_a_new_code_ends_the_one_before(binh: Browser, guest: Browser, lesson: Lesson) -> None:
    binh.post(f"{lesson.page}/code", page=lesson.page)

    assert guest.get(f"/lop/{CODE}").status_code == 422


def test_the_door_is_shut_and_opened(binh: Browser, guest: Browser, database: Database, lesson: Lesson) -> None:
    binh.post(f"{lesson.page}/door", page=lesson.page, open="0")
    assert guest.get(f"/lop/{CODE}").status_code == 422

    binh.post(f"{lesson.page}/door", page=lesson.page, open="1")
    assert guest.get(f"/lop/{CODE}").status_code == 200
    assert acts(database)[2:] == ["classroom.shut_by_code", "classroom.open_by_code"]


def test_a_closed_class_stays_as_it_was_and_gives_its_code_back(
    binh: Browser, guest: Browser, database: Database, world: World, lesson: Lesson
) -> None:
    before = binh.get(lesson.page)
    assert before.status_code == 200
    binh.post(f"{lesson.page}/close", page=lesson.page)

    assert "Nguyễn Thị An" in binh.get(lesson.page).text
    assert guest.get(f"/lop/{CODE}").status_code == 422
    assert binh.post(f"{lesson.page}/code", page=lesson.page).status_code == 409
    with database.transaction() as db, pytest.raises(Conflict):
        actions.join(db, lesson.id, world.chi.person_id, now())
    assert make(database, world).id != lesson.id


def test_a_code_that_a_living_class_has_is_drawn_again(database: Database, world: World, lesson: Lesson) -> None:
    drawn = iter([CODE, CODE, "7K7M2P"])
    new = actions.NewClass(world.binh.person_id, "Lớp sáng", world.village_1)

    with database.transaction() as db:
        assert actions.make_class(db, new, now(), lambda: next(drawn)).code == "7K7M2P"

    assert rows(database, "SELECT code FROM class_group ORDER BY id") == [(CODE,), ("7K7M2P",)]


def test_a_class_of_somebody_else_does_not_exist(
    giang: Browser, dung: Browser, database: Database, world: World, lesson: Lesson
) -> None:
    with database.transaction() as db:
        grant_role(db, None, world.dung.person_id, Role.TEACHER, world.lam_thao, now())
    person = public_id(database, world.an.person_id)
    ways = ("", "/wall", "/days", "/add", f"/people/{person}")
    acting = ("/days", "/add", "/code", "/door", "/close", f"/people/{person}/name", f"/people/{person}/remove")

    assert [dung.get(lesson.page + way).status_code for way in ways] == [404] * len(ways)
    assert [dung.post(lesson.page + way, page="/classes").status_code for way in acting] == [404] * len(acting)
    assert giang.get(lesson.page).status_code == 404
    assert "Lớp tối" not in dung.get("/classes").text


def test_classes_that_are_not_over_stand_on_the_desk(binh: Browser, database: Database, lesson: Lesson) -> None:
    assert lesson.page in binh.get("/desk").text

    with database.transaction() as db:
        actions.change_days(db, lesson.id, days_from_now(-9), days_from_now(-1), now())

    assert lesson.page not in binh.get("/desk").text
    assert lesson.page in binh.get("/classes").text


def test_more_members_cost_no_more_statements(
    binh: Browser, database: Database, lesson: Lesson, statements: Callable[[Callable[[], object]], int]
) -> None:
    few = statements(lambda: binh.get(lesson.page))
    with database.transaction() as db:
        for number in range(40):
            name = f"Trần Thị Hoa {'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[number % 26]}"
            person = Person(name=name, folded_name="x", sort_key=name_sort_key(name), birth_year=1960, created_at=now())
            db.add(person)
            db.flush()
            actions.add(db, lesson.id, person.id, now())

    assert statements(lambda: binh.get(lesson.page)) == few
    with database.reading() as db:
        assert len(queries.members(db, lesson.id, local_date(now()))) == 41
