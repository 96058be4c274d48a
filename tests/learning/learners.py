"""What a learner does, told in a few words, so that a test can begin where it matters."""

from __future__ import annotations

import re
from datetime import timedelta
from random import Random

from sqlalchemy import delete, update
from sqlalchemy.sql.dml import Delete, Update
from werkzeug.test import TestResponse

from lms.catalogue.published import PublishedCourse, PublishedItem
from lms.clock import now
from lms.db import Database, new_id
from lms.learning import actions, queries
from lms.learning.rules.responses import right_answer
from lms.web.models import WebSession
from tests.builders import Somebody
from tests.pages import Browser

_ATTEMPT = re.compile(r'name="attempt"[^>]*value="([^"]+)"')
_SUBMISSION = re.compile(r'name="submission"[^>]*value="([^"]+)"')
_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
_OPTION = re.compile(r'name="choice" id="a\d+" value="([^"]+)"[^>]*><label for="a\d+"><span>(.*?)</span>')


def read_lessons(database: Database, somebody: Somebody, course: PublishedCourse) -> None:
    """Read every screen to its end."""
    with database.transaction() as db:
        for module in course.modules:
            for screen in module.screens:
                actions.mark_read(db, somebody.person_id, course, screen.id, now())


def practise(database: Database, somebody: Somebody, course: PublishedCourse) -> None:
    """Answer the questions of every module and hand them in."""
    for module in course.modules:
        attempt = answer_all(database, somebody, course, module.slug, right=True)
        with database.transaction() as db:
            actions.submit(db, somebody.person_id, attempt, now())


def confirm_name(database: Database, somebody: Somebody, course: PublishedCourse) -> None:
    """Say how the name is printed."""
    with database.transaction() as db:
        actions.confirm_name(db, somebody.person_id, course, somebody.name, now())


def prepare(database: Database, somebody: Somebody, course: PublishedCourse) -> None:
    """Do everything that opens the final."""
    read_lessons(database, somebody, course)
    practise(database, somebody, course)
    confirm_name(database, somebody, course)


def answer_all(
    database: Database, somebody: Somebody, course: PublishedCourse, quiz: str = "final", *, right: bool
) -> str:
    """Begin a quiz and answer every question, all right or all «Không biết»; says the attempt."""
    with database.transaction() as db:
        attempt = actions.start_attempt(db, somebody.person_id, course, quiz, Random(somebody.person_id), now())
        for item in queries.sitting(db, course, attempt).items:
            chosen = right_answer(item) if right else []
            actions.save_answer(db, somebody.person_id, attempt.id, item.id, new_id(), chosen, now())
        return attempt.id


def hand_in(browser: Browser, address: str) -> TestResponse:
    """Hand in what is open at this quiz."""
    review = browser.get(f"{address}/review")
    return browser.post(f"{address}/review", attempt=attempt_in(review.text))


def send(browser: Browser, address: str, choice: list[str], **fields: str) -> TestResponse:
    """Answer the question at this address as its page offers it; ``fields`` replace what the page holds."""
    text = browser.get(address).text
    values = {"attempt": attempt_in(text), "submission": submission_in(text), **fields}
    return browser.post(address, choice=choice, **values)


def attempt_in(text: str) -> str:
    """The attempt a page belongs to."""
    found = _ATTEMPT.search(text)
    assert found, "the page belongs to no attempt"
    return found[1]


def submission_in(text: str) -> str:
    """The submission a page was given."""
    found = _SUBMISSION.search(text)
    assert found, "the page was given no submission"
    return found[1]


def token_in(text: str) -> str:
    """The form token of a page."""
    found = _TOKEN.search(text)
    assert found, "the page holds no form token"
    return found[1]


def offered(text: str) -> dict[str, str]:
    """What each option of a page says, by the value it sends."""
    return dict(_OPTION.findall(text))


def right_values(text: str, item: PublishedItem) -> list[str]:
    """The values that send the right answer."""
    right = {option.html for option in item.options if option.right}
    return [value for value, html in offered(text).items() if html in right]


def wrong_values(text: str, item: PublishedItem) -> list[str]:
    """Values that send an answer that is not right."""
    wrong = {option.html for option in item.options if not option.right}
    return [value for value, html in offered(text).items() if html in wrong][:1]


def ended_sessions() -> Delete:
    """What takes every session away, as the sweeping at night does."""
    return delete(WebSession)


def expired_sessions() -> Update:
    """What ends the time of every session, as long thinking does; nobody has swept yet."""
    return update(WebSession).values(expires_at=now() - timedelta(minutes=1))
