"""The page of a course says what it asks, how far one is, and where to go on."""

from __future__ import annotations

from pathlib import Path

from lms.catalogue.actions import publish
from lms.catalogue.published import PublishedCourse
from lms.db import Database
from tests.builders import NOON, World
from tests.courses import write_tiny_course
from tests.learning import learners
from tests.pages import Browser


def test_everybody_can_look_at_a_course(guest: Browser, course: PublishedCourse) -> None:
    shown = guest.get("/courses/tiny")

    assert shown.status_code == 200
    for words in ("Khóa mẫu", "Học xong, bà con làm được hai việc.", "Nhân vật trong bài là hư cấu", "80", "Bài 2"):
        assert words in shown.text
    assert "/courses/tiny/01-bai-mot/1" in shown.text


def test_an_unknown_course_is_not_found(guest: Browser, an: Browser) -> None:
    assert guest.get("/courses/nothing").status_code == 404
    assert an.get("/courses/nothing").status_code == 404


def test_looking_at_a_course_enrols_nobody(an: Browser, course: PublishedCourse, count) -> None:
    an.get("/courses/tiny")
    an.get("/courses/tiny/01-bai-mot/1")

    assert count("enrolment") == 0


def test_what_is_left_is_told_in_words(an: Browser, database: Database, world: World, course: PublishedCourse) -> None:
    learners.read_lessons(database, world.an, course)

    text = an.get("/courses/tiny").text

    assert "2/5" in text
    assert "/courses/tiny/01-bai-mot/quiz" in text
    assert "/courses/tiny/final" not in text


def test_the_final_is_offered_when_everything_before_it_is_done(
    an: Browser, database: Database, world: World, course: PublishedCourse
) -> None:
    learners.read_lessons(database, world.an, course)
    learners.practise(database, world.an, course)

    text = an.get("/courses/tiny").text

    assert "4/5" in text
    assert 'href="/courses/tiny/final"' in text


def test_courses_to_learn_first_are_advised_as_far_as_they_are_published(
    guest: Browser, database: Database, course: PublishedCourse, tmp_path: Path
) -> None:
    folder = write_tiny_course(tmp_path / "second", title="Khóa sau")
    page = (folder / "course.md").read_text("utf-8")
    (folder / "course.md").write_text(page.replace("\nhours:", "\nprerequisites: [tiny, not-yet]\nhours:"), "utf-8")
    with database.transaction() as db:
        publish(db, folder, NOON)

    text = guest.get("/courses/second").text

    assert '<p>Nên học trước: <a class="lnk" href="/courses/tiny">Khóa mẫu</a></p>' in text
    assert "/courses/second/01-bai-mot/1" in text
    assert "Nên học trước" not in guest.get("/courses/tiny").text
