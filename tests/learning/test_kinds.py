"""A question of every kind on its page: answered right and wrong, saved, explained; by learners, guests and without a network."""

from __future__ import annotations

import html as markup
import re
from pathlib import Path
from typing import Any

import pytest

from lms.catalogue import queries as catalogue
from lms.catalogue.actions import publish
from lms.catalogue.manuscript import TYPED
from lms.catalogue.published import PublishedCourse, PublishedItem
from lms.clock import now
from lms.db import Database, new_id
from lms.learning import queries
from lms.learning.rules.drawing import fixed_order
from lms.offline.effects import do
from lms.offline.models import Outcome
from lms.offline.rules import Event
from lms.offline.rules import Kind as EventKind
from tests.builders import Somebody, World
from tests.conftest import rows
from tests.kinds import ask_all_kinds_in_the_final, publish_course_of_all_kinds, write_course_of_all_kinds
from tests.learning import learners
from tests.pages import Browser

QUIZ = "/courses/kinds/01-bai-mot/quiz"
KINDS = ["single", "single", "ordering", "matching", "pair", "scenario", "text", "number"]
RIGHT_TEXT = {"text": "DichVuCong.gov.vn", "number": "1.950.000 đồng"}
WRONG_TEXT = {"text": "dichvucong.vn", "number": "2.000.000"}


@pytest.fixture
def kinds(database: Database) -> PublishedCourse:
    """A course whose first lesson asks a question of every kind."""
    with database.transaction() as db:
        return publish_course_of_all_kinds(db)


@pytest.fixture
def begun(an: Browser, kinds: PublishedCourse) -> Browser:
    """An, who has begun its questions."""
    an.post(QUIZ)
    return an


def fields(item: PublishedItem, order: tuple[int, ...], chosen: list[int], text: str = "") -> dict[str, Any]:
    """What the page sends for these options: buttons of a row by the name of the row."""
    if item.kind in TYPED:
        return {"text": text}
    places = {index: str(place) for place, index in enumerate(order)}
    if item.kind in ("scenario", "pair"):
        return {f"choice-{item.options[index].part}": places[index] for index in chosen}
    return {"choice": [places[index] for index in chosen]}


def right(item: PublishedItem) -> list[int]:
    return [index for index, option in enumerate(item.options) if option.right]


def order_of(database: Database, course: PublishedCourse, somebody: Somebody, number: int) -> tuple[int, ...]:
    """In which order the options stand for this learner."""
    with database.reading() as db:
        found = queries.enrolment(db, course.slug, somebody.person_id)
        assert found
        sitting = queries.open_sitting(db, course, found.id, "01-bai-mot")
        assert sitting
        return sitting.orders[number - 1]


def test_a_right_answer_of_every_kind_is_saved_shown_and_praised(
    begun: Browser, database: Database, kinds: PublishedCourse, world: World
) -> None:
    asked = kinds.modules[0].practice
    assert [item.kind for item in asked] == KINDS

    for number, item in enumerate(asked, 1):
        order, text = order_of(database, kinds, world.an, number), RIGHT_TEXT.get(item.kind, "")
        attempt = learners.attempt_in(begun.get(f"{QUIZ}/{number}").text)

        given = fields(item, order, right(item), text)
        sent = begun.post(f"{QUIZ}/{number}", attempt=attempt, submission=new_id(), **given)

        assert sent.location == f"{QUIZ}/{number}/answer", item.kind
        assert "Đúng rồi!" in begun.get(sent.location).text, item.kind
        assert _shown(begun.get(f"{QUIZ}/{number}").text) == _wanted(item, order, text)
    assert {bool(row[0]) for row in rows(database, "SELECT is_right FROM answer")} == {True}


def test_the_final_asks_every_kind_counts_it_and_explains_it_when_passed(
    an: Browser, database: Database, world: World, tmp_path: Path
) -> None:
    folder = ask_all_kinds_in_the_final(write_course_of_all_kinds(tmp_path / "kinds"))
    with database.transaction() as db:
        course = catalogue.published(db, publish(db, folder, now()).version_id)
    learners.prepare(database, world.an, course)
    learners.answer_all(database, world.an, course, right=True)
    assert all(an.get(f"/courses/kinds/final/{number}").status_code == 200 for number in range(1, 14))

    learners.hand_in(an, "/courses/kinds/final")

    told = an.get("/courses/kinds/final/result").text
    assert rows(database, "SELECT score = max_score FROM attempt WHERE quiz = 'final'") in ([(1,)], [(True,)])
    assert all(words in told for words in ("dichvucong.gov.vn", "1.950.000 đồng", "Đúng thứ tự"))
    assert "Bỏ lọt 0 trong 1 tin giả" in told
    assert "Bắt nhầm 0 trong 1 tin thật" in told


def test_a_guest_answers_every_kind_and_reads_why(guest: Browser, kinds: PublishedCourse) -> None:
    told = {}
    for number, item in enumerate(kinds.modules[0].practice, 1):
        sent = guest.post(
            f"{QUIZ}/{number}",
            version=str(kinds.number),
            item=str(item.id),
            submission=new_id(),
            **fields(item, fixed_order(item), _wrong(item), WRONG_TEXT.get(item.kind, "")),
        )
        told[item.kind] = guest.get(sent.location).text

    assert all("Chưa đúng" in text for text in told.values())
    assert "1.950.000 đồng" in told["number"]
    assert "Thiếu .gov" in told["text"]
    assert "Bà con xếp việc này thứ 2." in told["ordering"]
    result = guest.get(f"{QUIZ}/result").text
    assert "Bỏ lọt 0 trong 1 tin giả" in result
    assert "Bắt nhầm 1 trong 1 tin thật" in result


def test_who_practises_reads_both_numbers_and_what_to_do_next(
    an: Browser, database: Database, kinds: PublishedCourse, world: World
) -> None:
    learners.answer_all(database, world.an, kinds, "01-bai-mot", right=False)
    number, pair = next((at, item) for at, item in enumerate(kinds.modules[0].practice, 1) if item.kind == "pair")
    everything_a_scam = [index for index, option in enumerate(pair.options) if option.suits == "scam"]
    given = fields(pair, order_of(database, kinds, world.an, number), everything_a_scam)
    attempt = learners.attempt_in(an.get(f"{QUIZ}/{number}").text)
    an.post(f"{QUIZ}/{number}", attempt=attempt, submission=new_id(), **given)

    learners.hand_in(an, QUIZ)

    told = an.get(f"{QUIZ}/result").text
    assert "Bỏ lọt 0 trong 1 tin giả" in told
    assert "Bắt nhầm 1 trong 1 tin thật" in told
    assert "gọi số mình có" in told
    an.post("/view", lang="en", next="/")
    assert "Genuine messages turned away: 1 of 1" in an.get(f"{QUIZ}/result").text


@pytest.mark.parametrize(
    ("number", "given", "why"),
    [
        (3, {"choice": ["0", "5"]}, "Còn dòng chưa chọn"),
        (4, {"choice": ["0", ""]}, "Còn dòng chưa chọn"),
        (8, {"text": "nhiều lắm"}, "Viết một số"),
    ],
)
def test_half_an_answer_is_refused_and_stays_on_the_page(
    begun: Browser, database: Database, number: int, given: dict[str, Any], why: str
) -> None:
    page = begun.get(f"{QUIZ}/{number}").text

    refused = begun.post(f"{QUIZ}/{number}", attempt=learners.attempt_in(page), submission=new_id(), **given)

    assert refused.status_code == 422
    assert why in refused.text
    assert refused.text.count(" selected") == len([each for each in given.get("choice", []) if each])
    assert str(given.get("text", "")) in refused.text
    assert rows(database, "SELECT * FROM answer") == []


def test_who_did_not_know_and_knows_now_loses_nothing_to_the_box(
    begun: Browser, database: Database, kinds: PublishedCourse, world: World
) -> None:
    item, order = kinds.modules[0].practice[2], order_of(database, kinds, world.an, 3)
    for given in ({"choice": ["unknown"]}, {"choice": [*fields(item, order, right(item))["choice"], "unknown"]}):
        page = begun.get(f"{QUIZ}/3").text
        begun.post(f"{QUIZ}/3", attempt=learners.attempt_in(page), submission=new_id(), **given)

    assert [bool(row[0]) for row in rows(database, "SELECT is_right FROM answer ORDER BY sequence")] == [False, True]
    assert " checked" not in begun.get(f"{QUIZ}/3").text


@pytest.mark.parametrize(("number", "kind"), [(3, "ordering"), (6, "scenario"), (7, "text")])
def test_answers_of_a_page_that_was_kept_arrive_as_they_were_given(
    database: Database, kinds: PublishedCourse, world: World, number: int, kind: str
) -> None:
    item = kinds.modules[0].practice[number - 1]
    places = [str(fixed_order(item).index(index)) for index in right(item)]
    given = {"item": (str(item.id),), **({"text": (RIGHT_TEXT[kind],)} if kind in TYPED else {"choice": tuple(places)})}
    event = Event(new_id(), EventKind.ANSWER, f"{QUIZ}/{number}", given, kinds.number, None)

    with database.transaction() as db:
        outcome = do(db, world.an.person_id, kinds.course_id, event, now())

    assert outcome is Outcome.DONE
    assert rows(database, "SELECT is_right FROM answer") in ([(1,)], [(True,)])


def _wrong(item: PublishedItem) -> list[int]:
    """Everything right but the first row; of steps to sort the first two change places."""
    if item.kind == "ordering":
        return [1, len(item.parts), *right(item)[2:]]
    first = next((index for index, option in enumerate(item.options) if not option.right), 0)
    return [first, *(index for index in right(item) if item.options[index].part)]


def _shown(page: str) -> list[str]:
    """What is marked on a page, or stands in its field."""
    typed = re.search(r'name="text" id="a1" value="([^"]*)"', page)
    if typed:
        return [markup.unescape(typed[1])]
    return sorted(re.findall(r'value="(\d+)" (?:checked|selected)', page), key=int)


def _wanted(item: PublishedItem, order: tuple[int, ...], text: str) -> list[str]:
    return [text] if item.kind in TYPED else sorted((str(order.index(index)) for index in right(item)), key=int)
