"""Guests practise without an account; what they did belongs, once, to whoever signs in next in that browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import Executable

from lms.catalogue.published import PublishedCourse
from lms.clock import now
from lms.db import Database, new_id
from lms.learning import actions
from lms.learning.rules.guests import GuestAnswer, GuestWork
from tests.builders import PASSWORD, World
from tests.conftest import rows
from tests.courses import publish_tiny_course
from tests.learning import learners
from tests.learning.test_redo import publish_corrected
from tests.pages import Browser

LESSON = "/courses/tiny/01-bai-mot"
QUIZ = f"{LESSON}/quiz"
RIGHT = {1: ["1"], 2: ["0", "2"], 3: ["1"]}
_HIDDEN = re.compile(r'<input id="(version|item|submission)" name="\w+" type="hidden" value="([^"]+)">')


def fields_of(text: str) -> dict[str, str]:
    return dict(_HIDDEN.findall(text))


def send(browser: Browser, number: int, choice: list[str], **fields: str):
    text = browser.get(f"{QUIZ}/{number}").text
    return browser.post(f"{QUIZ}/{number}", choice=choice, **{**fields_of(text), **fields})


def answer_all(browser: Browser, choices: dict[int, list[str]] = RIGHT) -> None:
    for number, choice in choices.items():
        assert send(browser, number, choice).status_code == 303


def sign_in(browser: Browser, name: str, going_to: str = QUIZ):
    door = f"/sign-in?next={going_to}"
    return browser.follow(browser.post(door, page=door, login=name, password=PASSWORD))


def test_a_shared_link_opens_that_very_question_without_an_account(guest: Browser, course: PublishedCourse) -> None:
    shown = guest.get(f"{QUIZ}/2")

    assert shown.status_code == 200
    assert "Câu nhiều lựa chọn số tiny-1-02" in shown.text
    assert "checked" not in shown.text
    assert "Vì sao" not in shown.text


def test_every_guest_gets_the_same_page_in_the_order_of_the_author(
    guest: Browser, app: Flask, course: PublishedCourse
) -> None:
    hers, his = guest.get(f"{QUIZ}/1").text, Browser(app).get(f"{QUIZ}/1").text
    own = re.compile(r'name="(csrf_token|submission)"[^>]*value="[^"]+"')

    assert own.sub("", hers) == own.sub("", his)
    shown = learners.offered(hers)
    assert [shown[str(place)] for place in range(3)] == [
        option.html for option in course.modules[0].practice[0].options
    ]
    assert fields_of(hers)["version"] == str(course.number)
    assert fields_of(hers)["item"] == str(course.modules[0].practice[0].id)


def test_looking_at_questions_leaves_nothing_behind(guest: Browser, course: PublishedCourse, count) -> None:
    for address in (QUIZ, f"{QUIZ}/1", f"{QUIZ}/1/answer", f"{QUIZ}/1/answer?choice=1", f"{QUIZ}/result"):
        guest.get(address)

    assert count("web_session") == 0


def test_a_right_answer_is_praised_and_explained_at_a_plain_address(
    guest: Browser, app: Flask, course: PublishedCourse
) -> None:
    sent = send(guest, 1, ["1"])

    assert sent.location == f"{QUIZ}/1/answer?choice=1"
    for browser in (guest, Browser(app)):
        text = browser.get(sent.location).text
        assert "Đúng rồi!" in text
        assert "Vì sao đúng." in text
        assert "Lời giải chung." in text
        assert f'href="{QUIZ}/2"' in text


def test_a_wrong_answer_shows_the_better_one_and_the_part_to_read_again(
    guest: Browser, course: PublishedCourse
) -> None:
    text = guest.follow(send(guest, 1, ["0"])).text

    assert text.index("Vì sao chưa đúng.") < text.index("Vì sao đúng.")
    assert f'href="{LESSON}/1?back=1"' in text
    assert f'href="{QUIZ}/1"' in guest.get(f"{LESSON}/1?back=1").text


def test_i_do_not_know_is_an_answer(guest: Browser, course: PublishedCourse) -> None:
    shown = guest.follow(send(guest, 2, ["unknown"]))

    assert shown.request.full_path == f"{QUIZ}/2/answer?choice=unknown"
    assert "Chưa đúng" in shown.text


def test_nothing_is_explained_before_something_was_chosen(guest: Browser, course: PublishedCourse) -> None:
    assert guest.get(f"{QUIZ}/2/answer").location == f"{QUIZ}/2"


def test_handing_in_leads_a_guest_to_the_result(guest: Browser, course: PublishedCourse, count) -> None:
    answer_all(guest)

    assert guest.post(f"{QUIZ}/review").location == f"{QUIZ}/result"
    assert count("attempt") == 0


def test_a_copy_of_a_page_hands_in_what_is_open(an: Browser, course: PublishedCourse, database: Database) -> None:
    for number, choice in RIGHT.items():
        fields = {"version": str(course.number), "item": str(course.modules[0].practice[number - 1].id)}
        an.post(f"{QUIZ}/{number}", choice=choice, submission=new_id(), **fields)

    for _ in range(2):
        assert an.post(f"{QUIZ}/review").location == f"{QUIZ}/result"
    assert rows(database, "SELECT number, score FROM attempt") == [(1, 3)]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        (f"{QUIZ}/1/answer?choice=9", 422),
        (f"{QUIZ}/1/answer?choice=0&choice=1", 422),
        (f"{QUIZ}/4/answer", 404),
        (f"{QUIZ}/4", 404),
        (f"{QUIZ}/0", 404),
        ("/courses/tiny/final/quiz/1", 404),
        (f"{QUIZ}/1/answer?choice=x", 422),
    ],
)
def test_what_is_not_there_is_not_explained(guest: Browser, course: PublishedCourse, address: str, status: int) -> None:
    assert guest.get(address).status_code == status


def test_sending_without_a_choice_says_what_to_do(guest: Browser, course: PublishedCourse, count) -> None:
    refused = guest.follow(send(guest, 1, []))

    assert refused.status_code == 422
    assert 'href="#a1"' in refused.text
    assert "0/5" not in guest.get("/courses/tiny").text
    assert count("web_session") == 0


@pytest.mark.parametrize("choice", [["9"], ["-1"], ["x"], ["0", "1"], ["1" * 5000]])
def test_an_answer_the_question_does_not_have_is_refused_kindly(
    guest: Browser, course: PublishedCourse, choice: list[str], count
) -> None:
    assert send(guest, 1, choice).status_code == 422
    assert count("web_session") == 0


@pytest.mark.parametrize("fields", [{"version": "99"}, {"version": "x"}, {"item": "999999"}, {"item": ""}])
def test_a_form_this_site_did_not_write_is_not_found(guest: Browser, course: PublishedCourse, fields) -> None:
    assert send(guest, 1, ["1"], **fields).status_code == 404


def test_a_question_of_the_final_is_not_explained_to_guests(guest: Browser, course: PublishedCourse, pool) -> None:
    assert send(guest, 1, ["1"], item=str(pool[0].id)).status_code == 404
    assert "/sign-in" in guest.get("/courses/tiny/final/1").location
    assert "/sign-in" in guest.get("/courses/tiny/final").location


def test_the_result_says_how_it_went_and_what_an_account_would_keep(guest: Browser, course: PublishedCourse) -> None:
    for position in (1, 2):
        guest.post(f"{LESSON}/{position}")
    answer_all(guest, {**RIGHT, 2: ["0"]})

    text = guest.get(f"{QUIZ}/result").text

    assert "Đúng 2 trên 3 câu" in text
    assert "2 trang bà con đã đọc" in text
    assert "3 câu bà con đã trả lời" in text
    assert "/sign-up?next=" in text
    assert 'href="/courses/tiny/02-bai-hai/1"' in text
    assert "2/5" in guest.get("/courses/tiny").text


def test_a_result_with_a_question_left_out_leads_to_it(guest: Browser, course: PublishedCourse) -> None:
    send(guest, 1, ["1"])
    send(guest, 3, ["1"])

    assert f'href="{QUIZ}/2"' in guest.get(f"{QUIZ}/result").text
    assert f'href="{QUIZ}/2"' in guest.get(QUIZ).text


def test_without_an_answer_there_is_no_result(guest: Browser, course: PublishedCourse) -> None:
    assert guest.get(f"{QUIZ}/result").location == QUIZ


def test_a_guest_goes_on_at_the_exact_question(guest: Browser, course: PublishedCourse) -> None:
    for position in (1, 2):
        guest.post(f"{LESSON}/{position}")
    send(guest, 1, ["1"])

    assert f'href="{QUIZ}/2"' in guest.get("/courses/tiny").text
    assert f'href="{QUIZ}/2"' in guest.get("/").text


def test_signing_in_keeps_exactly_what_was_chosen_once(
    guest: Browser, database: Database, world: World, course: PublishedCourse, count
) -> None:
    for position in (1, 2):
        guest.post(f"{LESSON}/{position}")
    submissions = []
    for number, choice in {**RIGHT, 3: ["unknown"]}.items():
        fields = fields_of(guest.get(f"{QUIZ}/{number}").text)
        submissions.append(fields["submission"])
        for _ in range(2):
            guest.post(f"{QUIZ}/{number}", choice=choice, **fields)

    arrived = sign_in(guest, "an", f"{QUIZ}/result")

    assert "Đúng 2 trên 3 câu" in arrived.text
    assert "giữ lại" in arrived.text
    kept = rows(database, "SELECT submission, chosen FROM answer ORDER BY saved_at, item_id")
    assert [row[0] for row in kept] == submissions
    assert [str(row[1]) for row in kept] == ["[1]", "[0, 2]", "[]"]
    assert rows(database, "SELECT number, score FROM attempt") == [(1, 2)]
    assert "2/5" in guest.get("/courses/tiny").text


def test_the_next_person_on_the_same_machine_gets_nothing_of_it(
    guest: Browser, database: Database, world: World, course: PublishedCourse
) -> None:
    guest.post(f"{LESSON}/1")
    answer_all(guest)
    sign_in(guest, "an")
    guest.post("/sign-out")

    sign_in(guest, "dung")

    assert rows(database, "SELECT DISTINCT person_id FROM enrolment") == [(world.an.person_id,)]
    assert "0/5" not in guest.get("/courses/tiny").text
    assert "3 câu" not in guest.get(QUIZ).headers.get("Set-Cookie", "")


def test_two_guests_after_one_another_each_keep_their_own(
    guest: Browser, database: Database, world: World, course: PublishedCourse
) -> None:
    answer_all(guest)
    sign_in(guest, "an")
    guest.post("/sign-out")
    answer_all(guest, {1: ["0"], 2: ["1"], 3: ["0"]})
    sign_in(guest, "dung")

    scores = (
        "SELECT person_id, score FROM attempt JOIN enrolment ON enrolment.id = attempt.enrolment_id ORDER BY 2 DESC"
    )
    assert rows(database, scores) == [(world.an.person_id, 3), (world.dung.person_id, 0)]


def test_practice_that_is_not_finished_goes_on_after_signing_in(
    guest: Browser, database: Database, course: PublishedCourse
) -> None:
    send(guest, 1, ["1"])

    sign_in(guest, "an")

    assert rows(database, "SELECT submitted_at FROM attempt") == [(None,)]
    assert guest.post(QUIZ).location == f"{QUIZ}/2"
    shown = learners.offered(guest.get(f"{QUIZ}/1").text)
    assert [shown[str(place)] for place in range(3)] == [
        option.html for option in course.modules[0].practice[0].options
    ]


def test_gone_back_and_answered_otherwise_the_later_answer_counts(
    guest: Browser, database: Database, course: PublishedCourse
) -> None:
    fields = fields_of(guest.get(f"{QUIZ}/1").text)
    for choice in ("0", "1"):
        assert guest.post(f"{QUIZ}/1", choice=choice, **fields).location == f"{QUIZ}/1/answer?choice={choice}"

    sign_in(guest, "an")

    assert [str(row[0]) for row in rows(database, "SELECT chosen FROM answer")] == ["[1]"]


def test_an_answer_to_a_page_from_before_a_correction_is_judged_by_that_page(
    guest: Browser, database: Database, course: PublishedCourse
) -> None:
    fields = fields_of(guest.get(f"{QUIZ}/1").text)
    with database.transaction() as db:
        publish_tiny_course(db, title="Khóa mẫu, bản mới", now=now() + timedelta(minutes=1))

    sent = guest.post(f"{QUIZ}/1", choice="1", **fields)

    assert sent.location == f"{QUIZ}/1/answer?choice=1&version=1"
    assert "Đúng rồi!" in guest.get(sent.location).text
    assert "1/3 câu" not in guest.get(QUIZ).text
    assert "Đã trả lời 1 trên 3 câu" in guest.get(QUIZ).text


def test_a_newcomer_with_a_page_from_before_a_correction_begins_the_current_version(
    an: Browser, guest: Browser, database: Database, course: PublishedCourse
) -> None:
    rewritten, same = (fields_of(guest.get(f"{QUIZ}/{number}").text) for number in (1, 2))
    corrected = publish_corrected(database, redo=False)

    assert an.post(f"{QUIZ}/1", choice="1", **rewritten).status_code == 409
    assert an.post(f"{QUIZ}/2", choice=["0", "2"], **same).location == f"{QUIZ}/2/answer"

    assert rows(database, "SELECT version_id FROM enrolment") == [(corrected.version_id,)]
    assert rows(database, "SELECT item_id FROM answer") == [(corrected.modules[0].practice[1].id,)]


def test_what_a_guest_did_reaches_somebody_who_began_an_older_version(
    database: Database, world: World, course: PublishedCourse
) -> None:
    with database.transaction() as db:
        actions.enrol(db, world.an.person_id, course, now())
        newer = publish_tiny_course(db, title="Khóa mẫu, bản mới")
    first, answers = newer.modules[0], {}
    for item in first.practice:
        answers[item.id] = GuestAnswer(item.id, new_id(), (1,), now())
    done = GuestWork(newer, frozenset({first.screens[0].id, 999_999}), answers)

    for _ in range(2):
        with database.transaction() as db:
            actions.take_over_guest_work(db, world.an.person_id, [done], now())

    own = course.modules[0]
    assert rows(database, "SELECT screen_id FROM screen_read") == [(own.screens[0].id,)]
    assert rows(database, "SELECT item_id FROM answer ORDER BY 1") == [(item.id,) for item in own.practice]
    assert rows(database, "SELECT version_id FROM enrolment") == [(course.version_id,)]
    assert rows(database, "SELECT number, score FROM attempt") == [(1, 2)]


def test_a_newcomer_begins_with_the_current_version_and_all_a_guest_did(
    database: Database, world: World, course: PublishedCourse
) -> None:
    with database.transaction() as db:
        newer = publish_tiny_course(db, title="Khóa mẫu, bản mới")
        done = [GuestWork(each, frozenset({each.modules[0].screens[at].id})) for at, each in enumerate((course, newer))]
        actions.take_over_guest_work(db, world.an.person_id, done, now())

    assert rows(database, "SELECT version_id FROM enrolment") == [(newer.version_id,)]
    assert rows(database, "SELECT count(*) FROM screen_read") == [(2,)]


def test_what_cannot_be_kept_never_keeps_anybody_from_signing_in(
    database: Database, world: World, course: PublishedCourse, count
) -> None:
    item, submission = course.modules[0].practice[0], new_id()
    done = GuestWork(course, answers={item.id: GuestAnswer(item.id, submission, (1,), now())})
    nonsense = GuestWork(course, frozenset({999_999}), {item.id: GuestAnswer(item.id, new_id(), (7,), now())})

    for somebody, work in ((world.an, done), (world.dung, done), (world.chi, nonsense)):
        with database.transaction() as db:
            actions.take_over_guest_work(db, somebody.person_id, [work], now())

    assert count("answer") == 1
    assert count("attempt") == 1


@pytest.mark.parametrize("ended", [learners.ended_sessions, learners.expired_sessions])
def test_an_answer_sent_after_the_session_ended_is_kept_until_signing_in_again(
    an: Browser, database: Database, course: PublishedCourse, count, ended: Callable[[], Executable]
) -> None:
    an.post(QUIZ)
    text = an.get(f"{QUIZ}/1").text
    values = {"attempt": learners.attempt_in(text), "submission": learners.submission_in(text)}
    with database.transaction() as db:
        db.execute(ended())

    sent = an.post(f"{QUIZ}/1", choice="1", **values)

    assert "/sign-in" in sent.location
    assert count("answer") == 0
    assert "dưới tên bà con" in sign_in(an, "an").text
    assert rows(database, "SELECT submission FROM answer") == [(values["submission"],)]


def test_the_late_answer_of_somebody_else_is_dropped(
    an: Browser, sign_in: Callable[..., Browser], database: Database, course: PublishedCourse, count
) -> None:
    an.post(QUIZ)
    text = an.get(f"{QUIZ}/1").text
    with database.transaction() as db:
        db.execute(learners.ended_sessions())
    an.post(f"{QUIZ}/1", choice="1", attempt=learners.attempt_in(text), submission=learners.submission_in(text))

    door = "/sign-in"
    an.post(door, page=door, login="dung", password=PASSWORD)

    desk = an.get("/desk")
    assert count("answer") == 0
    assert desk.status_code == 200
    assert "dưới tên bà con" not in desk.text, "nothing of it is hers"


def test_a_page_kept_on_a_telephone_and_sent_while_signed_in_goes_to_the_records(
    an: Browser, guest: Browser, database: Database, course: PublishedCourse
) -> None:
    fields = fields_of(guest.get(f"{QUIZ}/2").text)

    for _ in range(2):
        assert an.post(f"{QUIZ}/2", choice=["0", "2"], **fields).location == f"{QUIZ}/2/answer"

    assert rows(database, "SELECT submission, is_right FROM answer") in (
        [(fields["submission"], 1)],
        [(fields["submission"], True)],
    )
    assert "Đúng rồi!" in an.get(f"{QUIZ}/2/answer").text
