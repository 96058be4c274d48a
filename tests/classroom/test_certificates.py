"""A teacher takes the certificates of the own class at once, and no others."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import timedelta

import pytest
from sqlalchemy import update

from lms.catalogue.models import Course
from lms.certificates.actions import issue, keep_file
from lms.certificates.rules import Statement
from lms.classroom import actions
from lms.clock import local_date, now
from lms.db import Database
from lms.jobs.worker import run_due
from lms.people.models import RoleGrant
from tests.builders import Somebody, World
from tests.classroom.conftest import Change, Lesson
from tests.pages import Browser


@pytest.fixture(autouse=True)
def issued(database: Database, world: World, lesson: Lesson) -> dict[str, int]:
    """An, who is in the class, has completed two courses; Dũng, who is not, one."""
    courses: dict[str, int] = {}
    with database.transaction() as db:
        for slug in ("dich-vu-cong", "an-toan"):
            db.add(course := Course(slug=slug))
            db.flush()
            courses[slug] = course.id
        for who, slug in ((world.an, "dich-vu-cong"), (world.an, "an-toan"), (world.dung, "an-toan")):
            made = issue(db, completes(who, slug, courses[slug], world), now())
            keep_file(db, made.id, b"%PDF-1.7 " + made.code.encode(), now(), way="stamped")
    return courses


def completes(who: Somebody, slug: str, course_id: int, world: World, home: int | None = None) -> Statement:
    return Statement(
        person_id=who.person_id,
        course_id=course_id,
        course_slug=slug,
        course_title=slug,
        version_number=1,
        edition=1,
        half_hours=12,
        score_percent=92,
        mode="supervised",
        printed_name=who.name,
        birth_year=1958,
        org_unit_id=home or world.village_1,
        place_line="Khu 1, Xã Lâm Thao, Tỉnh Phú Thọ",
        completed_at=now(),
    )


def taken(binh: Browser, database: Database, lesson: Lesson) -> str:
    answer = binh.post(f"{lesson.page}/certificates", page=f"{lesson.page}/certificates", kind="zip")
    assert answer.status_code == 303, answer.text
    run_due(database)
    return answer.location.removeprefix("https://hoc.example.vn")


def held(binh: Browser, address: str) -> list[str]:
    listed = zipfile.ZipFile(io.BytesIO(binh.get(f"{address}/1").data)).read("danh-sach.csv").decode("utf-8-sig")
    return [f"{row['Họ và tên']}: {row['Khóa học']}" for row in csv.DictReader(io.StringIO(listed), delimiter=";")]


def test_the_teacher_takes_what_the_class_has_led_to(
    binh: Browser, database: Database, lesson: Lesson, change: Change, issued: dict[str, int]
) -> None:
    without_course = held(binh, taken(binh, database, lesson))
    change(course_id=issued["an-toan"])

    assert without_course == ["Nguyễn Thị An: dich-vu-cong", "Nguyễn Thị An: an-toan"]
    assert held(binh, taken(binh, database, lesson)) == ["Nguyễn Thị An: an-toan"]


@pytest.mark.parametrize("slug", [None, "an-toan"])
@pytest.mark.parametrize(("first", "last"), [(1, 1), (-2, -1)], ids=["before", "after"])
def test_what_was_earned_outside_the_days_of_the_class_is_not_the_teachers(
    binh: Browser,
    lesson: Lesson,
    change: Change,
    issued: dict[str, int],
    slug: str | None,
    first: int,
    last: int,
) -> None:
    starts_on, ends_on = (local_date(now()) + timedelta(days=days) for days in (first, last))
    change(starts_on=starts_on, ends_on=ends_on, course_id=issued[slug] if slug else None)

    assert binh.post(f"{lesson.page}/certificates", page="/classes", kind="zip").status_code == 422


@pytest.mark.parametrize(("days_ago", "status"), [(0, 303), (1, 422)])
def test_a_closed_class_gives_what_was_earned_until_the_day_it_was_closed(
    binh: Browser, lesson: Lesson, change: Change, days_ago: int, status: int
) -> None:
    closed_at = now() - timedelta(days=days_ago)
    change(closed_at=closed_at, starts_on=local_date(closed_at))

    assert binh.post(f"{lesson.page}/certificates", page="/classes", kind="zip").status_code == status


def test_another_teacher_finds_nothing(dung: Browser, chi: Browser, lesson: Lesson) -> None:
    for stranger in (dung, chi):
        assert stranger.get(f"{lesson.page}/certificates").status_code == 404
        assert stranger.post(f"{lesson.page}/certificates", kind="zip").status_code == 404


def test_who_leaves_the_class_takes_the_certificate_along(
    binh: Browser, database: Database, lesson: Lesson, world: World
) -> None:
    address = taken(binh, database, lesson)
    with database.transaction() as db:
        actions.remove(db, lesson.id, world.an.person_id, now())

    assert binh.get(f"{address}/1").status_code == 404


def test_who_is_no_teacher_any_more_loses_the_files(
    binh: Browser, database: Database, lesson: Lesson, world: World
) -> None:
    address = taken(binh, database, lesson)
    with database.transaction() as db:
        mine = RoleGrant.person_id == world.binh.person_id
        db.execute(update(RoleGrant).where(mine).values(valid_to=local_date(now())))

    assert binh.get(f"{address}/1").status_code == 404
