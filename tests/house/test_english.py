"""No English word stands on a Vietnamese page: every page somebody can come to is read, whoever they are."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Callable

import pytest
from babel.messages.pofile import read_po
from flask import Flask
from werkzeug.exceptions import HTTPException

from lms.catalogue.published import PublishedCourse
from lms.clock import now
from lms.db import Database
from lms.notices.actions import tell
from lms.people.requests import actions as requests
from lms.people.requests.rules import What
from lms.people.words import WORDS
from lms.statistics.periods import queries as periods
from lms.statistics.periods.actions import approve, open_year
from lms.statistics.periods.calendars import calendars
from lms.statistics.periods.freezing import freeze
from tests.builders import Somebody, World
from tests.courses import publish_tiny_course
from tests.house.words import PO, english_words, everyday_words
from tests.learning import learners
from tests.pages import Browser

KNOWN = frozenset({"zalo", "online", "scan", "internet", "email", "lms", "jobs", "revive", *WORDS})
"""Names, foreign words everybody says in Vietnamese, and the syllables suggested passwords are made of."""
MOST_OF_A_KIND = 3
OFFICIALS = ("chi", "hoa")
"""Who sees a period before it is published."""
STARTS = ("/", "/sign-in", "/sign-up", "/x", "/privacy", "/desk", "/account", "/account/settings", "/no/such/page")
EMPTY_FORMS = ("/sign-in", "/sign-up", "/x", "/account/password", "/account/requests/correction")
"""Forms sent empty, so that what is said of mistakes is read too."""
_LINK = re.compile(r'href="(/[^"#]*)"')


@pytest.fixture
def course(database: Database) -> PublishedCourse:
    with database.transaction() as db:
        publish_tiny_course(db, "sau", title="Khóa sau", order=2)
        return publish_tiny_course(db, "dau", title="Khóa đầu", order=1, wait_hours=0)


@pytest.fixture
def busy_world(database: Database, world: World, course: PublishedCourse) -> World:
    """An has a certificate, notices, requests; Bình has failed a final; Chi is in the middle of questions."""
    learners.prepare(database, world.an, course)
    for somebody, right in ((world.an, True), (world.binh, False)):
        if not right:
            learners.prepare(database, somebody, course)
        attempt = learners.answer_all(database, somebody, course, right=right)
        with database.transaction() as db:
            learners.actions.submit(db, somebody.person_id, attempt, now())
    learners.answer_all(database, world.chi, course, course.modules[0].slug, right=False)
    with database.transaction() as db:
        for kind in ("signed-in-again", "card-printed", "device-revoked"):
            tell(db, world.an.person_id, kind, now(), key="1", link="/account")
        for what in What:
            requests.ask(db, world.an.person_id, what, now(), wanted={"name": "Nguyễn Thị Ân"}, note="Sai tên đệm")
    return world


def freeze_a_month(database: Database) -> None:
    """Last year's periods are open, December is frozen: pages of every state of a period can be come to."""
    with database.transaction() as db:
        open_year(db, calendars()["calendar"], now().year - 1, now())
        period = periods.period(db, f"{now().year - 1}-T12")
        assert period is not None
        approve(db, period, "", None, now())
    freeze(database, period.id, 0, now())


def endpoint_of(app: Flask, path: str) -> str:
    try:
        return app.url_map.bind("hoc.example.vn").match(path.partition("?")[0])[0]
    except HTTPException:
        return path


def pages_of(app: Flask, browser: Browser) -> dict[str, str]:
    """The pages somebody comes to by links, a few of each kind, and what they hold."""
    found: dict[str, str] = {}
    kinds: Counter[str] = Counter()
    ahead = list(STARTS)
    while ahead:
        path = html.unescape(ahead.pop(0))
        kind = endpoint_of(app, path)
        if path in found or kind == "static" or kinds[kind] >= MOST_OF_A_KIND:
            continue
        kinds[kind] += 1
        answer = browser.client.get(path, base_url="https://hoc.example.vn")
        found[path] = answer.text if answer.mimetype == "text/html" else ""
        ahead += _LINK.findall(found[path])
        if answer.status_code in (302, 303):
            ahead.append(answer.location.removeprefix("https://hoc.example.vn"))
    for path in EMPTY_FORMS:
        if 'name="csrf_token"' in found.get(path, ""):
            found[f"{path} sent empty"] = browser.post(path, page=path).text
    return found


def english_on(found: dict[str, str]) -> dict[str, set[str]]:
    return {path: words for path, text in found.items() if (words := english_words(text) - KNOWN)}


@pytest.mark.parametrize("template", ["sqlite"], indirect=True)
@pytest.mark.parametrize("who", ["guest", "an", "binh", "chi", "hoa", "giang"])
def test_no_english_word_stands_on_a_vietnamese_page(
    who: str,
    app: Flask,
    database: Database,
    busy_world: World,
    guest: Browser,
    sign_in: Callable[[Somebody], Browser],
) -> None:
    if who in OFFICIALS:
        freeze_a_month(database)
    found = pages_of(app, guest if who == "guest" else sign_in(getattr(busy_world, who)))

    assert len([text for text in found.values() if text]) >= 15, sorted(found)
    assert who not in OFFICIALS or any(f"/statistics/periods/{now().year - 1}-" in path for path in found)
    assert english_on(found) == {}


def test_an_english_word_would_be_found() -> None:
    page = '<html lang="vi"><body><p>Bấm Submit</p><p lang="en">Choose</p><img alt="your lesson"></body></html>'

    assert english_words(page) == {"submit", "your", "lesson"}


def test_no_english_word_stands_in_the_catalogue() -> None:
    with PO.open("rb") as file:
        sentences = [message.string for message in read_po(file, locale="vi") if message.id]
    single = [sentence for string in sentences for sentence in ([string] if isinstance(string, str) else string)]

    assert {sentence: words for sentence in single if (words := everyday_words(sentence))} == {}
