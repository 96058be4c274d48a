"""The pages: at home a class is taken along and brought back by those who teach it; on the laptop a tap lets people in."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from flask import Flask

from lms.app import create_app
from lms.catalogue.published import PublishedCourse
from lms.classroom.bundles.results import make_results
from lms.clock import now
from lms.config import Settings
from lms.db import Database
from lms.learning import actions as learning
from lms.people.queries import logins_of
from tests.builders import World
from tests.classroom.bundles.conftest import brought, figures
from tests.classroom.conftest import CODE, Lesson
from tests.conftest import SECRET, rows
from tests.learning.learners import answer_all, prepare
from tests.pages import Browser


@pytest.fixture
def app_there(laptop: Database) -> Flask:
    """The application on the laptop."""
    settings = Settings(str(laptop.engine.url), SECRET, "https://hoc.example.vn", production=False, offline=False)
    return create_app(settings, laptop)


@pytest.fixture
def teacher(app_there: Flask, laptop: Database, world: World) -> Browser:
    """The browser of Bình on the laptop."""
    with laptop.reading() as db:
        login_id = logins_of(db, world.binh.person_id)[0]
    return Browser(app_there).as_(replace(world.binh, login_id=login_id))


def test_a_teacher_takes_the_class_along_and_brings_it_back(
    database: Database,
    binh: Browser,
    dung: Browser,
    an: Browser,
    lesson: Lesson,
    course: PublishedCourse,
    laptop: Database,
    world: World,
) -> None:
    page = f"{lesson.page}/along"
    assert [browser.get(page).status_code for browser in (dung, an)] == [404, 404]
    assert dung.post(page).status_code == 404
    file = binh.post(page)
    assert file.headers["Content-Disposition"].endswith('-2.bdhvs"')  # the laptop of this test was the first
    prepare(laptop, world.an, course)
    results = make_results(laptop, now()).content

    nothing = binh.post(f"{page}/back")
    looked = binh.post(f"{page}/back", file=(BytesIO(results), "ket-qua.bdhvs"), do="look")
    none_yet = figures(database).reads
    written = binh.post(f"{page}/back", file=(BytesIO(results), "ket-qua.bdhvs"), do="write")
    wrong = binh.post(f"{page}/back", file=(BytesIO(file.data), "lop.bdhvs"), do="write")

    assert (nothing.status_code, wrong.status_code) == (422, 422)
    assert "Chưa ghi gì cả." in looked.text
    assert none_yet == 0
    assert figures(database).reads == 4
    assert "Đã nhận kết quả." in written.text
    assert "đã mang về ngày" in written.text
    assert "không phải kết quả" in wrong.text


def test_on_the_laptop_a_tap_asks_for_consent_and_pictures_once(
    database: Database, app_there: Flask, laptop: Database, course: PublishedCourse, world: World
) -> None:
    phone, other = Browser(app_there), Browser(app_there)
    names, card = f"/lop/{CODE}", "/sign-up/card"

    def tap(browser: Browser) -> str:
        key = browser.get(names).text.split('name="who" value="')[1].split('"')[0]
        return browser.post(names, page=names, who=key).location

    assert tap(phone) == card
    digits = phone.get(card).text.split('name="code"')[1].split('value="')[1].split('"')[0]
    agreed = phone.post(card, page=card, code=digits, consent="y")
    chosen = phone.post(agreed.location, page=agreed.location, first="non", second="trau", third="sen")
    assert chosen.location == "/sign-up/done?next=/courses/tiny"
    assert tap(other) == "/sign-in/pictures"

    prepare(laptop, world.an, course)
    attempt = answer_all(laptop, world.an, course, right=True)
    with laptop.transaction() as db:
        learning.submit(db, world.an.person_id, attempt, now())
    assert "Giấy chứng nhận sẽ có sau." in phone.get("/courses/tiny/finished").text
    for _ in range(2):
        brought(database, laptop)
    assert rows(database, "SELECT person_id, channel FROM consent") == [(world.an.person_id, "card")]
    assert rows(database, "SELECT count(*) FROM login") == [(6,)]  # those there were: what opens a laptop stays there


def test_on_the_laptop_the_teacher_makes_the_file_of_results(lesson: Lesson, teacher: Browser, binh: Browser) -> None:
    assert "Làm tệp kết quả" in teacher.get(f"{lesson.page}/along").text
    assert teacher.post(f"{lesson.page}/along/results").data.startswith(b"PK")
    assert teacher.post(f"{lesson.page}/along/back").status_code == 404
    assert teacher.post(f"{lesson.page}/along").status_code == 409
    assert binh.post(f"{lesson.page}/along/results").status_code == 404
