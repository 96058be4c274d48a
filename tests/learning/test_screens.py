"""Reading is open to everybody, one screen a page, and nothing read is lost."""

from __future__ import annotations

from datetime import timedelta

import pytest

from lms.catalogue.published import PublishedCourse
from lms.clock import now
from lms.db import Database
from tests.builders import PASSWORD
from tests.courses import publish_tiny_course
from tests.pages import Browser

FIRST = "/courses/tiny/01-bai-mot/1"
LAST = "/courses/tiny/01-bai-mot/2"


def test_a_guest_reads_without_being_asked_for_anything(guest: Browser, course: PublishedCourse) -> None:
    shown = guest.get(FIRST)

    assert shown.status_code == 200
    assert "Màn hình 1.1" in shown.text
    assert "bà con làm được một việc" in shown.text


def test_only_the_first_screen_says_what_the_lesson_is_for(guest: Browser, course: PublishedCourse) -> None:
    assert "bà con làm được một việc" not in guest.get(LAST).text


def test_the_last_screen_names_its_sources_and_its_day(guest: Browser, course: PublishedCourse) -> None:
    first, last = guest.get(FIRST).text, guest.get(LAST).text

    assert 'href="https://example.vn/"' in last
    assert "23/11/2026" in last
    assert "example.vn" not in first


@pytest.mark.parametrize(
    "address",
    [
        "/courses/tiny/01-bai-mot/3",
        "/courses/tiny/01-bai-mot/0",
        "/courses/tiny/99-bai/1",
        "/courses/other/01-bai-mot/1",
    ],
)
def test_a_screen_that_is_not_there_is_not_found(
    guest: Browser, an: Browser, course: PublishedCourse, address: str
) -> None:
    for browser in (guest, an):
        assert browser.get(address).status_code == 404
        assert browser.post(address).status_code == 404


def test_the_button_leads_on_and_after_the_last_screen_to_the_questions(an: Browser, course: PublishedCourse) -> None:
    assert an.post(FIRST).location == LAST
    assert an.post(LAST).location == "/courses/tiny/01-bai-mot/quiz"


def test_reading_enrols_once_and_is_noted_once(an: Browser, course: PublishedCourse, count) -> None:
    for _ in range(3):
        an.post(FIRST)

    assert (count("enrolment"), count("screen_read")) == (1, 1)


def test_a_course_that_was_not_corrected_says_nothing_of_it(
    an: Browser, guest: Browser, course: PublishedCourse
) -> None:
    an.post(FIRST)

    for browser in (an, guest):
        assert "đã được sửa" not in browser.get("/courses/tiny").text


def test_a_guest_leaves_no_learning_record(guest: Browser, course: PublishedCourse, count) -> None:
    guest.post(FIRST)
    guest.post(LAST)

    assert (count("enrolment"), count("screen_read")) == (0, 0)


def test_a_guest_goes_on_where_reading_stopped(guest: Browser, course: PublishedCourse) -> None:
    guest.post(FIRST)

    text = guest.get("/courses/tiny").text

    assert 'href="/courses/tiny/01-bai-mot/2"' in text
    assert "0/5" in text


def test_after_the_last_screen_a_guest_comes_to_the_questions(guest: Browser, course: PublishedCourse) -> None:
    guest.post(FIRST)

    questions = guest.follow(guest.post(LAST))

    assert questions.status_code == 200
    assert 'href="/courses/tiny/01-bai-mot/quiz/1"' in questions.text
    assert "next=/courses/tiny/01-bai-mot/quiz" in questions.text


def test_signing_in_keeps_what_was_read_and_goes_on_to_the_questions(
    guest: Browser, course: PublishedCourse, count
) -> None:
    guest.post(FIRST)
    guest.post(LAST)
    door = "/sign-in?next=/courses/tiny/01-bai-mot/quiz"

    arrived = guest.follow(guest.post(door, page=door, login="an", password=PASSWORD))

    assert arrived.request.path == "/courses/tiny/01-bai-mot/quiz"
    assert "/sign-up" not in arrived.text
    assert count("screen_read") == 2
    assert "1/5" in guest.get("/courses/tiny").text


def test_somebody_who_began_an_older_version_keeps_seeing_it(
    database: Database, an: Browser, guest: Browser, course: PublishedCourse
) -> None:
    an.post(FIRST)
    with database.transaction() as db:
        publish_tiny_course(db, title="Khóa mẫu, sửa lại", now=now() + timedelta(minutes=1))

    assert "Khóa mẫu, sửa lại" in guest.get("/courses/tiny").text
    told = an.get("/courses/tiny").text
    assert "Khóa mẫu, sửa lại" not in told
    assert "đã được sửa sau khi bà con bắt đầu học" in told
    assert an.post(LAST).status_code == 303
