"""A version that must be learned again: nothing is taken from anybody, and nothing that still stands is asked twice."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from lms.catalogue.actions import publish
from lms.catalogue.published import PublishedCourse
from lms.catalogue.queries import published
from lms.catalogue.versions.actions import ask_to_redo, roll_back
from lms.clock import local_date, now
from lms.db import Database
from lms.learning import actions, queries
from lms.learning.rules.progress import progress
from lms.problems import Conflict
from lms.statistics.quality.papers import issued_on
from tests.builders import World
from tests.catalogue.versions.changing import COURSE, LESSON, QUIZ, change, course_in
from tests.conftest import rows
from tests.learning import learners
from tests.pages import Browser

_WHY = "Từ 01/01/2027 số tổng đài đã đổi."


def publish_corrected(database: Database, *, redo: bool = True) -> PublishedCourse:
    """The same course with one screen and one question of the first lesson rewritten."""
    with tempfile.TemporaryDirectory() as temporary, database.transaction() as db:
        folder = change(course_in(Path(temporary)), LESSON, ("Một ý thôi", "Một ý khác"))
        change(folder, QUIZ, ("[ ] Ý sai thứ nhất", "[x] Ý sai thứ nhất"), ("[x] Ý đúng", "[ ] Ý đúng"))
        change(folder, COURSE, ("Lời mở đầu", "Lời mở đầu mới"))
        publication = publish(db, folder, now())
        if redo:
            ask_to_redo(db, "tiny", _WHY, now())
        return published(db, publication.version_id)


@pytest.fixture
def finished(database: Database, world: World, course: PublishedCourse) -> PublishedCourse:
    """An has completed the course."""
    learners.prepare(database, world.an, course)
    attempt = learners.answer_all(database, world.an, course, right=True)
    with database.transaction() as db:
        actions.submit(db, world.an.person_id, attempt, now())
    return course


def test_who_has_finished_is_told_why_and_keeps_the_certificate(
    an: Browser, database: Database, world: World, finished: PublishedCourse
) -> None:
    publish_corrected(database)

    for address in ("/courses/tiny", "/courses/tiny/finished"):
        assert _WHY in an.get(address).text
    assert "cần học lại" in an.get("/desk").text

    assert an.post("/courses/tiny/again").status_code == 303
    assert _WHY not in an.get("/courses/tiny").text
    assert rows(database, "SELECT edition, completed_at IS NULL FROM enrolment ORDER BY edition") == [(1, 0), (2, 1)]
    assert rows(database, "SELECT edition, status FROM certificate") == [(1, "active")]


def test_a_final_that_was_begun_is_handed_in_first(
    an: Browser, database: Database, world: World, course: PublishedCourse
) -> None:
    learners.prepare(database, world.an, course)
    learners.answer_all(database, world.an, course, right=True)
    publish_corrected(database)

    told = an.follow(an.post("/courses/tiny/again"))

    assert "Nộp bài đang làm" in told.text
    assert rows(database, "SELECT edition FROM enrolment") == [(1,)]
    learners.hand_in(an, "/courses/tiny/final")
    assert rows(database, "SELECT passed FROM attempt WHERE quiz = 'final'") in ([(1,)], [(True,)])
    assert an.post("/courses/tiny/again").location == "/courses/tiny"


def test_what_is_the_same_need_not_be_done_again(
    an: Browser, database: Database, world: World, finished: PublishedCourse
) -> None:
    corrected = publish_corrected(database)
    an.post("/courses/tiny/again")

    with database.reading() as db:
        enrolment = queries.enrolment(db, "tiny", world.an.person_id)
        assert enrolment is not None
        how_far = progress(corrected, queries.work(db, enrolment))
    assert enrolment.version_id == corrected.version_id
    assert [(each.screens_read, each.quiz_done) for each in how_far.modules] == [(1, False), (2, True)]
    assert how_far.place.number == 1


def test_learning_it_again_ends_with_a_certificate_of_its_own(
    an: Browser, database: Database, world: World, finished: PublishedCourse
) -> None:
    corrected = publish_corrected(database)
    an.post("/courses/tiny/again")
    learners.prepare(database, world.an, corrected)
    attempt = learners.answer_all(database, world.an, corrected, right=True)
    with database.transaction() as db:
        actions.submit(db, world.an.person_id, attempt, now())

    assert rows(database, "SELECT edition, status FROM certificate ORDER BY edition") == [(1, "active"), (2, "active")]
    with database.reading() as db:
        asked = [set(one.answers) for one in issued_on(db, local_date(now()))]
    assert [len(items) for items in asked] == [4, 4]
    assert not asked[0] & asked[1], "each rests on its own final"


def test_who_is_in_the_middle_goes_over_before_the_final(
    an: Browser, database: Database, world: World, course: PublishedCourse
) -> None:
    learners.prepare(database, world.an, course)
    publish_corrected(database)

    assert _WHY in an.get("/courses/tiny/final").text
    assert an.post("/courses/tiny/final").status_code == 409

    first, second = an.post("/courses/tiny/again"), an.post("/courses/tiny/again")

    assert (first.status_code, second.status_code) == (303, 409)
    assert "2/5" in an.get("/courses/tiny").text
    assert rows(database, "SELECT count(*) FROM enrolment") == [(2,)]


def test_only_a_marked_version_has_to_be_learned_again(
    an: Browser, database: Database, world: World, course: PublishedCourse
) -> None:
    assert an.post("/courses/tiny/again").status_code == 404
    learners.read_lessons(database, world.an, course)
    publish_corrected(database, redo=False)

    assert an.post("/courses/tiny/again").status_code == 409
    assert "cần học lại" not in an.get("/desk").text


def test_a_version_that_was_taken_back_is_not_asked_for(
    database: Database, world: World, course: PublishedCourse
) -> None:
    learners.prepare(database, world.an, course)
    publish_corrected(database)
    with database.transaction() as db:
        roll_back(db, "tiny", None, now())

    with database.transaction() as db, pytest.raises(Conflict):
        actions.go_over(db, world.an.person_id, "tiny", now())
    learners.answer_all(database, world.an, course, right=True)
