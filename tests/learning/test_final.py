"""The final: what opens it, what is drawn, how it is marked, and when it may be tried again."""

from __future__ import annotations

import re

import pytest

from lms.catalogue.published import PublishedCourse, PublishedItem
from lms.db import Database, new_id
from lms.learning.models import Attempt
from tests.builders import World
from tests.conftest import rows
from tests.courses import publish_tiny_course
from tests.learning import learners
from tests.pages import Browser

FINAL = "/courses/tiny/final"


@pytest.fixture
def ready(an: Browser, database: Database, world: World, course: PublishedCourse) -> Browser:
    """An, to whom the final is open."""
    learners.prepare(database, world.an, course)
    return an


@pytest.fixture
def in_final(ready: Browser) -> Browser:
    """An, who has begun the final."""
    assert ready.post(FINAL).location == f"{FINAL}/1"
    return ready


def test_a_guest_is_asked_to_sign_in(guest: Browser, course: PublishedCourse) -> None:
    assert "/sign-in" in guest.get(FINAL).location


def test_the_final_stays_shut_until_all_lessons_are_done(
    an: Browser, database: Database, world: World, course: PublishedCourse, count
) -> None:
    learners.read_lessons(database, world.an, course)
    learners.confirm_name(database, world.an, course)

    assert an.post(FINAL).status_code == 422
    assert "/courses/tiny/01-bai-mot/quiz" in an.get(FINAL).text
    assert count("attempt") == 0


def test_the_final_begins_only_with_a_confirmed_name(
    an: Browser, database: Database, world: World, course: PublishedCourse, count
) -> None:
    learners.read_lessons(database, world.an, course)
    learners.practise(database, world.an, course)

    assert an.post(FINAL).status_code == 422
    assert f"{FINAL}/name" in an.get(FINAL).text
    assert count("attempt") == 2


def test_as_many_questions_are_drawn_as_the_plan_says(
    in_final: Browser, database: Database, pool: tuple[PublishedItem, ...]
) -> None:
    with database.reading() as db:
        drawn = db.query(Attempt).filter_by(quiz="final").one().drawn
    modules = {item.id: item.module_slug for item in pool}

    assert [modules[each["item"]] for each in drawn] == ["01-bai-mot"] * 2 + ["02-bai-hai"] * 2


def test_an_answer_leads_to_the_next_question_and_says_when_it_was_saved(in_final: Browser) -> None:
    shown = in_final.follow(learners.send(in_final, f"{FINAL}/1", ["0"]))

    assert shown.request.path == f"{FINAL}/2"
    saved = re.search(r"\d\d:\d\d", in_final.get(f"{FINAL}/review").text)
    assert saved
    assert saved[0] in shown.text


def test_answers_are_not_explained_during_the_final(in_final: Browser) -> None:
    learners.send(in_final, f"{FINAL}/1", ["0"])

    for address in (f"{FINAL}/1", f"{FINAL}/2", f"{FINAL}/review"):
        assert "Vì sao" not in in_final.get(address).text
    assert in_final.get(f"{FINAL}/quiz/1/answer").status_code == 404
    assert in_final.get(f"{FINAL}/1/answer").status_code == 404


def test_the_review_names_what_was_left_out(in_final: Browser) -> None:
    learners.send(in_final, f"{FINAL}/2", ["0"])

    text = in_final.get(f"{FINAL}/review").text

    assert f'class="b" href="{FINAL}/1"' in text
    assert text.count(f'class="go" href="{FINAL}/') == 4


def test_what_was_left_out_counts_as_not_right(
    in_final: Browser, course: PublishedCourse, database: Database, pool: tuple[PublishedItem, ...]
) -> None:
    text = in_final.get(f"{FINAL}/1").text
    item = next(item for item in pool if item.stem in text)
    learners.send(in_final, f"{FINAL}/1", learners.right_values(text, item))

    assert learners.hand_in(in_final, FINAL).location == f"{FINAL}/result"
    assert rows(database, "SELECT score, max_score FROM attempt WHERE quiz = 'final'") == [(item.weight, 6)]


def test_after_failing_the_page_tells_what_to_reread_and_when_the_next_try_opens_but_no_answers(
    in_final: Browser, database: Database, world: World, course: PublishedCourse
) -> None:
    learners.answer_all(database, world.an, course, right=False)

    text = in_final.follow(learners.hand_in(in_final, FINAL)).text

    assert "Màn hình 1.1" in text
    assert 'href="/courses/tiny/01-bai-mot/1?back=final"' in text
    assert "Vì sao" not in text
    assert f'action="{FINAL}"' not in text
    assert in_final.post(FINAL).status_code == 422


def test_after_the_last_try_everything_is_explained(an: Browser, database: Database, world: World) -> None:
    with database.transaction() as db:
        course = publish_tiny_course(db, "other", attempts=2, wait_hours=0)
    learners.prepare(database, world.an, course)
    told = []
    for _ in range(2):
        learners.answer_all(database, world.an, course, right=False)
        told.append("Vì sao" in an.follow(learners.hand_in(an, "/courses/other/final")).text)

    assert told == [False, True]
    assert an.post("/courses/other/final").status_code == 422


def test_a_final_left_open_goes_on_in_another_browser(in_final: Browser, sign_in, world: World) -> None:
    learners.send(in_final, f"{FINAL}/1", ["0"])
    elsewhere = sign_in(world.an)

    assert elsewhere.post(FINAL).location == f"{FINAL}/2"
    assert "checked" in elsewhere.get(f"{FINAL}/1").text


def test_a_page_of_an_earlier_try_does_not_answer_the_present_one(
    an: Browser, database: Database, world: World, count
) -> None:
    with database.transaction() as db:
        other = publish_tiny_course(db, "other", attempts=0, wait_hours=0)
    address = "/courses/other/final"
    learners.prepare(database, world.an, other)
    an.post(address)
    old = an.get(f"{address}/1").text
    learners.hand_in(an, address)
    an.post(address)
    before = count("answer")

    sent = an.post(f"{address}/1", attempt=learners.attempt_in(old), submission=learners.submission_in(old), choice="0")

    assert sent.status_code == 409
    assert count("answer") == before


def test_nobody_finds_the_final_of_somebody_else(in_final: Browser, dung: Browser, count) -> None:
    attempt = learners.attempt_in(in_final.get(f"{FINAL}/1").text)
    before = count("answer")

    sent = dung.post(f"{FINAL}/1", attempt=attempt, submission=new_id(), choice="0")

    assert sent.status_code == 404
    assert dung.post(f"{FINAL}/review", attempt=attempt).status_code == 404
    assert dung.get(f"{FINAL}/result").location == FINAL
    assert count("answer") == before


def test_the_part_to_read_again_leads_back_to_the_result(an: Browser, course: PublishedCourse) -> None:
    reread = an.get("/courses/tiny/01-bai-mot/1?back=final").text

    assert reread.count('href="/courses/tiny/final/result"') == 2
