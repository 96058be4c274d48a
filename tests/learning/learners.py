"""What a learner does, told in a few words, so that a test can begin where it matters."""

from __future__ import annotations

import re
import uuid

from werkzeug.test import TestResponse

from lms.catalogue.published import PublishedCourse, PublishedItem
from tests.pages import Browser

_ATTEMPT = re.compile(r'name="attempt"[^>]*value="([^"]+)"')
_SUBMISSION = re.compile(r'name="submission"[^>]*value="([^"]+)"')
_OPTION = re.compile(r'name="choice" id="a\d+" value="([^"]+)"[^>]*><label for="a\d+"><span>(.*?)</span>')


def read_lessons(browser: Browser, course: PublishedCourse) -> None:
    """Read every screen to its end."""
    for module in course.modules:
        for screen in module.screens:
            browser.post(f"/courses/{course.slug}/{module.slug}/{screen.position}")


def practise(browser: Browser, course: PublishedCourse) -> None:
    """Answer the questions of every module, each with its first option, and hand them in."""
    for module in course.modules:
        address = f"/courses/{course.slug}/{module.slug}/quiz"
        browser.post(address)
        for number in range(1, len(module.practice) + 1):
            send(browser, f"{address}/{number}", ["0"])
        hand_in(browser, address)


def confirm_name(browser: Browser, course: PublishedCourse, name: str = "Nguyễn Thị An") -> None:
    """Say how the name is printed."""
    browser.post(f"/courses/{course.slug}/final/name", printed_name=name)


def prepare(browser: Browser, course: PublishedCourse) -> None:
    """Do everything that opens the final."""
    read_lessons(browser, course)
    practise(browser, course)
    confirm_name(browser, course)


def begin_final(browser: Browser, course: PublishedCourse) -> None:
    """Begin the final, which is open."""
    assert browser.post(f"/courses/{course.slug}/final").status_code == 303


def answer_final(browser: Browser, course: PublishedCourse, *, right: bool, pool: tuple[PublishedItem, ...]) -> None:
    """Answer every question of the final, all right or all «I do not know»."""
    by_stem = {item.stem: item for item in pool}
    for number in range(1, sum(module.final_draw for module in course.modules) + 1):
        address = f"/courses/{course.slug}/final/{number}"
        text = browser.get(address).text
        item = next(item for stem, item in by_stem.items() if stem in text)
        send(browser, address, right_values(text, item) if right else wrong_values(text, item))


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


def new_submission() -> str:
    """A submission as a page would be given."""
    return str(uuid.uuid4())
