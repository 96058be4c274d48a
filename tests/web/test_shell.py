"""The shell holds whatever room is inside it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import brotli
import pytest
from flask import Flask

from lms.web.access import UnlabelledRoutes, guard
from lms.web.pages import day
from tests.pages import Browser


def test_a_route_without_a_label_stops_the_application(app: Flask) -> None:
    app.view_functions["forgotten"] = lambda: ""

    with pytest.raises(UnlabelledRoutes, match="forgotten"):
        guard(app)


def test_a_page_that_does_not_exist_is_not_found(guest: Browser) -> None:
    page = guest.get("/nothing-here")

    assert page.status_code == 404


def test_a_page_that_refuses_something_is_sent_compressed(app: Flask) -> None:
    page = app.test_client().get("/nothing-here", headers={"Accept-Encoding": "gzip, br"})

    assert page.status_code == 404
    assert page.headers["Content-Encoding"] == "br"
    assert b"<h1>" in brotli.decompress(page.data)


def test_a_form_without_token_is_refused(app: Flask) -> None:
    answer = app.test_client().post("/view", data={"fs": "2"})

    assert answer.status_code == 400


def test_a_form_from_another_site_is_refused(app: Flask) -> None:
    answer = app.test_client().post("/view", headers={"Sec-Fetch-Site": "cross-site"})

    assert answer.status_code == 403


def test_the_chosen_size_is_kept(guest: Browser) -> None:
    guest.post("/view", fs="3", next="/")

    assert 'data-fs="3"' in guest.get("/").text


def test_no_link_leads_away_after_choosing(guest: Browser) -> None:
    answer = guest.post("/view", fs="2", next="//evil.example")

    assert answer.location == "/"


def test_the_page_speaks_english_when_asked(guest: Browser) -> None:
    guest.post("/view", lang="en", next="/")

    assert '<html lang="en"' in guest.get("/").text


def tabs(browser: Browser) -> list[str]:
    """Where the tabs of the staff lead."""
    return re.findall(
        r'<li><a href="([^"]+)"', browser.get("/desk").text.partition('class="tabs"')[2].partition("</nav>")[0]
    )


def test_tabs_lead_only_through_open_doors(an: Browser, binh: Browser, chi: Browser, giang: Browser) -> None:
    assert tabs(an) == []
    assert tabs(binh) == ["/desk", "/classes", "/people/help"]
    assert tabs(chi) == ["/desk", "/classes", "/register", "/statistics", "/requests", "/people/help"]
    assert tabs(giang) == ["/desk", "/statistics", "/requests", "/people/help", "/people/roles"]


def test_the_tab_of_the_page_at_hand_says_so(chi: Browser) -> None:
    assert re.search(r'<a href="/desk" aria-current="page">', chi.get("/desk").text)


def test_an_instant_is_told_by_its_day_in_viet_nam() -> None:
    assert day(datetime(2026, 11, 26, 17, 0, tzinfo=UTC)) == "27/11/2026"
    assert day(date(2026, 11, 26)) == "26/11/2026"
