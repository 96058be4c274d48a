"""A phone that opens one page of the list, with the aids somebody has chosen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Page as Screen
from playwright.sync_api import Response

from tests.journeys.visitor import phone_page
from tests.measure.pages import Page

_PATIENCE = 120_000
"""Milliseconds: a slow line on a busy machine is no failure."""


class WrongPage(Exception):
    """Another page came than the one that was asked for."""


class Phone:
    """A phone on which nothing is kept but who one is and what aids were chosen."""

    def __init__(self, screen: Screen, base_url: str) -> None:
        self.screen = screen
        self._base_url = base_url

    def come_near(self, page: Page) -> None:
        """Open the page whose form is sent; for all others nothing is to be done."""
        if page.press:
            self.screen.goto(self._base_url + page.path)

    def open(self, page: Page) -> Response:
        """Open the page that is meant. Raises :class:`WrongPage`."""
        if page.press:
            with self.screen.expect_navigation() as coming:
                self.screen.locator(page.press).first.click()
            response: Response | None = coming.value
        else:
            response = self.screen.goto(self._base_url + page.path)
        assert response is not None
        path, wanted = (one.partition("?")[0] for one in (response.url.removeprefix(self._base_url), page.path))
        is_below = bool(page.press) and path.startswith(f"{wanted}/")  # a form may have an address below
        if response.status != page.status or not (path == wanted or is_below):
            raise WrongPage(f"{page.path} led to {path} with status {response.status}")
        return response

    def arrive(self, page: Page) -> Response:
        """Open the page by the way that leads there."""
        self.come_near(page)
        return self.open(page)


@contextmanager
def phone(chromium: Chromium, base_url: str, cookies: Mapping[str, str], *, has_script: bool = True) -> Iterator[Phone]:
    """A small phone that has never been here. Its service workers are blocked, so that all it fetches is counted."""
    screen = phone_page(chromium, has_script=has_script, has_worker=False)
    context = screen.context
    context.set_default_timeout(_PATIENCE)
    context.add_cookies([{"name": name, "value": value, "url": base_url} for name, value in cookies.items()])
    yield Phone(screen, base_url)
    context.close()
