"""The teacher's telephone turns the wall; the wall's own keys count too; nobody else comes near."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import pytest
from flask import Flask

from lms.catalogue.models import PresenterNote
from lms.catalogue.published import PublishedCourse
from lms.classroom.bundles.contents import gather
from lms.classroom.models import ClassGroup
from lms.classroom.projector.models import ClassWall
from lms.classroom.projector.rules import Way, noted_at, turned
from lms.classroom.projector.slides import Slide, slides_of
from lms.clock import local_date, now
from lms.db import Database
from tests.classroom.conftest import Change, Lesson
from tests.pages import Browser

ANOTHER = "Đọc chậm cho bà con nghe"


@pytest.mark.parametrize(
    ("way", "slide", "dark", "expected"),
    [
        (Way.NEXT, 1, False, (2, False)),
        (Way.NEXT, 9, False, (9, False)),
        (Way.BACK, 1, False, (1, False)),
        (Way.FIRST, 7, False, (1, False)),
        (Way.LAST, 7, False, (9, False)),
        (Way.DARK, 7, False, (7, True)),
        (Way.DARK, 7, True, (7, False)),
        (Way.NEXT, 7, True, (7, False)),
    ],
)
def test_a_move_stays_within_the_lesson_and_a_dark_wall_is_made_light(
    way: Way, slide: int, dark: bool, expected: tuple[int, bool]
) -> None:
    assert turned(slide, 9, way, is_dark=dark) == expected


@dataclass
class At:
    screen: int
    after: int


def slide(screen: int, words: int) -> Slide:
    return Slide(screen, "", words == 0, "", "", False, words)


@pytest.mark.parametrize(
    ("note", "number"), [(At(0, 3), 1), (At(1, 0), 2), (At(1, 10), 2), (At(1, 11), 3), (At(1, 99), 3), (At(2, 0), 4)]
)
def test_a_note_is_shown_beside_the_words_above_it(note: At, number: int) -> None:
    assert noted_at([slide(0, 3), slide(1, 10), slide(1, 20), slide(2, 5)], note) == number


def module(course: PublishedCourse) -> str:
    return course.modules[0].slug


def shows(binh: Browser, taught: Lesson, course: PublishedCourse, number: int) -> None:
    sent = binh.post(f"{taught.page}/projector/state", module=module(course), slide=number)
    assert sent.status_code == 200


def test_the_telephone_turns_what_the_wall_shows(binh: Browser, taught: Lesson, course: PublishedCourse) -> None:
    remote, state = f"{taught.page}/remote", f"{taught.page}/projector/state"
    assert "Trên tường chưa có gì" in binh.get(remote).text
    assert binh.get(state).json == {}

    shows(binh, taught, course, 2)
    for way in ("next", "next", "dark"):
        assert binh.post(remote, page=remote, way=way).status_code == 303

    assert binh.get(state).json == {"address": f"{taught.page}/projector/{module(course)}", "slide": 4, "dark": True}
    assert "trang 4/" in binh.get(remote).text
    shows(binh, taught, course, 3)
    assert binh.get(state).json == {"address": f"{taught.page}/projector/{module(course)}", "slide": 3, "dark": False}


def test_the_telephone_chooses_another_lesson(binh: Browser, taught: Lesson, course: PublishedCourse) -> None:
    shows(binh, taught, course, 3)
    other = course.modules[1]

    sent = binh.post(f"{taught.page}/remote", module=other.slug, part=1)

    assert sent.location == f"{taught.page}/remote/now"
    assert other.title in binh.follow(sent).text
    assert binh.get(f"{taught.page}/projector/state").json["slide"] == 1
    assert binh.post(f"{taught.page}/remote", module="09-khong-co").status_code == 404
    assert binh.post(f"{taught.page}/remote", way="sideways").status_code == 404


def test_asking_again_costs_nothing_while_nothing_moves(binh: Browser, taught: Lesson, course: PublishedCourse) -> None:
    shows(binh, taught, course, 2)
    for path in (f"{taught.page}/projector/state", f"{taught.page}/remote/now"):
        tag = binh.get(path).headers["ETag"]
        assert binh.get(path, **{"If-None-Match": tag}).status_code == 304
    shows(binh, taught, course, 3)
    assert binh.get(f"{taught.page}/remote/now", **{"If-None-Match": tag}).status_code == 200


def test_the_notes_stand_on_the_teachers_screen_and_nowhere_else(
    binh: Browser, an: Browser, taught: Lesson, course: PublishedCourse, database: Database
) -> None:
    first = course.modules[0]
    note = PresenterNote(module_id=first.id, position=1, screen=1, after=1, title="Ba phút", html=f"<p>{ANOTHER}</p>")
    with database.transaction() as db:
        db.add(note)
    number = next(at for at, each in enumerate(slides_of(first), 1) if each.screen == 1)

    shows(binh, taught, course, number)
    assert ANOTHER in binh.get(f"{taught.page}/remote").text
    shows(binh, taught, course, 1)
    assert ANOTHER not in binh.get(f"{taught.page}/remote").text
    assert ANOTHER not in binh.get(f"{taught.page}/projector/{first.slug}").text
    assert ANOTHER not in an.get(f"/courses/{course.slug}/{first.slug}/1").text
    with database.reading() as db:
        along = gather(db, db.get_one(ClassGroup, taught.id), local_date(now()))
    assert [row["title"] for row in along.rows["presenter_note"]] == ["Ba phút"]  # a culture house without a network


def test_a_wall_of_yesterday_is_not_on(
    binh: Browser, taught: Lesson, course: PublishedCourse, database: Database
) -> None:
    shows(binh, taught, course, 2)
    with database.transaction() as db:
        wall = db.get_one(ClassWall, taught.id)
        wall.moved_at -= timedelta(hours=13)

    assert binh.get(f"{taught.page}/projector/state").json == {}
    assert "Trên tường chưa có gì" in binh.get(f"{taught.page}/remote").text


def test_only_the_teacher_of_the_class_turns_it(
    taught: Lesson, course: PublishedCourse, app: Flask, chi: Browser, an: Browser, binh: Browser
) -> None:
    shows(binh, taught, course, 2)
    for path in ("/remote", "/remote/now", "/projector/state"):
        assert [who.get(taught.page + path).status_code for who in (chi, an)] == [404, 404]
    for path, fields in (("/remote", {"way": "next"}), ("/projector/state", {"module": module(course), "slide": 5})):
        assert [who.post(taught.page + path, **fields).status_code for who in (chi, an)] == [404, 404]
    assert binh.get(f"{taught.page}/projector/state").json["slide"] == 2


def test_the_wall_of_a_closed_class_is_turned_by_its_own_keys_alone(
    binh: Browser, taught: Lesson, course: PublishedCourse, change: Change
) -> None:
    assert "data-alone" not in binh.get(f"{taught.page}/projector/{module(course)}").text
    assert binh.post(f"{taught.page}/close").status_code == 303

    assert "data-alone" in binh.get(f"{taught.page}/projector/{module(course)}").text
    assert binh.post(f"{taught.page}/projector/state", module=module(course), slide=2).status_code == 409
    assert binh.post(f"{taught.page}/remote", module=module(course)).status_code == 303
    assert binh.get(f"{taught.page}/projector/state").json == {}
