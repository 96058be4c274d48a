"""Somebody with a phone: opens pages, presses what is there, and looks at every page that comes."""

from __future__ import annotations

from playwright.sync_api import APIResponse, Locator, Page
from playwright.sync_api import Browser as Chromium

from tests.builders import PASSWORD, Somebody
from tests.journeys.eyes import HEIGHT, WIDTH, Eyes
from tests.serving import Server


def phone_page(
    chromium: Chromium, *, has_script: bool = True, has_worker: bool = True, user_agent: str | None = None
) -> Page:
    """A page in a small phone that has never been here; without a worker, all that comes is seen on the line."""
    context = chromium.new_context(
        viewport={"width": WIDTH, "height": HEIGHT},
        device_scale_factor=2,
        is_mobile=True,
        has_touch=True,
        locale="vi-VN",
        user_agent=user_agent,
        java_script_enabled=has_script,
        service_workers="allow" if has_worker else "block",
    )
    return context.new_page()


class Visitor:
    """One person's phone, with or without script."""

    def __init__(self, chromium: Chromium, server: Server, eyes: Eyes, *, has_script: bool) -> None:
        self.page = phone_page(chromium, has_script=has_script)
        self._server = server
        self._has_script = has_script
        self._eyes = eyes
        eyes.watch(self.page)

    def open(self, path: str) -> None:
        """Open a page that is there."""
        answer = self.page.goto(f"{self._server.base_url}{path}")
        assert answer is not None
        assert answer.ok, f"{answer.status} at {path}"
        self.look()

    def open_refused(self, path: str, status: int) -> None:
        """Open a page that is refused with this status, calmly."""
        self._eyes.know_of(f"{self._server.base_url}{path}")
        answer = self.page.goto(f"{self._server.base_url}{path}")
        assert answer is not None
        assert answer.status == status, f"{answer.status} at {path}"
        self.look()

    def press(self, what: str | Locator) -> None:
        """Press something that leads to another page, and look at that."""
        target = self.page.locator(what).first if isinstance(what, str) else what
        with self.page.expect_navigation() as coming:
            target.click()
        assert coming.value.ok, f"{coming.value.status} at {self.page.url}"
        self.look()

    def go_on(self) -> None:
        """Press the one main button of the page."""
        self.press("main .b:not(.two):visible")

    def reload(self) -> None:
        """Load the page anew."""
        self.page.reload()
        self.look()

    def look(self) -> None:
        """Look at the page at hand with all eyes."""
        self._eyes.look(self.page, has_script=self._has_script)

    def fetch(self, path: str) -> APIResponse:
        """What a plain GET brings, without opening it."""
        return self.page.context.request.get(f"{self._server.base_url}{path}", max_redirects=0)

    def sign_in(self, somebody: Somebody) -> None:
        """Sign in through the form."""
        self.open("/sign-in")
        self.page.fill("[name=login]", somebody.login)
        self.page.fill("[name=password]", PASSWORD)
        self.go_on()

    @property
    def path(self) -> str:
        """Where one is."""
        return self.page.url.removeprefix(self._server.base_url)

    @property
    def text(self) -> str:
        """What the main part of the page says."""
        return self.page.locator("main").inner_text()
