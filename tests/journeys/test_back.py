"""Going back to a page that the browser has put to sleep, on pages that keep no answers."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser as Chromium

from lms.db import Database
from tests.builders import World
from tests.journeys.visitor import phone_page
from tests.serving import Server, signed_in

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("template", ["sqlite"], indirect=True)]

ASLEEP = "() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))"
WOKEN = "() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))"


def test_back_shows_whose_page_it_is_now(chromium: Chromium, server: Server, database: Database, world: World) -> None:
    page = phone_page(chromium, has_worker=False)
    cookie = {"name": "sid", "value": signed_in(database, world.an), "url": server.base_url}
    page.context.add_cookies([cookie])
    page.goto(f"{server.base_url}/x")
    assert "An" in page.inner_text("header .in")
    page.context.clear_cookies()
    page.evaluate(ASLEEP)
    assert page.locator("html").is_hidden(), "what the browser puts to sleep is blank"

    with page.expect_navigation():
        page.evaluate(WOKEN)

    assert page.inner_text("header .in") == "Đăng nhập"
    page.evaluate(ASLEEP)
    assert page.locator("html").is_visible(), "nobody's page may go to sleep as it is"
    page.context.close()
