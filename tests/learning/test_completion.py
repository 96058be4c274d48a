"""Passing the final completes the course and issues the certificate: both at once, and once."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import delete

from lms.catalogue.published import PublishedCourse
from lms.certificates.models import Certificate
from lms.clock import local_date, now
from lms.db import Database
from lms.learning import actions, queries
from lms.learning.actions.forgetting import forget_devices
from lms.learning.models import Attempt, Enrolment
from lms.learning.rules.progress import Kind, Place
from lms.people.models import Residence
from lms.statistics.quality.papers import issued_on
from lms.web.devices import mark
from tests.builders import World
from tests.conftest import SECRET, rows
from tests.learning import learners
from tests.pages import Browser

FINAL = "/courses/tiny/final"


@pytest.fixture
def answered(an: Browser, database: Database, world: World, course: PublishedCourse) -> Browser:
    """An, who has answered all of the final rightly and not handed it in."""
    learners.prepare(database, world.an, course)
    learners.answer_all(database, world.an, course, right=True)
    return an


@pytest.fixture
def passed(answered: Browser) -> Browser:
    """An, who has the certificate."""
    learners.hand_in(answered, FINAL)
    return answered


def test_passing_leads_to_the_page_of_the_finished(answered: Browser) -> None:
    shown = answered.follow(learners.hand_in(answered, FINAL))

    assert shown.request.path == "/courses/tiny/finished"
    assert "Nguyễn Thị An" in shown.text
    assert ".pdf" in shown.text


def test_the_certificate_says_what_was_confirmed_and_reached(
    passed: Browser, database: Database, world: World, course: PublishedCourse
) -> None:
    with database.reading() as db:
        certificate = db.query(Certificate).one()
        enrolment = db.query(Enrolment).one()

    assert certificate.person_id == world.an.person_id
    assert certificate.org_unit_id == world.village_1
    assert certificate.issued_at == enrolment.completed_at
    kept = json.dumps(certificate.snapshot, ensure_ascii=False)
    for words in ("Nguyễn Thị An", "Khóa mẫu", "Khu 1, Xã Lâm Thao, Tỉnh Phú Thọ"):
        assert words in kept
    assert certificate.snapshot["score_percent"] == 100


def test_handing_in_again_shows_the_same_and_changes_nothing(answered: Browser, database: Database) -> None:
    attempt = learners.attempt_in(answered.get(f"{FINAL}/review").text)
    kept = "SELECT code, issued_at FROM certificate"

    first = answered.post(f"{FINAL}/review", attempt=attempt)
    before = rows(database, kept)
    again = answered.post(f"{FINAL}/review", attempt=attempt)

    assert (first.status_code, first.location) == (again.status_code, again.location) == (303, "/courses/tiny/finished")
    assert rows(database, kept) == before
    assert len(before) == 1


def test_the_telephone_is_known_by_a_mark_that_is_forgotten(
    answered: Browser, database: Database, course: PublishedCourse
) -> None:
    answered.client.set_cookie("__Host-device", "a-number", secure=True, domain="hoc.example.vn")
    learners.hand_in(answered, FINAL)

    with database.reading() as db:
        marks = {attempt.quiz: attempt.device for attempt in db.query(Attempt)}
        final = marks.pop("final")
        submitted_at = db.query(Attempt.submitted_at).filter_by(quiz="final").scalar()
    assert final == mark(SECRET, f"tiny {local_date(submitted_at)}", "a-number")
    with database.reading() as db:
        (seen,) = issued_on(db, local_date(submitted_at))
    assert set(marks.values()) == {None}
    assert (seen.device, seen.has_mistakes, len(seen.answers)) == (final, False, 4)
    with database.transaction() as db:
        forget_devices(db, submitted_at)
        assert db.query(Attempt).filter(Attempt.device.is_not(None)).count() == 1
        forget_devices(db, now())
        assert db.query(Attempt).filter(Attempt.device.is_not(None)).count() == 0


def test_after_passing_everything_is_explained(passed: Browser) -> None:
    text = passed.get(f"{FINAL}/result").text

    assert "6" in text
    assert text.count("<h3>") == 4
    assert "Vì sao đúng." in text


def test_a_completed_course_stays_completed(passed: Browser, count) -> None:
    assert passed.get(FINAL).location == "/courses/tiny/finished"
    assert passed.post(FINAL).status_code == 409
    assert "5/5" in passed.get("/courses/tiny").text
    assert count("certificate") == 1


def test_the_name_is_fixed_by_the_certificate(passed: Browser, database: Database) -> None:
    assert passed.get(f"{FINAL}/name").location == "/courses/tiny/finished"
    assert passed.post(f"{FINAL}/name", printed_name="Nguyễn Thị Ân").status_code == 409
    assert rows(database, "SELECT printed_name FROM enrolment") == [("Nguyễn Thị An",)]


def test_the_page_of_the_finished_is_for_the_finished(an: Browser, dung: Browser, course: PublishedCourse) -> None:
    an.post("/courses/tiny/01-bai-mot/1")

    for browser in (an, dung):
        assert browser.get("/courses/tiny/finished").location == "/courses/tiny"


def test_nothing_is_kept_when_no_certificate_can_be_issued(answered: Browser, database: Database, count) -> None:
    with database.transaction() as db:
        db.connection().exec_driver_sql("UPDATE issuer SET is_default = false")

    assert learners.hand_in(answered, FINAL).status_code >= 400
    assert rows(database, "SELECT count(*) FROM attempt WHERE quiz = 'final' AND submitted_at IS NOT NULL") == [(0,)]
    assert rows(database, "SELECT completed_at FROM enrolment") == [(None,)]
    assert count("certificate") == 0


def test_a_desk_shows_the_way_on_and_the_certificate(
    passed: Browser, dung: Browser, database: Database, world: World
) -> None:
    dung.post("/courses/tiny/01-bai-mot/1")

    with database.reading() as db:
        (of_an,) = queries.progress_of(db, world.an.person_id)
        (of_dung,) = queries.progress_of(db, world.dung.person_id)
        (of_chi,) = queries.progress_of(db, world.chi.person_id)
        code = db.query(Certificate).one().code

    assert (of_an.progress.place, of_an.certificate_code) == (Place(Kind.FINISHED), code)
    assert (of_an.progress.done, of_an.progress.total) == (5, 5)
    assert of_dung.progress.place == Place(Kind.SCREEN, "01-bai-mot", 2)
    assert (of_dung.certificate_code, of_dung.active_at is not None) == (None, True)
    assert (of_chi.progress.place, of_chi.active_at) == (Place(Kind.SCREEN, "01-bai-mot", 1), None)


def test_a_desk_leads_to_the_question_where_one_stopped(
    an: Browser, course: PublishedCourse, database: Database, world: World
) -> None:
    learners.read_lessons(database, world.an, course)
    an.post("/courses/tiny/01-bai-mot/quiz")
    learners.send(an, "/courses/tiny/01-bai-mot/quiz/1", ["0"])

    with database.reading() as db:
        (line,) = queries.progress_of(db, world.an.person_id)

    assert line.progress.place == Place(Kind.QUIZ, "01-bai-mot", 2)
    assert 'href="/courses/tiny/01-bai-mot/quiz/2"' in an.get("/courses/tiny").text


def test_somebody_without_a_home_stands_in_the_register_of_the_province(
    answered: Browser, database: Database, world: World
) -> None:
    with database.transaction() as db:
        db.execute(delete(Residence).where(Residence.person_id == world.an.person_id))
        attempt = db.query(Attempt).filter_by(quiz="final").one()
        actions.submit(db, world.an.person_id, attempt.id, now())

    assert rows(database, "SELECT org_unit_id FROM certificate") == [(world.province,)]
