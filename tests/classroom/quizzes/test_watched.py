"""A final while the teacher watches: who counts as watched, from when to when, and what the certificate says."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

import pytest
from sqlalchemy import update

from lms.catalogue.published import PublishedCourse
from lms.certificates.models import Certificate
from lms.classroom.quizzes.models import WatchedFinal
from lms.classroom.quizzes.watched.rules import LONGEST, closes_at
from lms.clock import LOCAL, local_date, now
from lms.db import Database
from lms.learning import actions as learning
from lms.learning.models import Attempt
from lms.problems import Problem
from tests.builders import Somebody, World
from tests.classroom.conftest import Lesson
from tests.classroom.test_sessions import key, opened
from tests.conftest import rows
from tests.learning.learners import answer_all, confirm_name
from tests.pages import Browser


def test_three_hours_and_not_overnight() -> None:
    evening = datetime(2026, 11, 27, 19, 30, tzinfo=LOCAL)

    assert closes_at(evening, evening) == evening + LONGEST
    assert closes_at(evening, evening + timedelta(hours=3)) == datetime(2026, 11, 28, 0, 0, tzinfo=LOCAL)
    with pytest.raises(Problem):
        closes_at(evening, evening + timedelta(days=1))


def hand_in(database: Database, who: Somebody, attempt_id: str) -> Attempt:
    """Hand in on the phone."""
    with database.transaction() as db:
        return learning.submit(db, who.person_id, attempt_id, now(), "mark")


def test_begun_and_handed_in_while_watched_it_is_supervised(
    binh: Browser, chi: Browser, an: Browser, lesson: Lesson, course: PublishedCourse, database: Database, world: World
) -> None:
    page = f"{opened(binh, lesson, local_date(now()))}/final"
    assert binh.post(page).status_code == 422
    who = key(database, world.an.person_id)

    led = binh.post(page, who=[who], learned="1")

    assert led.status_code == 303
    assert [chi.get(page).status_code, chi.post(page, who=[who]).status_code] == [404, 404]
    confirm_name(database, world.an, course)
    assert "Bắt đầu" in an.get("/courses/tiny/final").text
    attempt = answer_all(database, world.an, course, right=True)
    assert "đang làm" in binh.get(page).text
    handed_in = hand_in(database, world.an, attempt)
    assert (handed_in.mode, handed_in.device) == ("supervised", None)
    with database.reading() as db:
        assert db.query(Certificate).one().mode == "supervised"
    assert "đạt, 6/6 điểm" in binh.get(page).text
    confirm_name(database, world.dung, course)
    with database.transaction() as db, pytest.raises(Problem):
        learning.start_attempt(db, world.dung.person_id, course, "final", Random(1), now())


@pytest.mark.parametrize("how", ["closed", "over", "left"])
def test_what_nobody_watched_to_its_end_is_done_alone(
    how: str, binh: Browser, lesson: Lesson, course: PublishedCourse, database: Database, world: World
) -> None:
    page = f"{opened(binh, lesson, local_date(now()))}/final"
    who = key(database, world.an.person_id)
    binh.post(page, who=[who], learned="1")
    confirm_name(database, world.an, course)
    attempt = answer_all(database, world.an, course, right=True)

    if how == "closed":
        binh.post(f"{page}/close")
    elif how == "left":
        binh.post(f"{lesson.page}/people/{_public_id(database, world.an)}/remove")
    else:
        earlier = now() - timedelta(minutes=1)
        with database.transaction() as db:
            db.execute(update(WatchedFinal).values(opened_at=earlier, closes_at=earlier))

    assert hand_in(database, world.an, attempt).mode == "alone"
    assert rows(database, "SELECT count(*) FROM certificate") == [(0,)]


def test_only_of_present_members_and_not_of_the_teacher_and_not_of_yesterday(
    binh: Browser, lesson: Lesson, course: PublishedCourse, database: Database, world: World
) -> None:
    page = f"{opened(binh, lesson, local_date(now()))}/final"
    binh.post(page, who=[key(database, world.an.person_id)])
    confirm_name(database, world.an, course)

    with database.transaction() as db, pytest.raises(Problem, match="every lesson"):
        learning.start_attempt(db, world.an.person_id, course, "final", Random(1), now())


def _public_id(database: Database, who: Somebody) -> object:
    return rows(database, f"SELECT public_id FROM person WHERE id = {who.person_id}")[0][0]  # noqa: S608
