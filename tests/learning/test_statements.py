"""A page of a lesson asks the database little, however long the course is: cheap servers carry many phones."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event

from lms.catalogue.published import PublishedCourse
from lms.db import Database
from lms.learning import queries
from tests.builders import World
from tests.courses import publish_tiny_course
from tests.learning import learners
from tests.pages import Browser

_NOT_COUNTED = ("BEGIN", "COMMIT", "ROLLBACK", "PRAGMA", "SET ")


@pytest.fixture
def asked(database: Database) -> Callable[[], object]:
    """A context that notes every statement made within it."""

    @contextmanager
    def note() -> Iterator[list[str]]:
        statements: list[str] = []

        def hear(connection, cursor, statement, *rest) -> None:
            if not statement.startswith(_NOT_COUNTED):
                statements.append(statement)

        event.listen(database.engine, "before_cursor_execute", hear)
        try:
            yield statements
        finally:
            event.remove(database.engine, "before_cursor_execute", hear)

    return note


def test_a_screen_asks_at_most_five_things_of_somebody_signed_in(an: Browser, course: PublishedCourse, asked) -> None:
    address = "/courses/tiny/01-bai-mot/2"
    an.get(address)
    with asked() as newcomer:
        an.get(address)
    an.post(address)
    with asked() as learner:
        an.get(address)

    assert len(newcomer) <= 5, newcomer
    assert len(learner) <= 4, learner
    assert all(statement.startswith("SELECT") for statement in newcomer + learner)


def test_a_guest_who_only_looks_asks_for_nothing_but_the_version(
    guest: Browser, course: PublishedCourse, asked
) -> None:
    guest.get("/courses/tiny/01-bai-mot/1")
    with asked() as statements:
        guest.get("/courses/tiny/01-bai-mot/2")

    assert len(statements) <= 2, statements


def test_saving_an_answer_takes_one_transaction_of_four_statements(an: Browser, course: PublishedCourse, asked) -> None:
    address = "/courses/tiny/01-bai-mot/quiz"
    an.post(address)
    text = an.get(f"{address}/1").text
    values = {"attempt": learners.attempt_in(text), "submission": learners.submission_in(text), "choice": "0"}
    token = learners.token_in(text)
    with asked() as statements:
        sent = an.client.post(f"{address}/1", base_url="https://hoc.example.vn", data={"csrf_token": token, **values})

    assert sent.status_code == 303
    assert len([each for each in statements if "answer" in each or "attempt" in each]) <= 6, statements
    assert len([each for each in statements if not each.startswith(("SELECT", "WITH"))]) == 1, statements


def test_a_desk_asks_as_much_for_one_course_as_for_three(
    an: Browser, database: Database, course: PublishedCourse, asked, world: World
) -> None:
    learners.read_lessons(database, world.an, course)
    with database.reading() as db, asked() as one:
        queries.progress_of(db, world.an.person_id)
    for slug in ("second", "third"):
        with database.transaction() as db:
            other = publish_tiny_course(db, slug)
        learners.read_lessons(database, world.an, other)
        an.post(f"/courses/{slug}/01-bai-mot/quiz")
    with database.reading() as db:
        queries.progress_of(db, world.an.person_id)
    with database.reading() as db, asked() as three:
        queries.progress_of(db, world.an.person_id)

    assert len(three) <= len(one) + 1, three
