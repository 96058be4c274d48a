"""A session runs from one tap to its end: who comes in is seen by the teacher, and counted on the wall without a name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from lms.classroom import actions as classes
from lms.classroom.live import actions
from lms.classroom.live.models import LivePresence, LiveSession
from lms.classroom.live.rules import LONGEST, SEEN_EVERY
from lms.classroom.models import ClassGroup
from lms.clock import now
from lms.db import Database
from lms.learning import actions as learning
from lms.places.models import OrgUnit
from tests.builders import World, add_person
from tests.classroom.conftest import CODE, Change, Lesson, days_from_now
from tests.courses import publish_tiny_course
from tests.pages import Browser
from tests.people.conftest import statements

__all__ = ["statements"]

NAME = "Nguyễn Thị An"


@pytest.fixture
def session(database: Database, lesson: Lesson, world: World) -> str:
    """The key of the session of today, which runs."""
    with database.transaction() as db:
        return actions.start_today(db, lesson.id, world.binh.person_id, now()).public_id


def test_the_teacher_starts_in_one_tap_and_ends(binh: Browser, an: Browser, lesson: Lesson) -> None:
    started = binh.post(f"{lesson.page}/live", page=lesson.page)
    again = binh.post(f"{lesson.page}/live", page=lesson.page)
    teaching = binh.follow(started)
    phone = f"/live/{started.location.split('/')[-2]}"

    assert started.location == again.location
    assert "0 trên 1 người" in teaching.text
    assert "Buổi học đang diễn ra" in binh.get(lesson.page).text
    assert "Bà con đang ở trong buổi học" in an.get(phone).text
    an.post(phone, page=phone)

    ended = binh.post(f"{started.location}/end", page=started.location)

    assert "Ai có mặt?" in binh.follow(ended).text
    assert "vào bằng điện thoại lúc" in binh.follow(ended).text
    assert "Buổi học đã kết thúc" in an.get(phone).text
    assert "data-live" not in an.get(phone).text
    assert "Bắt đầu buổi học hôm nay" in binh.get(lesson.page).text


def test_a_class_without_that_day_runs_nothing(binh: Browser, lesson: Lesson, change: Change) -> None:
    change(starts_on=days_from_now(1))

    refused = binh.post(f"{lesson.page}/live", page="/classes")

    assert refused.location == lesson.page
    assert "Bắt đầu buổi học hôm nay" not in binh.get(lesson.page).text


def test_who_comes_in_is_seen_by_name_and_counted_without(
    binh: Browser, an: Browser, lesson: Lesson, session: str
) -> None:
    there = f"{lesson.page}/sessions/{session}"
    before = binh.get(f"{there}/live/now")
    known = before.headers["ETag"]
    unchanged = binh.get(f"{there}/live/now", **{"If-None-Match": known})

    assert "Vào buổi học" in an.get(f"/lop/{CODE}").text
    assert an.post(f"/live/{session}", page=f"/lop/{CODE}").location == f"/live/{session}"
    after = binh.get(f"{there}/live/now", **{"If-None-Match": known})
    wall = binh.get(f"{there}/screen").text

    assert (unchanged.status_code, unchanged.data) == (304, b"")
    assert (after.status_code, "đang vào" in after.text) == (200, True)
    assert NAME in after.text
    assert "1 người đã vào" in wall
    assert "4K7 M2P" in wall
    assert NAME not in wall


def test_that_somebody_is_here_is_kept_seldom(database: Database, session: str, world: World) -> None:
    at = now()
    with database.transaction() as db:
        run = db.query(LiveSession).one()
        for moment in (at, at + SEEN_EVERY / 2, at + SEEN_EVERY, at + SEEN_EVERY * 1.5):
            actions.come_in(db, run.session_id, world.an.person_id, moment)
        db.expire_all()
        kept = db.query(LivePresence).one()

    assert (kept.came_at, kept.seen_at) == (at, at + SEEN_EVERY)


def test_late_comers_are_led_into_what_is_running(an: Browser, chi: Browser, database: Database, session: str) -> None:
    asked = chi.get(f"/lop/{CODE}")
    joined = chi.post(f"/lop/{CODE}/join", page=f"/lop/{CODE}")

    assert "Vào buổi học" not in asked.text
    assert joined.location == f"/live/{session}"
    with database.reading() as db:
        assert db.query(LivePresence).count() == 1
    assert f"/live/{session}" in an.get("/desk").text


def test_whoever_goes_on_learning_finds_the_way_back(an: Browser, binh: Browser, lesson: Lesson, session: str) -> None:
    assert "Về buổi học" not in an.get("/privacy").text

    an.post(f"/live/{session}", page="/desk")
    meanwhile = an.get("/privacy").text
    binh.post(f"{lesson.page}/sessions/{session}/live/end", page=lesson.page)

    assert f'href="/live/{session}"' in meanwhile
    assert "Về buổi học" in meanwhile
    assert "Về buổi học" not in an.get(f"/live/{session}").text
    assert "Về buổi học" not in an.get("/privacy").text


def test_it_ends_by_itself_and_with_the_class(
    database: Database, lesson: Lesson, session: str, an: Browser, world: World
) -> None:
    with database.transaction() as db:
        run = db.query(LiveSession).one()
        run.started_at, run.ends_at = run.started_at - LONGEST, now() - timedelta(seconds=1)
    assert "Buổi học đã kết thúc" in an.get(f"/live/{session}").text

    with database.transaction() as db:
        actions.start_today(db, lesson.id, world.binh.person_id, now())
    assert "đang ở trong buổi học" in an.get(f"/live/{session}").text

    with database.transaction() as db:
        classes.close_class(db, lesson.id, now())
    assert "Buổi học đã kết thúc" in an.get(f"/live/{session}/now").text


def test_it_is_nobody_elses(binh: Browser, chi: Browser, an: Browser, lesson: Lesson, session: str) -> None:
    there = f"{lesson.page}/sessions/{session}"
    for path in (f"{there}/live", f"{there}/live/now", f"{there}/screen", f"{there}/screen/now"):
        assert (chi.get(path).status_code, an.get(path).status_code) == (404, 404)
    assert chi.get(f"/live/{session}").status_code == 404
    assert chi.post(f"/live/{session}", page="/desk").status_code == 404
    assert binh.get(f"/live/{session}").status_code == 404
    assert an.post(f"{there}/live/end", page="/desk").status_code == 404


def test_the_teacher_sees_where_somebody_is(
    binh: Browser, lesson: Lesson, session: str, database: Database, world: World, change: Change
) -> None:
    with database.transaction() as db:
        course = publish_tiny_course(db)
        learning.mark_read(db, world.an.person_id, course, course.modules[0].screens[0].id, now())
    change(course_id=course.course_id)

    assert "bài 1, màn hình 2" in binh.get(f"{lesson.page}/sessions/{session}/live").text


def test_the_page_of_a_class_of_sixty_is_light(
    binh: Browser,
    lesson: Lesson,
    session: str,
    database: Database,
    world: World,
    statements: Callable[[Callable[[], object]], int],
) -> None:
    there = f"{lesson.page}/sessions/{session}/live"
    with database.transaction() as db:
        db.get_one(ClassGroup, lesson.id).course_id = publish_tiny_course(db).course_id
    few = statements(lambda: binh.get(there))
    with database.transaction() as db:
        group, village = db.get_one(ClassGroup, lesson.id), db.get_one(OrgUnit, world.village_1)
        run = db.query(LiveSession).one()
        people = [add_person(db, "Vũ Thị Hồng Hạnh", 1960, village, f"ban{at}").person_id for at in range(59)]
        classes.put_in_new(db, group, people, now())
        for person_id in people:
            actions.come_in(db, run.session_id, person_id, now())

    page = binh.get(there)

    assert statements(lambda: binh.get(there)) == few
    assert "59 trên 60 người đã vào" in page.text
    assert len(page.data) < 20_000, "before it is compressed"
