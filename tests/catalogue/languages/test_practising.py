"""Who reads English practises in English; what is right, and what is kept, is the original's."""

from __future__ import annotations

from pathlib import Path

import pytest

from lms.catalogue import queries
from lms.catalogue.actions import publish
from lms.catalogue.published import PublishedCourse
from lms.db import Database
from tests.builders import NOON, World
from tests.catalogue.languages.translated import MODULE, write_translated_course
from tests.conftest import rows
from tests.learning import learners
from tests.learning import test_guest_practice as guests
from tests.pages import Browser

QUIZ = f"/courses/tiny/{MODULE}/quiz"
QUESTION = f"{QUIZ}/1"


@pytest.fixture
def course(tmp_path: Path, database: Database) -> PublishedCourse:
    folder = write_translated_course(tmp_path / "tiny")
    with database.transaction() as db:
        return queries.published(db, publish(db, folder, NOON).version_id)


def test_the_page_of_the_course_is_in_english(guest: Browser, course: PublishedCourse) -> None:
    guest.post("/view", lang="en", next="/")

    text = guest.get("/courses/tiny").text

    assert "<h1>Tiny course</h1>" in text
    assert "<b>1. Lesson 1</b>" in text
    assert '<b lang="vi">2. Bài 2</b>' in text


def test_a_guest_is_asked_and_answered_in_english(guest: Browser, course: PublishedCourse) -> None:
    guest.post("/view", lang="en", next="/")
    asked = guest.get(QUESTION).text

    told = guest.get(f"{QUESTION}/answer?choice=1").text

    assert "<h1>Question một lựa chọn số tiny-1-01?</h1>" in asked
    assert "Right" in learners.offered(asked)["1"]
    assert "Why đúng." in told


def test_a_learner_s_answer_is_that_of_the_original(an: Browser, database: Database, course: PublishedCourse) -> None:
    an.post("/view", lang="en", next="/")
    an.post(f"/courses/tiny/{MODULE}/quiz")
    text = an.get(QUESTION).text
    value = next(value for value, html in learners.offered(text).items() if html == "Right")

    told = an.follow(learners.send(an, QUESTION, [value])).text

    assert "That is right!" in told
    assert rows(database, "SELECT chosen FROM answer")[0][0] in ("[1]", [1])


def test_a_question_nobody_translated_says_that_it_is_vietnamese(guest: Browser, course: PublishedCourse) -> None:
    guest.post("/view", lang="en", next="/")

    text = guest.get("/courses/tiny/02-bai-hai/quiz/1").text

    assert '<h1 lang="vi">Câu một lựa chọn' in text
    assert "This question is in Vietnamese." in text


def test_the_front_page_names_the_course_in_english(guest: Browser, course: PublishedCourse) -> None:
    assert '<b lang="vi">1. Khóa mẫu</b>' in guest.get("/").text
    guest.post("/view", lang="en", next="/")

    assert '<b lang="en">1. Tiny course</b>' in guest.get("/").text


def test_what_came_of_it_is_told_in_english(
    an: Browser, database: Database, course: PublishedCourse, world: World
) -> None:
    an.post("/view", lang="en", next="/")
    learners.answer_all(database, world.an, course, MODULE, right=False)

    review = an.get(f"{QUIZ}/review").text
    learners.hand_in(an, QUIZ)
    result = an.get(f"{QUIZ}/result").text

    assert "<span>Tiny course</span>" in review
    assert "<span>Question một lựa chọn số tiny-1-01?</span>" in review
    assert "<span>Lesson 1</span>" in result
    assert "<span>Question một lựa chọn số tiny-1-01?</span>" in result


def test_a_guest_is_told_in_english_what_came_of_it(guest: Browser, course: PublishedCourse) -> None:
    guest.post("/view", lang="en", next="/")
    guests.send(guest, 1, ["1"])

    result = guest.get(f"{QUIZ}/result").text

    assert "<span>Lesson 1</span>" in result
    assert "<span>Question một lựa chọn số tiny-1-01?</span>" in result


def test_the_final_leads_to_english_lessons_and_says_what_is_vietnamese(
    an: Browser, database: Database, course: PublishedCourse, world: World
) -> None:
    an.post("/view", lang="en", next="/")
    learners.prepare(database, world.an, course)
    learners.answer_all(database, world.an, course, right=False)
    learners.hand_in(an, "/courses/tiny/final")

    result = an.get("/courses/tiny/final/result").text

    assert "Lesson 1: <span>Lesson 1</span>" in result
    assert 'Lesson 2: <span lang="vi">Bài 2</span>' in result
    assert "</svg>Screen 1." in result
