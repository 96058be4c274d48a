"""A teacher opens a session and ticks who came; what was marked before stays in the record."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from lms.audit.queries import last
from lms.classroom import actions as classes
from lms.classroom.models import ClassMember
from lms.classroom.sessions.models import ClassAttendance
from lms.classroom.sessions.rules import Mark, changed, hours
from lms.clock import local_date, now
from lms.db import Database
from lms.problems import Problem
from tests.builders import World
from tests.classroom.conftest import Change, Lesson
from tests.pages import Browser

DAY = date(2026, 11, 20)
DAYS = (DAY - timedelta(days=7), DAY + timedelta(days=7))


@pytest.mark.parametrize(
    ("day", "ends", "field"),
    [
        (DAY + timedelta(days=1), None, "day"),
        (DAY - timedelta(days=8), None, "day"),
        (DAY, time(19), "ends"),
    ],
)
def test_a_session_is_on_a_day_of_the_class_that_has_come(day: date, ends: time | None, field: str) -> None:
    with pytest.raises(Problem) as refused:
        hours(day, time(19), ends, DAYS, DAY)

    assert refused.value.field == field


def test_the_hours_are_those_of_a_clock_in_viet_nam() -> None:
    found = hours(DAY, time(19, 30), time(21), DAYS, DAY)

    assert found.starts_at.isoformat() == "2026-11-20T19:30:00+07:00"
    assert found.ends_at is not None


def test_only_what_the_teacher_saw_and_what_differs_is_written() -> None:
    marks = [
        Mark("came", 1, was_in=True, present=None),
        Mark("missed", 2, was_in=True, present=None),
        Mark("later", 3, was_in=False, present=None),
        Mark("same", 4, was_in=True, present=True),
        Mark("mended", 5, was_in=True, present=True),
        Mark("unseen", 6, was_in=True, present=None),
    ]

    found = changed(marks, {"came", "missed", "later", "same", "mended"}, {"came", "same"})

    assert found == {1: True, 2: False, 5: False}
    assert [mark.is_ticked for mark in marks] == [True, True, False, True, True, True]


def opened(browser: Browser, lesson: Lesson, day: date, begins: str = "19:30") -> str:
    sent = browser.post(
        f"{lesson.page}/sessions", page=f"{lesson.page}/sessions", day=day, begins=begins, place=" Nhà  văn hóa "
    )
    assert sent.status_code == 303, sent.text
    return str(sent.location)


def key(database: Database, person_id: int) -> str:
    with database.reading() as db:
        return db.query(ClassMember.public_id).filter_by(person_id=person_id).scalar() or ""


def test_who_came_is_ticked_kept_and_mended(binh: Browser, lesson: Lesson, database: Database, world: World) -> None:
    with database.transaction() as db:
        classes.add(db, lesson.id, world.dung.person_id, now())
    here, away = key(database, world.an.person_id), key(database, world.dung.person_id)
    session = opened(binh, lesson, local_date(now()))
    assert session == opened(binh, lesson, local_date(now()))
    assert binh.get(session).text.count("checked") == 2
    assert "chưa điểm danh" in binh.get(f"{lesson.page}/sessions").text

    binh.post(session, page=session, shown=[here, away, "ai"], present=[here, away, "ai"])
    kept = binh.post(session, page=session, shown=[here, away], present=[here])

    assert "1 có mặt, 1 vắng" in binh.follow(kept).text
    assert binh.get(session).text.count("checked") == 1
    assert "Nhà văn hóa" in binh.get(session).text
    with database.reading() as db:
        told = last(db, "classroom.attendance", f"class_session:{db.query(ClassAttendance.session_id).first()[0]}")
        marks = {row.person_id: row.present for row in db.query(ClassAttendance)}
    assert marks == {world.an.person_id: True, world.dung.person_id: False}
    assert told is not None
    assert told.details == {"present": [], "absent": [world.dung.person_id]}


def test_what_cannot_be_is_told_and_stays_typed(binh: Browser, lesson: Lesson) -> None:
    tomorrow = local_date(now()) + timedelta(days=1)
    page = f"{lesson.page}/sessions"

    refused = binh.post(page, page=page, day=tomorrow, begins="19:30", place="Đình làng")
    unsaid = binh.post(page, page=page, day="", begins="")

    assert (refused.status_code, unsaid.status_code) == (422, 422)
    assert "Đình làng" in refused.text


def test_nobody_else_finds_it_and_a_closed_class_is_only_read(
    binh: Browser, dung: Browser, an: Browser, lesson: Lesson, change: Change, world: World, database: Database
) -> None:
    session = opened(binh, lesson, local_date(now()))
    here = key(database, world.an.person_id)
    binh.post(session, page=session, shown=[here], present=[here])
    for other in (dung, an):
        for path in (f"{lesson.page}/sessions", session):
            assert other.get(path).status_code == 404
            assert other.post(path, shown=[here]).status_code == 404
    change(closed_at=now())

    assert "có mặt" in binh.get(session).text
    assert "checkbox" not in binh.get(session).text
    assert binh.post(session, shown=[here]).status_code == 409
    assert binh.post(f"{lesson.page}/sessions", day=local_date(now()), begins="08:00").status_code == 409
