"""A question to everybody: each answers once and may change it, the wall counts without names, closed is closed."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lms.catalogue import queries as catalogue
from lms.catalogue.published import PublishedCourse, PublishedItem
from lms.classroom import actions as classes
from lms.classroom.live import actions as live
from lms.classroom.live.questions import actions, queries
from lms.classroom.live.questions.models import LiveAnswer, LiveQuestion
from lms.classroom.live.questions.rules import Change, Of, bars
from lms.clock import now
from lms.db import Database, new_id
from lms.problems import Conflict, NotFound
from tests.builders import World
from tests.classroom.conftest import Change as ChangeClass
from tests.classroom.conftest import Lesson
from tests.courses import publish_tiny_course
from tests.learning.learners import submission_in
from tests.learning.made import item as made
from tests.learning.made import typed
from tests.pages import Browser


@dataclass(frozen=True, slots=True)
class Class:
    """A session that runs, in a class with a course."""

    course: PublishedCourse
    session_id: int
    public_id: str
    page: str

    @property
    def phone(self) -> str:
        """Where the learners are."""
        return f"/live/{self.public_id}"

    @property
    def item(self) -> PublishedItem:
        """The first question to practise, with one right answer: the second."""
        return self.course.modules[0].practice[0]


@pytest.fixture
def running(database: Database, lesson: Lesson, world: World, change: ChangeClass) -> Class:
    """The session, with An and Dũng in the class."""
    with database.transaction() as db:
        course = publish_tiny_course(db)
        classes.add(db, lesson.id, world.dung.person_id, now())
        session = live.start_today(db, lesson.id, world.binh.person_id, now())
    change(course_id=course.course_id)
    return Class(course, session.id, session.public_id, f"{lesson.page}/sessions/{session.public_id}")


def ask(database: Database, running: Class, item: int = 0) -> int:
    with database.transaction() as db:
        return actions.ask(db, running.session_id, running.course, item or running.item.id, 1, now()).id


def test_bars_stand_in_the_order_of_the_screens_and_count_nobody_twice() -> None:
    found = bars(made(), [[0], [1], [1], []])

    assert [(bar.of, bar.count, bar.percent) for bar in found][-1] == (Of.UNKNOWN, 1, 25)
    assert [bar.count for bar in found[:2]] == [1, 2]
    assert sum(bar.count for bar in found) == 4


def test_what_was_typed_is_only_counted() -> None:
    found = bars(typed("cá"), [["Nguyễn Thị An"], []])

    assert [(bar.of, bar.count) for bar in found] == [(Of.RIGHT, 0), (Of.WRONG, 1), (Of.UNKNOWN, 1)]
    assert all("An" not in bar.html for bar in found)


def test_from_asking_to_putting_away(binh: Browser, an: Browser, running: Class) -> None:
    asking, wall = f"{running.page}/live/questions", f"{running.page}/screen/now"
    assert binh.post(asking, page=asking, item=running.item.id).location == f"{running.page}/live"
    shown = an.get(running.phone).text
    question = re.search(r'action="(/live/[^"]+)" data-answer', shown)
    assert question
    do = re.search(r'name="question" value="([^"]+)"', binh.get(f"{running.page}/live").text)
    assert do

    def say(what: Change) -> None:
        sent = binh.post(f"{running.page}/live/question", page=asking, question=do[1], do=what)
        assert sent.status_code == 303

    submission = submission_in(shown)
    sent = [an.post(question[1], page=running.phone, submission=submission, seen="0", choice="1") for _ in range(2)]
    assert [answer.location for answer in sent] == [running.phone, running.phone]
    assert "1 trên 1 người đã trả lời" in binh.get(wall).text
    assert '<svg class="bar"' not in binh.get(wall).text
    assert "đúng" in binh.get(f"{running.page}/live/now").text

    old_page = an.post(question[1], page=running.phone, submission=new_id(), seen="0", choice="0")
    assert (old_page.status_code, "Câu trả lời đang được giữ" in old_page.text) == (409, True)
    page = an.get(running.phone).text
    an.post(question[1], page=running.phone, submission=submission_in(page), seen="1", choice="0")

    say(Change.SHOW_BARS)
    assert '<svg class="bar"' in binh.get(wall).text
    assert 'class="ok"' not in binh.get(wall).text
    say(Change.SHOW_ANSWER)
    assert 'class="ok"' in binh.get(wall).text
    assert "Vì sao chưa đúng." in an.get(running.phone).text
    assert "Nguyễn Thị An" not in binh.get(wall).text
    late = an.post(question[1], page=running.phone, submission=new_id(), seen="2", choice="1")
    assert (late.status_code, "đã khóa câu hỏi" in late.text) == (409, True)
    say(Change.PUT_AWAY)
    assert "4K7 M2P" in binh.get(wall).text
    assert "Bà con đang ở trong buổi học" in an.get(running.phone).text
    assert ">1</td>" in binh.get(asking).text


def test_a_telephone_that_has_the_question_is_sent_nothing(an: Browser, running: Class, database: Database) -> None:
    question = ask(database, running)
    first = an.get(f"{running.phone}/now")
    with database.transaction() as db:
        actions.change(db, question, Change.SHOW_BARS, now())
    same = an.get(f"{running.phone}/now", **{"If-None-Match": first.headers["ETag"]})
    with database.transaction() as db:
        actions.change(db, question, Change.CLOSE, now())
    closed = an.get(f"{running.phone}/now", **{"If-None-Match": first.headers["ETag"]})

    assert (same.status_code, same.data) == (304, b"")
    assert "Đã khóa câu trả lời" in closed.text


def test_an_answer_that_is_none_is_told(an: Browser, running: Class, database: Database) -> None:
    ask(database, running)
    address = re.search(r'action="(/live/[^"]+)" data-answer', an.get(running.phone).text)
    assert address

    nothing = an.post(address[1], page=running.phone, submission=new_id(), seen="0")

    assert nothing.status_code == 422
    assert 'role="alert"' in nothing.text


def test_it_is_asked_and_answered_by_those_of_the_class_only(
    binh: Browser, chi: Browser, an: Browser, running: Class, database: Database
) -> None:
    with database.reading() as db:
        final = catalogue.final_pool(db, running.course.version_id)[0].id
    with database.transaction() as db, pytest.raises(NotFound):
        actions.ask(db, running.session_id, running.course, final, 1, now())
    ask(database, running)
    with database.reading() as db:
        question = db.query(LiveQuestion).one().public_id
    asking = f"{running.page}/live/questions"

    assert chi.post(f"{running.phone}/{question}", page="/desk", choice="1").status_code == 404
    assert an.post(f"{running.phone}/{new_id()}", page="/desk", choice="1").status_code == 404
    assert (an.get(asking).status_code, chi.get(asking).status_code) == (404, 404)
    assert an.post(f"{running.page}/live/question", page="/desk", question=question, do="close").status_code == 404
    assert binh.post(f"{running.page}/live/question", page=asking, question=question, do="?").status_code == 404


def test_another_question_takes_the_place_of_the_one_before(database: Database, running: Class) -> None:
    first, again = ask(database, running), ask(database, running)
    second = ask(database, running, running.course.modules[0].practice[1].id)
    with database.transaction() as db:
        before = db.get_one(LiveQuestion, first)
        asked = queries.on_screen(db, running.session_id)
        live.end(db, live.start_today(db, 1, 1, now()), 1, now())

    assert first == again
    assert asked is not None
    assert asked.question.id == second
    assert before.closed_at is not None
    with pytest.raises(Conflict):
        ask(database, running)


SENDS = st.lists(
    st.tuples(st.sampled_from(["an", "dung"]), st.integers(0, 3), st.integers(0, 2), st.integers(0, 3)), max_size=12
)


@pytest.mark.parametrize("template", ["sqlite"], indirect=True)
@given(sends=SENDS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_sent_in_whatever_order_counts_once(
    sends: list[tuple[str, int, int, int]], database: Database, running: Class, world: World
) -> None:
    """Of each person one answer: the one that was acknowledged last, whatever came twice, late or from an old page."""
    with database.transaction() as db:
        for row in db.query(LiveAnswer).all():
            db.delete(row)
    question = ask(database, running)
    keys: dict[tuple[str, int], str] = {}
    said: dict[int, tuple[str, list[int]]] = {}
    for who, key, choice, seen in sends:
        person = getattr(world, who).person_id
        submission = keys.setdefault((who, key), new_id())
        try:
            with database.transaction() as db:
                kept = actions.answer(db, question, running.item, person, submission, seen, [choice], now())
        except Conflict:
            continue
        said[person] = (kept.submission, kept.chosen)

    with database.reading() as db:
        found = {row.person_id: (row.submission, row.chosen) for row in db.query(LiveAnswer)}
    assert found == said


def test_two_telephones_of_one_person_at_the_same_moment_make_one_answer(
    database: Database, running: Class, world: World
) -> None:
    question, submission = ask(database, running), new_id()

    def send(key: str) -> bool:
        try:
            with database.transaction() as db:
                actions.answer(db, question, running.item, world.an.person_id, key, 0, [1], now())
        except Conflict:
            return False
        return True

    with ThreadPoolExecutor(8) as threads:
        taken = list(threads.map(send, [submission] * 4 + [new_id() for _ in range(4)]))

    with database.reading() as db:
        kept = db.query(LiveAnswer).one()
    assert taken.count(True) == (4 if kept.submission == submission else 1)
    assert kept.number == 1
