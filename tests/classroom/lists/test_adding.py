"""A teacher adds a whole list: what is shown is what is written, once."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from threading import Barrier

import pytest
from flask import Flask
from openpyxl import load_workbook

from lms.classroom.lists import actions, queries
from lms.classroom.lists.actions import Shown
from lms.classroom.lists.columns import read
from lms.classroom.lists.planning import Plan, plan
from lms.classroom.lists.rules import Verdict
from lms.classroom.models import ClassGroup
from lms.clock import now
from lms.db import Database
from lms.people.actions import Enrolled, enrol
from lms.problems import Conflict
from tests.builders import World
from tests.classroom.conftest import Lesson, make
from tests.classroom.lists.corpus import text
from tests.conftest import rows
from tests.pages import Browser
from tests.patience import ends

HEAD = ("Họ và tên", "Năm sinh", "Khu", "Điện thoại")
AN, CHI, HOA = ("Nguyễn Thị An", 1958), ("Lê Thị Chi", 1990, "Khu 2"), ("Đỗ Thị Hoà", 1949, "2", "0912345678")
DOUBTFUL = ("Trần Văn Bình", 1984)


def listed(*people: tuple[object, ...]) -> str:
    return text(*people, head=HEAD)


def shown(browser: Browser, lesson: Lesson, pasted: str) -> dict[str, str]:
    """The hidden fields of the page that shows what a list would do."""
    answer = browser.post(f"{lesson.page}/list", text=pasted)
    assert answer.status_code == 200, answer.text
    fields = re.findall(r'<input [^>]*name="(text|shown)"[^>]*value="([^"]*)"', answer.text)
    return {name: value.replace("&#34;", '"') for name, value in fields}


def write(browser: Browser, lesson: Lesson, fields: dict[str, str], **choices: str) -> int:
    return browser.post(f"{lesson.page}/list/write", **fields, **choices).status_code


def planned(database: Database, world: World, lesson: Lesson, pasted: str) -> Plan:
    with database.reading() as db:
        return plan(db, db.get_one(ClassGroup, lesson.id), read(pasted.encode()), [world.lam_thao], now())


def people(database: Database) -> int:
    return int(rows(database, "SELECT count(*) FROM person")[0][0])


def inside(database: Database) -> list[str]:
    found = rows(
        database,
        "SELECT p.name FROM class_member m JOIN person p ON p.id = m.person_id WHERE left_at IS NULL ORDER BY p.sort_key",
    )
    return [str(name) for (name,) in found]


def test_a_list_is_shown_and_written_as_shown_once(binh: Browser, database: Database, lesson: Lesson) -> None:
    before = people(database)
    fields = shown(binh, lesson, listed(AN, CHI, HOA, HOA))
    assert people(database) == before

    assert write(binh, lesson, fields) == 303
    assert write(binh, lesson, fields) == 409

    assert inside(database) == ["Nguyễn Thị An", "Lê Thị Chi", "Đỗ Thị Hoà"]
    assert rows(
        database,
        "SELECT p.birth_year, p.phone, u.name FROM person p JOIN residence r ON r.person_id = p.id"
        " JOIN org_unit u ON u.id = r.org_unit_id WHERE p.name = 'Đỗ Thị Hoà'",
    ) == [(1949, "+84912345678", "Khu 2")]
    assert rows(database, "SELECT count(*) FROM audit_row WHERE act IN ('people.enrol', 'classroom.add_list')") == [
        (2,)
    ]


def test_a_doubtful_row_asks_who_is_meant(binh: Browser, database: Database, lesson: Lesson) -> None:
    fields = shown(binh, lesson, listed(HOA, DOUBTFUL))

    assert write(binh, lesson, fields) == 422
    assert write(binh, lesson, fields, **{"row-1": "somebody"}) == 422
    assert inside(database) == ["Nguyễn Thị An"]

    assert write(binh, lesson, fields, **{"row-1": "new"}) == 303
    assert inside(database) == ["Nguyễn Thị An", "Trần Văn Bình", "Đỗ Thị Hoà"]


def test_a_doubtful_row_is_a_known_person_or_is_left_out(
    binh: Browser, database: Database, world: World, lesson: Lesson
) -> None:
    (row,) = planned(database, world, lesson, listed(DOUBTFUL)).rows
    fields, before = shown(binh, lesson, listed(DOUBTFUL)), people(database)

    assert write(binh, lesson, fields, **{"row-0": "leave"}) == 303
    assert inside(database) == ["Nguyễn Thị An"]
    assert write(binh, lesson, fields, **{"row-0": row.choices[0]}) == 303
    assert inside(database) == ["Nguyễn Thị An", "Trần Văn Bình"]
    assert people(database) == before


def test_a_wrong_row_stops_the_whole_list(binh: Browser, database: Database, world: World, lesson: Lesson) -> None:
    wrong = listed(
        HOA, ("Bà Tư", ""), ("=1+1", 1958), ("Lê Ba", 58), ("Lê Tư", 1958, "Khu 99"), ("Lê Tư", 1958, "", "12")
    )

    answer = binh.post(f"{lesson.page}/list", text=wrong)

    assert answer.status_code == 422
    assert 'name="shown"' not in answer.text
    assert "Khu 99" in answer.text.split("<textarea")[1]
    made = planned(database, world, lesson, wrong)
    assert made.count(Verdict.WRONG) == 5
    fields = {"text": wrong, "shown": made.fingerprint(lesson.id)}
    assert write(binh, lesson, fields) == 422
    assert inside(database) == ["Nguyễn Thị An"]


def test_what_changed_meanwhile_is_shown_again(binh: Browser, database: Database, world: World, lesson: Lesson) -> None:
    fields = shown(binh, lesson, listed(HOA))
    with database.transaction() as db:
        enrol(db, [Enrolled("Đỗ Thị Hoà", 1949, world.village_2)], world.binh.person_id, now())

    assert write(binh, lesson, fields) == 409
    assert inside(database) == ["Nguyễn Thị An"]


def test_two_classes_of_a_commune_bring_the_same_people_in_once(
    app: Flask, binh: Browser, database: Database, world: World, lesson: Lesson
) -> None:
    lessons = [lesson, make(database, world, "5K7M2P")] * 2
    ready = [(Browser(app).as_(world.binh), one, shown(binh, one, listed(HOA))) for one in lessons]
    together = Barrier(len(ready))

    def press(each: tuple[Browser, Lesson, dict[str, str]]) -> int:
        browser, one, fields = each
        together.wait()
        return write(browser, one, fields)

    with ThreadPoolExecutor(len(ready)) as pool:
        answers = list(pool.map(press, ready))

    assert sorted(answers) == [303, 409, 409, 409]
    assert rows(database, "SELECT count(*) FROM person WHERE name = 'Đỗ Thị Hoà'") == [(1,)]


def test_people_of_another_commune_are_not_found(database: Database, world: World, lesson: Lesson) -> None:
    assert planned(database, world, lesson, listed(("Phạm Dũng", 1979))).count(Verdict.NEW) == 1


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_list_that_was_taken_along_changes_nothing(
    binh: Browser, database: Database, world: World, lesson: Lesson, kind: str
) -> None:
    with database.transaction() as db:
        (person,) = enrol(db, [Enrolled("-2+3 Hoà", 1949, world.village_3)], world.binh.person_id, now())
        group = db.get_one(ClassGroup, lesson.id)
        actions.put_in_new(db, group, [person.id], now())

    file = binh.get(f"{lesson.page}/list.{kind}").get_data()
    answer = binh.post(f"{lesson.page}/list", file=(BytesIO(file), f"lop.{kind}"))

    if kind == "csv":
        assert b";'-2+3" in file
    else:
        cells = [cell for row in load_workbook(BytesIO(file)).active.iter_rows() for cell in row]
        assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert answer.status_code == 200
    assert "không có gì để ghi" in answer.text
    assert inside(database) == ["Nguyễn Thị An", "-2+3 Hoà"]


def test_a_village_is_written_at_once(database: Database, world: World, lesson: Lesson) -> None:
    pasted = listed(
        *[(f"Nguyễn {chr(97 + n // 676)}{chr(97 + n // 26 % 26)}{chr(97 + n % 26)}", 1958) for n in range(400)]
    )
    fingerprint = planned(database, world, lesson, pasted).fingerprint(lesson.id)

    with ends(), database.transaction() as db:
        written = actions.write(db, lesson.id, read(pasted.encode()), Shown(fingerprint, {}), [world.lam_thao], now())

    assert written.new == 400


def test_only_the_teacher_of_the_class_adds_to_it(giang: Browser, chi: Browser, lesson: Lesson) -> None:
    assert giang.get(f"{lesson.page}/list").status_code == 404
    assert chi.get(f"{lesson.page}/list.csv").status_code == 404
    assert chi.post(f"{lesson.page}/list", page="/desk", text=listed(AN)).status_code == 404
    assert chi.post(f"{lesson.page}/list/write", page="/desk", text=listed(AN)).status_code == 404


def test_a_class_in_no_commune_of_the_teacher_takes_no_list(binh: Browser, database: Database, world: World) -> None:
    lesson = make(database, world, "5K7M2P")
    with database.transaction() as db:
        db.get_one(ClassGroup, lesson.id).org_unit_id = world.village_3
    assert binh.post(f"{lesson.page}/list", text=listed(AN)).status_code == 409
    with database.reading() as db, pytest.raises(Conflict):
        queries.where(db, db.get_one(ClassGroup, lesson.id), [world.lam_thao], now().date())


def test_an_empty_form_asks_for_a_list(binh: Browser, lesson: Lesson) -> None:
    assert binh.post(f"{lesson.page}/list").status_code == 422
    assert binh.post(f"{lesson.page}/list", text="abc").status_code == 422
    assert binh.post(f"{lesson.page}/list/write", text="abc").status_code == 422
