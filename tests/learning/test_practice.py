"""Questions after a lesson: each answer is saved on its own, exactly once, and explained at once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from lms.catalogue.published import PublishedCourse
from lms.db import Database, new_id
from tests.builders import World
from tests.conftest import rows
from tests.learning import learners
from tests.pages import Browser

QUIZ = "/courses/tiny/01-bai-mot/quiz"


@pytest.fixture
def begun(an: Browser, course: PublishedCourse) -> Browser:
    """An, who has begun the questions of the first lesson."""
    an.post(QUIZ)
    return an


def test_beginning_leads_to_the_first_question(an: Browser, course: PublishedCourse) -> None:
    assert an.post(QUIZ).location == f"{QUIZ}/1"


def test_beginning_twice_goes_on_with_the_same_attempt(begun: Browser, count) -> None:
    learners.send(begun, f"{QUIZ}/1", ["0"])

    assert begun.post(QUIZ).location == f"{QUIZ}/2"
    assert count("attempt") == 1


def test_nothing_is_chosen_beforehand(begun: Browser) -> None:
    assert "checked" not in begun.get(f"{QUIZ}/1").text


@pytest.mark.parametrize("number", [1, 2, 3])
def test_every_question_can_be_answered_with_i_do_not_know(begun: Browser, database: Database, number: int) -> None:
    assert "unknown" in learners.offered(begun.get(f"{QUIZ}/{number}").text)

    assert learners.send(begun, f"{QUIZ}/{number}", ["unknown"]).status_code == 303

    assert rows(database, "SELECT is_right FROM answer") in ([(0,)], [(False,)])
    assert 'value="unknown" checked' in begun.get(f"{QUIZ}/{number}").text


def test_nobody_both_knows_and_does_not_know(begun: Browser, count) -> None:
    refused = begun.follow(learners.send(begun, f"{QUIZ}/2", ["0", "unknown"]))

    assert refused.status_code == 422
    assert refused.text.count("checked") == 2
    assert count("answer") == 0


def test_a_refusal_is_told_even_where_an_answer_was_saved_before(begun: Browser, count) -> None:
    learners.send(begun, f"{QUIZ}/2", ["0"])

    refused = begun.follow(learners.send(begun, f"{QUIZ}/2", ["1", "2", "unknown"]))

    assert refused.status_code == 422
    assert refused.text.count("checked") == 3
    assert count("answer") == 1
    learners.send(begun, f"{QUIZ}/2", ["1", "2"])
    assert begun.get(refused.request.path + "?" + refused.request.query_string.decode()).status_code == 200


def test_a_right_answer_is_praised_and_explained(begun: Browser, course: PublishedCourse) -> None:
    text = begun.get(f"{QUIZ}/1").text
    right = learners.right_values(text, course.modules[0].practice[0])

    shown = begun.follow(learners.send(begun, f"{QUIZ}/1", right))

    assert shown.request.path == f"{QUIZ}/1/answer"
    assert "Vì sao đúng." in shown.text
    assert "Lời giải chung." in shown.text
    assert "i-ok" in shown.text
    assert f'href="{QUIZ}/2"' in shown.text


def test_a_wrong_answer_shows_the_better_one_and_the_way_back_to_the_lesson(
    begun: Browser, course: PublishedCourse
) -> None:
    wrong = learners.wrong_values(begun.get(f"{QUIZ}/1").text, course.modules[0].practice[0])

    text = begun.follow(learners.send(begun, f"{QUIZ}/1", wrong)).text

    assert text.index("Vì sao chưa đúng.") < text.index("Vì sao đúng.")
    assert 'href="/courses/tiny/01-bai-mot/1?back=1"' in text


def test_the_part_to_read_again_leads_back_to_the_question(begun: Browser) -> None:
    reread = begun.get("/courses/tiny/01-bai-mot/1?back=2").text

    assert reread.count(f'href="{QUIZ}/2"') == 2
    for nonsense in ("4", "0", "-1", "x", "²", "1" * 500):
        assert f'href="{QUIZ}/' not in begun.get(f"/courses/tiny/01-bai-mot/1?back={nonsense}").text


def test_nothing_tells_which_answer_is_right_before_it_is_given(begun: Browser) -> None:
    for number in (1, 2, 3):
        assert "Vì sao" not in begun.get(f"{QUIZ}/{number}").text


def test_the_saved_answer_is_there_after_a_reload_and_in_another_browser(
    begun: Browser, sign_in: Callable[..., Browser], world: World
) -> None:
    learners.send(begun, f"{QUIZ}/2", ["1", "3"])

    for browser in (begun, sign_in(world.an)):
        text = browser.get(f"{QUIZ}/2").text
        assert text.count("checked") == 2
        assert 'value="1" checked' in text
        assert 'value="3" checked' in text


def test_the_same_submission_again_is_one_answer(begun: Browser, count) -> None:
    text = begun.get(f"{QUIZ}/1").text
    values = {"attempt": learners.attempt_in(text), "submission": learners.submission_in(text), "choice": "0"}

    sent = [begun.post(f"{QUIZ}/1", **values) for _ in range(3)]

    assert {response.location for response in sent} == {f"{QUIZ}/1/answer"}
    assert count("answer") == 1


def test_a_submission_used_for_another_answer_is_refused_and_the_first_stays(
    begun: Browser, database: Database
) -> None:
    text = begun.get(f"{QUIZ}/2").text
    values = {"attempt": learners.attempt_in(text), "submission": learners.submission_in(text)}
    begun.post(f"{QUIZ}/2", choice="0", **values)
    before = rows(database, "SELECT submission, chosen FROM answer")

    refused = begun.post(f"{QUIZ}/2", choice="1", **values)

    assert refused.status_code == 409
    assert rows(database, "SELECT submission, chosen FROM answer") == before
    assert 'value="0" checked' in refused.text
    assert learners.submission_in(refused.text) != values["submission"]


def test_a_changed_mind_is_a_new_answer_and_the_latest_counts(begun: Browser, database: Database) -> None:
    learners.send(begun, f"{QUIZ}/1", ["0"])
    learners.send(begun, f"{QUIZ}/1", ["1"])

    assert rows(database, "SELECT sequence FROM answer ORDER BY sequence") == [(1,), (2,)]
    assert 'value="1" checked' in begun.get(f"{QUIZ}/1").text


def test_sending_without_a_choice_keeps_nothing_and_says_what_to_do(begun: Browser, count) -> None:
    refused = begun.follow(learners.send(begun, f"{QUIZ}/1", []))

    assert refused.status_code == 422
    assert 'href="#a1"' in refused.text
    assert 'id="a1"' in refused.text
    assert count("answer") == 0


def test_what_was_wrong_is_said_no_more_once_there_is_an_answer(begun: Browser) -> None:
    again = learners.send(begun, f"{QUIZ}/1", []).location
    learners.send(begun, f"{QUIZ}/1", ["1"])

    shown = begun.get(again)

    assert shown.status_code == 200
    assert 'value="1" checked' in shown.text


@pytest.mark.parametrize("choice", [["9"], ["-1"], ["x"], ["²"], ["0", "1"], ["1" * 5000]])
def test_an_answer_the_question_does_not_have_is_refused_kindly(begun: Browser, choice: list[str], count) -> None:
    assert learners.send(begun, f"{QUIZ}/1", choice).status_code == 422
    assert count("answer") == 0


@pytest.mark.parametrize("submission", ["", "again", "0" * 400])
def test_a_submission_this_site_did_not_make_is_refused_and_what_was_chosen_stays(
    begun: Browser, submission: str, count
) -> None:
    refused = learners.send(begun, f"{QUIZ}/1", ["1"], submission=submission)

    assert refused.status_code == 422
    assert 'value="1" checked' in refused.text
    assert learners.submission_in(refused.text) != submission
    assert count("answer") == 0


@pytest.mark.parametrize("address", [f"{QUIZ}/4", f"{QUIZ}/0", "/courses/tiny/99-bai/quiz/1"])
def test_a_question_that_was_not_drawn_is_not_found(begun: Browser, address: str, count) -> None:
    attempt = learners.attempt_in(begun.get(f"{QUIZ}/1").text)

    assert begun.get(address).status_code == 404
    sent = begun.post(address, attempt=attempt, submission=new_id(), choice="0")
    assert sent.status_code == 404
    assert count("answer") == 0


def test_the_attempt_of_somebody_else_is_not_found(begun: Browser, dung: Browser, count) -> None:
    attempt = learners.attempt_in(begun.get(f"{QUIZ}/1").text)
    dung.post(QUIZ)

    sent = dung.post(f"{QUIZ}/1", attempt=attempt, submission=new_id(), choice="0")
    handed_in = dung.post(f"{QUIZ}/review", attempt=attempt)

    assert (sent.status_code, handed_in.status_code) == (404, 404)
    assert count("answer") == 0


def test_an_answer_is_not_taken_for_the_questions_of_another_lesson(begun: Browser, count) -> None:
    attempt = learners.attempt_in(begun.get(f"{QUIZ}/1").text)

    sent = begun.post("/courses/tiny/02-bai-hai/quiz/1", attempt=attempt, submission=new_id(), choice="0")

    assert sent.status_code == 404
    assert count("answer") == 0


def test_practice_is_handed_in_when_every_question_has_an_answer(begun: Browser, count) -> None:
    learners.send(begun, f"{QUIZ}/1", ["0"])

    refused = begun.post(f"{QUIZ}/review", attempt=learners.attempt_in(begun.get(f"{QUIZ}/2").text))

    assert refused.status_code == 422
    assert f'href="{QUIZ}/2"' in refused.text


def test_after_handing_in_the_result_is_shown_and_practice_may_begin_again(begun: Browser, count) -> None:
    for number in (1, 2, 3):
        learners.send(begun, f"{QUIZ}/{number}", ["0"])

    result = begun.follow(learners.hand_in(begun, QUIZ))

    assert result.status_code == 200
    assert begun.post(QUIZ).location == f"{QUIZ}/1"
    assert count("attempt") == 2


def test_after_handing_in_nothing_can_be_added(begun: Browser, database: Database) -> None:
    for number in (1, 2, 3):
        learners.send(begun, f"{QUIZ}/{number}", ["0"])
    old = begun.get(f"{QUIZ}/1").text
    learners.hand_in(begun, QUIZ)
    before = rows(database, "SELECT count(*) FROM answer")

    sent = begun.post(f"{QUIZ}/1", attempt=learners.attempt_in(old), submission=learners.submission_in(old), choice="1")

    assert sent.status_code == 409
    assert rows(database, "SELECT count(*) FROM answer") == before


def test_pressing_back_after_handing_in_leads_to_the_start(begun: Browser) -> None:
    for number in (1, 2, 3):
        learners.send(begun, f"{QUIZ}/{number}", ["0"])
    learners.hand_in(begun, QUIZ)

    for address in (f"{QUIZ}/1", f"{QUIZ}/1/answer", f"{QUIZ}/review"):
        assert begun.get(address).location == QUIZ


def test_an_answer_sent_again_after_handing_in_shows_the_result(begun: Browser, count) -> None:
    text = begun.get(f"{QUIZ}/1").text
    values = {"attempt": learners.attempt_in(text), "submission": learners.submission_in(text), "choice": "0"}
    begun.post(f"{QUIZ}/1", **values)
    for number in (2, 3):
        learners.send(begun, f"{QUIZ}/{number}", ["0"])
    learners.hand_in(begun, QUIZ)

    assert begun.post(f"{QUIZ}/1", **values).location == f"{QUIZ}/result"
    assert count("answer") == 3
