"""The front page has one button, and it leads to the exact place."""

from __future__ import annotations

import re

from lms.catalogue.published import PublishedCourse
from lms.db import Database
from lms.learning import actions as learning
from tests.builders import NOON, World
from tests.pages import Browser


def main_button(text: str) -> str:
    """Where the one filled button on the page leads."""
    return re.findall(r'<a class="b(?: gold)?" href="([^"]+)"', text)[0]


def rows(text: str) -> list[str]:
    """The titles of the courses, as they stand."""
    return re.findall(r'<a class="go".*?<b[^>]*>(.*?)</b>', text)


def read(database: Database, person_id: int, course: PublishedCourse, screens: int) -> None:
    with database.transaction() as db:
        for screen in course.modules[0].screens[:screens]:
            learning.mark_read(db, person_id, course, screen.id, NOON)


def test_the_courses_stand_in_their_order(guest: Browser, second: PublishedCourse) -> None:
    text = guest.get("/").text

    assert rows(text) == ["1. Khóa đầu", "2. Khóa sau"]
    assert "2 lessons · about 10 minutes" in text or "2 bài · khoảng 10 phút" in text


def test_a_guest_begins_with_the_first_lesson(guest: Browser, second: PublishedCourse) -> None:
    assert main_button(guest.get("/").text) == "/courses/dau/01-bai-mot/1"


def test_a_guest_who_has_read_goes_on(guest: Browser, second: PublishedCourse) -> None:
    guest.post("/courses/dau/01-bai-mot/1")

    assert main_button(guest.get("/").text) == "/courses/dau/01-bai-mot/2"


def test_without_courses_the_page_says_so(guest: Browser) -> None:
    page = guest.get("/")

    assert page.status_code == 200
    assert rows(page.text) == []


def test_the_poster_is_for_guests(guest: Browser, an: Browser, first: PublishedCourse) -> None:
    assert "art.svg" in guest.get("/").text
    assert "art.svg" not in an.get("/").text


def test_whoever_is_signed_in_is_greeted(an: Browser, first: PublishedCourse) -> None:
    assert "Nguyễn Thị An" in an.get("/").text


def test_the_button_leads_to_the_exact_place(
    an: Browser, database: Database, world: World, second: PublishedCourse
) -> None:
    read(database, world.an.person_id, second, 1)

    assert main_button(an.get("/").text) == "/courses/sau/01-bai-mot/2"


def test_what_others_read_is_not_mine(binh: Browser, database: Database, world: World, second: PublishedCourse) -> None:
    read(database, world.an.person_id, second, 1)

    assert main_button(binh.get("/").text) == "/courses/dau/01-bai-mot/1"
