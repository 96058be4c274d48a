"""One learner, several telephones: each goes on exactly where the other stopped, and nothing is added up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from lms.catalogue.actions import prepare, store
from lms.catalogue.published import PublishedCourse
from lms.clock import now
from lms.db import Database
from tests.builders import World
from tests.conftest import rows
from tests.courses import write_tiny_course
from tests.learning import learners
from tests.pages import Browser

COURSE = "/courses/tiny"
LESSON = f"{COURSE}/01-bai-mot"
QUIZ = f"{LESSON}/quiz"


@pytest.fixture
def other(sign_in: Callable[..., Browser], world: World) -> Browser:
    """An's other telephone."""
    return sign_in(world.an)


def right(browser: Browser, course: PublishedCourse, number: int) -> list[str]:
    return learners.right_values(browser.get(f"{QUIZ}/{number}").text, course.modules[0].practice[number - 1])


def test_the_other_telephone_goes_on_at_the_exact_screen(an: Browser, other: Browser, course: PublishedCourse) -> None:
    an.post(f"{LESSON}/1")

    for page in (COURSE, "/", "/desk"):
        assert f'href="{LESSON}/2"' in other.get(page).text


def test_the_other_telephone_goes_on_at_the_exact_question(
    an: Browser, other: Browser, course: PublishedCourse
) -> None:
    for position in (1, 2):
        an.post(f"{LESSON}/{position}")
    an.post(QUIZ)
    learners.send(an, f"{QUIZ}/1", ["0"])

    for page in (COURSE, "/", "/desk"):
        assert f'href="{QUIZ}/2"' in other.get(page).text
    assert other.post(QUIZ).location == f"{QUIZ}/2"
    assert "checked" in other.get(f"{QUIZ}/1").text


def test_two_telephones_answer_one_attempt_and_add_nothing_up(
    an: Browser, other: Browser, database: Database, course: PublishedCourse
) -> None:
    for browser in (an, other):
        browser.post(QUIZ)
        for number in (1, 2, 3):
            learners.send(browser, f"{QUIZ}/{number}", right(browser, course, number))
    for browser in (an, other):
        browser.post(f"{QUIZ}/review", attempt=str(rows(database, "SELECT id FROM attempt")[0][0]))

    assert rows(database, "SELECT number, score, max_score FROM attempt") == [(1, 3, 3)]
    assert "1/5" in an.get(COURSE).text


def test_reading_on_two_telephones_is_one_reading(an: Browser, other: Browser, course: PublishedCourse, count) -> None:
    for browser in (an, other, an):
        browser.post(f"{LESSON}/1")

    assert (count("enrolment"), count("screen_read")) == (1, 1)


def test_an_answer_is_judged_by_the_version_that_was_seen(
    an: Browser, guest: Browser, database: Database, course: PublishedCourse, tmp_path: Path
) -> None:
    an.post(QUIZ)
    values = right(an, course, 3)
    folder = write_tiny_course(tmp_path / "tiny")
    quiz = folder / "01-bai-mot" / "quiz.md"
    turned = quiz.read_text().replace("- [ ] Đúng\n    > Vì sao chưa đúng.", "- [x] Đúng\n    > Vì sao đúng.")
    quiz.write_text(turned.replace("- [x] Sai\n    > Vì sao đúng.", "- [ ] Sai\n    > Vì sao chưa đúng."))
    with database.transaction() as db:
        store(db, prepare(folder), now() + timedelta(minutes=1))

    sent = learners.send(an, f"{QUIZ}/3", values)

    assert "Đúng rồi!" in an.follow(sent).text
    assert rows(database, "SELECT is_right FROM answer") in ([(1,)], [(True,)])
    assert "Chưa đúng" in guest.get(f"{QUIZ}/3/answer?choice=1").text


def test_times_and_the_rule_are_said_before_anything_starts(
    an: Browser, guest: Browser, course: PublishedCourse
) -> None:
    for browser in (an, guest):
        told = browser.get(COURSE).text
        assert told.count("khoảng 5 phút") == 2
        assert "Đọc hết 2 bài." in told
        assert "đạt từ 80 % số điểm" in told
        assert "3 lần trong 7 ngày" in told
        assert "khoảng 5 phút" in browser.get(f"{LESSON}/1").text
        assert "3 câu hỏi, khoảng 3 phút." in browser.get(QUIZ).text
    assert "Khoảng 4 phút." in an.get(f"{COURSE}/final").text


def test_progress_is_told_in_words(an: Browser, course: PublishedCourse) -> None:
    for position in (1, 2):
        an.post(f"{LESSON}/{position}")

    assert "1/5 xong; còn: câu hỏi bài 1, đọc bài 2" in an.get(COURSE).text
