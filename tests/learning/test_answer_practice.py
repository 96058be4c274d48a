"""Practice done as a guest or without a network becomes the person's own, exactly once, in the version they are on."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from random import Random

import pytest

from lms.catalogue.actions import prepare, store
from lms.catalogue.published import PublishedCourse
from lms.catalogue.queries import published
from lms.clock import now
from lms.db import Database, new_id
from lms.learning import queries
from lms.learning.actions import answer_practice, enrol, hand_in_practice, mark_read, start_attempt, submit
from lms.learning.models import Answer
from lms.learning.rules.progress import FINAL, progress
from lms.learning.rules.versions import AnotherVersion
from lms.problems import Conflict, NotFound, Problem
from tests.builders import Somebody, World
from tests.conftest import rows
from tests.courses import write_tiny_course

SLUG = "01-bai-mot"


@pytest.fixture
def newer(database: Database, world: World, course: PublishedCourse, tmp_path) -> PublishedCourse:
    """What became of the course An is on: question 1 and the first screen are rewritten, the options of 2 turned round."""
    folder = write_tiny_course(tmp_path / "tiny")
    lesson, quiz = folder / SLUG / "lesson.md", folder / SLUG / "quiz.md"
    lesson.write_text(lesson.read_text().replace("Một ý thôi", "Một ý khác"))
    first, second, third = ("## " + part for part in quiz.read_text().split("## ")[1:])
    stem, *options = second.split("\n- ")
    turned = "\n- ".join([stem, *(option.rstrip("\n") for option in reversed(options))])
    quiz.write_text(first.replace("Câu một", "Câu khác") + turned + "\n\n" + third)
    with database.transaction() as db:
        enrol(db, world.an.person_id, course, now())
        return published(db, store(db, prepare(folder), now()).version_id)


def answer(
    database: Database, somebody: Somebody, course: PublishedCourse, number: int, chosen: list[int], submission: str
) -> Answer:
    item = course.modules[0].practice[number - 1]
    with database.transaction() as db:
        return answer_practice(db, somebody.person_id, course, SLUG, item.id, submission, chosen, now())


def hand_in(database: Database, somebody: Somebody, course: PublishedCourse) -> bool:
    with database.transaction() as db:
        return hand_in_practice(db, somebody.person_id, course, SLUG, now()) is not None


def test_an_answer_puts_its_person_on_the_course_and_begins_the_practice(
    database: Database, world: World, course: PublishedCourse
) -> None:
    answer(database, world.an, course, 1, [1], new_id())

    assert rows(database, "SELECT person_id, version_id FROM enrolment") == [(world.an.person_id, course.version_id)]
    assert rows(database, "SELECT quiz, number, submitted_at FROM attempt") == [(SLUG, 1, None)]
    assert rows(database, "SELECT sequence, is_right FROM answer") in ([(1, 1)], [(1, True)])


def test_the_same_submission_again_is_one_answer_even_after_handing_in(
    database: Database, world: World, course: PublishedCourse, count
) -> None:
    sent = [(1, [1], new_id()), (2, [0, 2], new_id()), (3, [], new_id())]
    for _ in range(2):
        for number, chosen, submission in sent:
            answer(database, world.an, course, number, chosen, submission)
        hand_in(database, world.an, course)

    assert (count("answer"), count("attempt")) == (3, 1)
    assert rows(database, "SELECT score FROM attempt") == [(2,)]


def test_many_senders_at_once_keep_one_answer(database: Database, world: World, course: PublishedCourse, count) -> None:
    submission = new_id()
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda _: answer(database, world.an, course, 1, [1], submission), range(16)))

    assert (count("enrolment"), count("attempt"), count("answer")) == (1, 1, 1)


def test_it_is_handed_in_only_when_every_question_has_an_answer(
    database: Database, world: World, course: PublishedCourse
) -> None:
    assert not hand_in(database, world.an, course)
    for number in (1, 2, 3):
        assert not hand_in(database, world.an, course)
        answer(database, world.an, course, number, [0], new_id())

    assert hand_in(database, world.an, course)
    assert not hand_in(database, world.an, course)
    with database.reading() as db:
        found = queries.enrolment(db, "tiny", world.an.person_id)
        assert found is not None
        assert progress(course, queries.work(db, found)).modules[0].quiz_done


def test_it_goes_on_with_what_was_begun_on_the_pages(
    database: Database, world: World, course: PublishedCourse, count
) -> None:
    with database.transaction() as db:
        start_attempt(db, world.an.person_id, course, SLUG, Random(7), now())

    answer(database, world.an, course, 1, [1], new_id())

    assert count("attempt") == 1
    assert rows(database, "SELECT chosen FROM answer") in ([("[1]",)], [([1],)])


def test_a_submission_used_for_something_else_is_refused_and_the_first_stays(
    database: Database, world: World, course: PublishedCourse, count
) -> None:
    submission = new_id()
    answer(database, world.an, course, 1, [1], submission)

    for somebody, number, chosen in ((world.an, 1, [0]), (world.an, 2, [0]), (world.dung, 1, [1])):
        with pytest.raises(Conflict) as refused:
            answer(database, somebody, course, number, chosen, submission)
        assert not isinstance(refused.value, AnotherVersion)

    assert count("answer") == 1
    assert count("enrolment") == 1


def test_what_the_question_does_not_have_is_refused(
    database: Database, world: World, course: PublishedCourse, pool, count
) -> None:
    item = course.modules[0].practice[0]
    for slug, item_id, chosen, refusal in (
        ("02-bai-hai", item.id, [1], NotFound),
        (SLUG, pool[0].id, [1], NotFound),
        (FINAL, pool[0].id, [1], NotFound),
        (SLUG, item.id, [3], Problem),
        (SLUG, item.id, [0, 1], Problem),
    ):
        with pytest.raises(refusal), database.transaction() as db:
            answer_practice(db, world.an.person_id, course, slug, item_id, new_id(), chosen, now())

    assert (count("enrolment"), count("answer")) == (0, 0)


def test_the_very_same_question_of_another_version_is_taken_for_the_own_one(
    database: Database, world: World, course: PublishedCourse, newer: PublishedCourse
) -> None:
    seen, own = newer.modules[0].practice[1], course.modules[0].practice[1]
    right = [index for index, option in enumerate(seen.options) if option.right]

    kept = answer(database, world.an, newer, 2, right, new_id())

    assert (kept.item_id, kept.chosen, kept.is_right) == (own.id, [0, 2], True)
    assert right == [1, 3]


def test_a_question_that_was_rewritten_is_refused_so_that_callers_can_tell(
    database: Database, world: World, course: PublishedCourse, newer: PublishedCourse, count
) -> None:
    with pytest.raises(AnotherVersion):
        answer(database, world.an, newer, 1, [1], new_id())

    assert (count("attempt"), count("answer")) == (0, 0)


def test_a_screen_of_another_version_counts_if_it_says_the_very_same(
    database: Database, world: World, course: PublishedCourse, newer: PublishedCourse
) -> None:
    rewritten, same = newer.modules[0].screens
    with database.transaction() as db:
        mark_read(db, world.an.person_id, newer, same.id, now())
    with pytest.raises(AnotherVersion), database.transaction() as db:
        mark_read(db, world.an.person_id, newer, rewritten.id, now())

    assert rows(database, "SELECT screen_id FROM screen_read") == [(course.modules[0].screens[1].id,)]


def test_a_screen_the_course_does_not_have_is_not_found(
    database: Database, world: World, course: PublishedCourse, count
) -> None:
    with pytest.raises(NotFound), database.transaction() as db:
        mark_read(db, world.an.person_id, course, 999_999, now())

    assert count("enrolment") == 0


def test_practice_after_the_end_begins_anew_and_takes_nothing_away(
    database: Database, world: World, course: PublishedCourse, count
) -> None:
    for number in (1, 2, 3):
        kept = answer(database, world.an, course, number, [0], new_id())
    with database.transaction() as db:
        submit(db, world.an.person_id, kept.attempt_id, now())

    answer(database, world.an, course, 1, [1], new_id())

    assert count("attempt") == 2
    assert rows(database, "SELECT count(*) FROM attempt WHERE submitted_at IS NOT NULL") == [(1,)]
