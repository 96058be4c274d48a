"""Whatever somebody looks at, the number to call for help stands on it; it comes from the settings alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lms.app import create_app
from lms.catalogue.published import PublishedCourse
from lms.config import Settings
from lms.db import Database
from tests.pages import Browser

NUMBER = '<a href="tel:18000000">'
OF_GUESTS = (
    "/",
    "/courses/dau",
    "/courses/dau/01-bai-mot/1",
    "/courses/dau/01-bai-mot/quiz",
    "/sign-in",
    "/sign-up",
    "/sign-out",
    "/x",
    "/x/ABCD",
    "/privacy",
)
OF_LEARNERS = (
    "/",
    "/desk",
    "/notices",
    "/account",
    "/account/settings",
    "/account/requests",
    "/account/requests/correction",
    "/account/requests/ending",
    "/certificates",
    "/courses/dau/final",
)
OF_STAFF = ("/desk", "/register", "/statistics", "/requests", "/people/roles")


def test_it_stands_on_pages_of_guests(guest: Browser, first: PublishedCourse) -> None:
    assert [path for path in OF_GUESTS if NUMBER not in guest.get(path).text] == []


def test_it_stands_on_pages_of_learners(an: Browser, first: PublishedCourse) -> None:
    assert [path for path in OF_LEARNERS if NUMBER not in an.get(path).text] == []


def test_it_stands_on_pages_of_those_who_work_here(chi: Browser, giang: Browser) -> None:
    pages = {path: NUMBER in chi.get(path).text or NUMBER in giang.get(path).text for path in OF_STAFF}

    assert [path for path, has_it in pages.items() if not has_it] == []


def test_it_stands_on_pages_of_mistakes(an: Browser, guest: Browser) -> None:
    foreign = an.client.post("/view", base_url="https://hoc.example.vn", headers={"Sec-Fetch-Site": "cross-site"})
    answers = {
        404: an.get("/no/such/page"),
        405: an.get("/view"),
        403: foreign,
        422: guest.post("/sign-in", page="/sign-in"),
    }

    assert {status: answer.status_code for status, answer in answers.items()} == {status: status for status in answers}
    assert [status for status, answer in answers.items() if NUMBER not in answer.text] == []


def test_it_stands_there_when_the_database_is_away(settings: Settings) -> None:
    app = create_app(settings, Database("sqlite:////nowhere/at/all.sqlite3"))

    answer = Browser(app).get("/")

    assert answer.status_code == 503
    assert NUMBER in answer.text


@pytest.mark.parametrize("phone", ["0210 3812 345", ""])
def test_it_is_the_one_of_the_settings(settings: Settings, database: Database, phone: str) -> None:
    text = Browser(create_app(replace(settings, help_phone=phone), database)).get("/").text

    assert ("tel:02103812345" in text) == bool(phone)
    assert ("Cần người giúp?" in text) == bool(phone)
