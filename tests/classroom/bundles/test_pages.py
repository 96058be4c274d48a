"""The pages: at home a class is taken along and brought back by those who teach it; on the laptop a tap lets people in."""

from __future__ import annotations

from collections.abc import Callable
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
from lms.people.models import Login
from lms.people.queries import logins_of
from tests.builders import Somebody, World
from tests.classroom.bundles.conftest import figures
from tests.classroom.conftest import CODE, Lesson
from tests.conftest import SECRET
from tests.learning.learners import answer_all, prepare
from tests.pages import Browser


@pytest.fixture
def app_there(laptop: Database) -> Flask:
    """The application on the laptop."""
    settings = Settings(str(laptop.engine.url), SECRET, "https://hoc.example.vn", production=False, offline=False)
    return create_app(settings, laptop)


@pytest.fixture
def there(app_there: Flask, laptop: Database) -> Callable[[Somebody], Browser]:
    """A browser on the laptop in which somebody is signed in."""

    def as_(somebody: Somebody) -> Browser:
        with laptop.reading() as db:
            login_id = logins_of(db, somebody.person_id)[0]
        return Browser(app_there).as_(Somebody(somebody.person_id, login_id, somebody.name, somebody.login))

    return as_


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


def test_on_the_laptop_the_first_tap_lets_in_and_the_second_asks(
    app_there: Flask, laptop: Database, there: Callable[[Somebody], Browser], course: PublishedCourse, world: World
) -> None:
    names = f"/lop/{CODE}"

    def tap() -> str:
        phone = Browser(app_there)
        key = phone.get(names).text.split('name="who" value="')[1].split('"')[0]
        return phone.post(names, who=key).location

    assert tap() == "/courses/tiny"
    assert tap() == "/sign-in/password"
    with laptop.reading() as db:
        assert db.get_one(Login, logins_of(db, world.an.person_id)[0]).password_hash == "!"
    prepare(laptop, world.an, course)
    attempt = answer_all(laptop, world.an, course, right=True)
    with laptop.transaction() as db:
        learning.submit(db, world.an.person_id, attempt, now())
    assert "Giấy chứng nhận sẽ có sau." in there(world.an).get("/courses/tiny/finished").text


def test_on_the_laptop_the_teacher_makes_the_file_of_results(
    lesson: Lesson, there: Callable[[Somebody], Browser], world: World, binh: Browser
) -> None:
    teacher = there(world.binh)

    assert "Làm tệp kết quả" in teacher.get(f"{lesson.page}/along").text
    assert teacher.post(f"{lesson.page}/along/results").data.startswith(b"PK")
    assert teacher.post(f"{lesson.page}/along/back").status_code == 404
    assert teacher.post(f"{lesson.page}/along").status_code == 409
    assert binh.post(f"{lesson.page}/along/results").status_code == 404
