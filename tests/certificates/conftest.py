"""What the tests of certificates begin with: a course, and what is stated when somebody completes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from lms.catalogue.models import Course
from lms.certificates.actions import issue
from lms.certificates.models import Certificate
from lms.certificates.rules import Statement
from lms.db import Database
from tests.builders import NOON, Somebody, World
from tests.certificates.vera import FLAVOURS, Verdicts, compile_driver, is_here, judge

Judge = Callable[..., Verdicts]

BIRTH_YEARS = {"an": 1958, "binh": 1985, "chi": 1990, "dung": 1979, "giang": 1982, "hoa": 1980}


@pytest.fixture
def course(database: Database) -> int:
    """The key of a course."""
    with database.transaction() as db:
        course = Course(slug="dich-vu-cong")
        db.add(course)
        db.flush()
        return course.id


@pytest.fixture
def completes(course: int, world: World) -> Callable[..., Statement]:
    """What is stated when somebody completes the course."""

    def statement(who: Somebody, **changes: Any) -> Statement:
        said: dict[str, Any] = {
            "person_id": who.person_id,
            "course_id": course,
            "course_slug": "dich-vu-cong",
            "course_title": "Dịch vụ công trực tuyến",
            "version_number": 1,
            "edition": 1,
            "half_hours": 12,
            "score_percent": 92,
            "mode": "alone",
            "printed_name": who.name,
            "birth_year": BIRTH_YEARS[who.login],
            "org_unit_id": world.village_1,
            "place_line": "Khu 1, Xã Lâm Thao, Tỉnh Phú Thọ",
            "completed_at": NOON,
        }
        return Statement(**{**said, **changes})

    return statement


@pytest.fixture
def issued(database: Database, completes: Callable[..., Statement]) -> Callable[..., Certificate]:
    """A certificate issued to somebody."""

    def of(who: Somebody, at: datetime = NOON, **changes: Any) -> Certificate:
        with database.transaction() as db:
            return issue(db, completes(who, **changes), at)

    return of


@pytest.fixture
def ans(issued: Callable[..., Certificate], world: World) -> Certificate:
    """The certificate of An, who lives in Lâm Thao."""
    return issued(world.an)


@pytest.fixture(scope="session")
def vera(tmp_path_factory: pytest.TempPathFactory) -> Judge:
    """veraPDF: many files and flavours in one run, for each the clauses it finds unmet."""
    if not is_here():
        pytest.skip("there is no Java to run veraPDF with")
    class_path = compile_driver(tmp_path_factory.mktemp("vera"))

    def judged(files: Iterable[Path], flavours: Iterable[str] = FLAVOURS) -> Verdicts:
        return judge(class_path, files, flavours)

    return judged
