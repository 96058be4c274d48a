"""Impatient fingers, double clicks and two telephones at once: the database decides, and nobody sees an error.

Threads go through the whole application with a real database, as requests do on a server.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask

from lms.catalogue.published import PublishedCourse
from lms.db import Database, new_id
from lms.learning import queries
from lms.learning.rules.marking import mark
from lms.places.models import OrgUnit
from tests.builders import World, add_person
from tests.conftest import rows
from tests.learning import learners
from tests.pages import Browser

LEARNERS, TIMES = 30, 20
QUIZ = "/courses/tiny/01-bai-mot/quiz"
FINAL = "/courses/tiny/final"


@pytest.fixture
def post(app: Flask) -> Callable[[str, str, dict[str, str]], int]:
    """Send a form from one more window of a browser; says the status."""

    def send(cookie: str, path: str, fields: dict[str, str]) -> int:
        client = app.test_client()
        client.set_cookie("__Host-sid", cookie, secure=True, domain="hoc.example.vn")
        return client.post(path, base_url="https://hoc.example.vn", data=fields).status_code

    return send


def at_once(send: Callable[..., int], jobs: list[tuple[str, str, dict[str, str]]]) -> Counter[int]:
    """The statuses of all these forms, sent by as many threads as one learner has fingers."""
    with ThreadPoolExecutor(TIMES) as threads:
        return Counter(threads.map(lambda job: send(*job), jobs))


def cookie_of(browser: Browser) -> str:
    found = browser.client.get_cookie("__Host-sid", domain="hoc.example.vn")
    assert found is not None
    return found.value


def test_a_final_handed_in_many_times_at_once_has_one_result_and_one_certificate(
    app: Flask, database: Database, world: World, course: PublishedCourse, post
) -> None:
    with database.transaction() as db:
        home = db.get_one(OrgUnit, world.village_1)
        class_ = [add_person(db, "Nguyễn Văn Học", 1960 + n, home, f"hoc{n}") for n in range(LEARNERS)]
    jobs = []
    for somebody in class_:
        learners.prepare(database, somebody, course)
        learners.answer_all(database, somebody, course, right=True)
        browser = Browser(app).as_(somebody)
        text = browser.get(f"{FINAL}/review").text
        fields = {"csrf_token": learners.token_in(text), "attempt": learners.attempt_in(text)}
        jobs += [(cookie_of(browser), f"{FINAL}/review", fields)] * TIMES

    statuses = at_once(post, jobs)

    assert statuses == {303: LEARNERS * TIMES}
    results = rows(database, "SELECT enrolment_id FROM attempt WHERE quiz = 'final' AND passed AND score = max_score")
    assert len(results) == len(set(results)) == LEARNERS
    assert rows(database, "SELECT count(*) FROM enrolment WHERE completed_at IS NOT NULL") == [(LEARNERS,)]
    assert rows(database, "SELECT count(*), count(DISTINCT person_id) FROM certificate") == [(LEARNERS, LEARNERS)]
    numbers = rows(database, "SELECT number FROM certificate ORDER BY number")
    assert numbers == [(number,) for number in range(1, LEARNERS + 1)]


def test_the_same_answer_sent_many_times_at_once_is_one_answer(an: Browser, course, database, post) -> None:
    an.post(QUIZ)
    text = an.get(f"{QUIZ}/1").text
    fields = {
        "csrf_token": learners.token_in(text),
        "attempt": learners.attempt_in(text),
        "submission": learners.submission_in(text),
        "choice": "1",
    }

    statuses = at_once(post, [(cookie_of(an), f"{QUIZ}/1", fields)] * 3 * TIMES)

    assert statuses == {303: 3 * TIMES}
    assert rows(database, "SELECT sequence, submission FROM answer") == [(1, fields["submission"])]


def test_different_answers_at_once_are_all_kept_one_after_another(an: Browser, course, database, post) -> None:
    an.post(QUIZ)
    text = an.get(f"{QUIZ}/1").text
    fields = {"csrf_token": learners.token_in(text), "attempt": learners.attempt_in(text), "choice": "1"}
    jobs = [(cookie_of(an), f"{QUIZ}/1", {**fields, "submission": new_id()}) for _ in range(TIMES)]

    assert at_once(post, jobs) == {303: TIMES}
    assert rows(database, "SELECT sequence FROM answer ORDER BY sequence") == [(n,) for n in range(1, TIMES + 1)]


def test_one_submission_for_two_answers_at_once_keeps_one_and_tells_the_other(
    an: Browser, course, database, post
) -> None:
    an.post(QUIZ)
    text = an.get(f"{QUIZ}/1").text
    fields = {
        "csrf_token": learners.token_in(text),
        "attempt": learners.attempt_in(text),
        "submission": learners.submission_in(text),
    }
    jobs = [(cookie_of(an), f"{QUIZ}/1", {**fields, "choice": str(n % 2)}) for n in range(TIMES)]

    assert at_once(post, jobs) == {303: TIMES // 2, 409: TIMES // 2}
    assert len(rows(database, "SELECT sequence FROM answer")) == 1


def test_a_quiz_begun_many_times_at_once_is_begun_once(an: Browser, course, database, post) -> None:
    token = learners.token_in(an.get(QUIZ).text)

    statuses = at_once(post, [(cookie_of(an), QUIZ, {"csrf_token": token})] * TIMES)

    assert statuses == {303: TIMES}
    assert rows(database, "SELECT number FROM attempt") == [(1,)]
    assert rows(database, "SELECT count(*) FROM enrolment") == [(1,)]


def test_a_screen_read_many_times_at_once_is_read_once(an: Browser, course, database, post) -> None:
    address = "/courses/tiny/01-bai-mot/1"
    token = learners.token_in(an.get(address).text)

    statuses = at_once(post, [(cookie_of(an), address, {"csrf_token": token})] * TIMES)

    assert statuses == {303: TIMES}
    assert rows(database, "SELECT count(*) FROM screen_read") == [(1,)]


def test_answers_racing_with_handing_in_are_marked_or_refused_never_lost(
    an: Browser, database: Database, world: World, course: PublishedCourse, post
) -> None:
    learners.prepare(database, world.an, course)
    learners.answer_all(database, world.an, course, right=True)
    text = an.get(f"{FINAL}/1").text
    fields = {"csrf_token": learners.token_in(text), "attempt": learners.attempt_in(text)}
    answers = [
        (cookie_of(an), f"{FINAL}/1", {**fields, "submission": new_id(), "choice": "0"}) for _ in range(TIMES - 1)
    ]
    jobs = [*answers[:5], (cookie_of(an), f"{FINAL}/review", fields), *answers[5:]]

    statuses = at_once(post, jobs)

    assert set(statuses) <= {303, 409}
    with database.reading() as db:
        enrolment = queries.enrolment(db, "tiny", world.an.person_id)
        assert enrolment is not None
        sitting = queries.latest_handed_in(db, course, enrolment.id, "final")
    assert sitting is not None
    assert sitting.attempt.score == mark(sitting.items, sitting.answers).points
