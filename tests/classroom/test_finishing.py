"""The end of an evening and of a class: what is left to do, papers in the order of the list, and what ends."""

from __future__ import annotations

from datetime import timedelta

from lms.catalogue.models import Course
from lms.certificates.actions import issue
from lms.classroom import actions
from lms.classroom.live.models import LiveSession
from lms.classroom.models import ClassGroup
from lms.classroom.sessions import actions as sessions
from lms.classroom.sessions.rules import Hours
from lms.clock import now
from lms.db import Database
from lms.jobs.worker import run_due
from lms.learning.models import Enrolment
from tests.builders import World
from tests.classroom.conftest import Lesson
from tests.classroom.test_certificates import completes
from tests.classroom.test_papers import words
from tests.conftest import rows
from tests.courses import publish_tiny_course
from tests.pages import Browser


def test_certificates_of_a_class_are_printed_in_the_order_of_its_list(
    binh: Browser, database: Database, world: World, lesson: Lesson
) -> None:
    with database.transaction() as db:
        db.add(course := Course(slug="an-toan"))
        db.flush()
        for who, home in ((world.chi, world.village_1), (world.an, world.village_2)):
            actions.add(db, lesson.id, who.person_id, now())
            issue(db, completes(who, "an-toan", course.id, world, home), now())
    page = f"{lesson.page}/certificates"
    assert "In 2 giấy chứng nhận" in binh.get(lesson.page).text

    asked = binh.post(page, page=page, kind="print")
    run_due(database)

    text = words(binh.get(f"{asked.location.removeprefix('https://hoc.example.vn')}/1").data)
    roster = binh.get(lesson.page).text
    for told in (text, roster):
        assert 0 < told.index(world.an.name) < told.index(world.chi.name)
    assert "giấy chứng nhận của bảy ngày" not in roster


def test_the_class_says_what_is_left_to_do(binh: Browser, database: Database, world: World, lesson: Lesson) -> None:
    assert "Việc còn lại" not in binh.get(lesson.page).text
    with database.transaction() as db:
        course = publish_tiny_course(db)
        db.get_one(ClassGroup, lesson.id).course_id = course.course_id
        done = {"enrolled_at": now(), "completed_at": now(), "name_confirmed_at": now(), "printed_name": "An"}
        db.add(
            Enrolment(person_id=world.an.person_id, course_id=course.course_id, version_id=course.version_id, **done)
        )
        held = sessions.open_session(db, lesson.id, Hours(now(), None), "", world.binh.person_id, now())

    page = binh.get(lesson.page).text

    assert "Việc còn lại" in page
    assert f"/sessions/{held.public_id}" in page
    assert "chưa có giấy chứng nhận: Nguyễn Thị An" in page


def test_what_is_running_ends_with_the_class(database: Database, world: World, lesson: Lesson) -> None:
    at = now()
    with database.transaction() as db:
        held = sessions.open_session(db, lesson.id, Hours(at, None), "", world.binh.person_id, at)
        db.add(
            LiveSession(
                session_id=held.id, started_at=at, ends_at=at + timedelta(hours=3), started_by=world.binh.person_id
            )
        )
    with database.transaction() as db:
        actions.close_class(db, lesson.id, at + timedelta(minutes=1))

    with database.reading() as db:
        assert db.get_one(LiveSession, held.id).ends_at == at + timedelta(minutes=1)
    assert rows(database, "SELECT count(*) FROM class_group WHERE closed_at IS NULL") == [(0,)]
