"""Measures pages one after the other, in several browsers at once: most of the time is waiting for a slow line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Error, sync_playwright

from tests.journeys.browser import launched, program
from tests.measure.bare import strip
from tests.measure.budget import Budget, Measures
from tests.measure.looks import LOOKS, look
from tests.measure.pages import Page
from tests.measure.phone import WrongPage
from tests.measure.views import weigh


@dataclass(frozen=True, slots=True)
class Sheet:
    """What was measured of one page: first as it comes, then under each look."""

    page: Page
    looks: dict[str, Measures] = field(default_factory=dict)
    failure: str = ""

    def complaints(self, budget: Budget) -> Iterator[str]:
        """A line for each limit that is broken."""
        if self.failure:
            yield f"{self.page.name}: {self.failure}"
        for name, measures in self.looks.items():
            for limit, measured in budget.broken(measures, is_staff=self.page.is_staff):
                yield f"{self.page.name} ({name}): {limit.complaint(measured)}"


@dataclass(frozen=True, slots=True)
class Measurer:
    """Measures the pages of one server."""

    base_url: str
    cookies: Mapping[str, Mapping[str, str]]
    budget: Budget
    pictures: Path | None = None

    def measure(self, chromium: Chromium, page: Page) -> Sheet:
        """Everything about one page; a page that cannot be opened says so."""
        who = self.cookies.get(page.who, {})
        sheet = Sheet(page)
        try:
            for name, aids in LOOKS.items():
                sheet.looks[name] = look(chromium, self.base_url, page, {**who, **aids}, self._picture(page, name))
            bare = strip(chromium, self.base_url, page, who)
            weights = weigh(chromium, self.base_url, page, who, self.budget) if self.budget.runs else {}
        except (WrongPage, Error) as failure:
            return Sheet(page, failure=str(failure).partition("\n")[0])
        first = next(iter(LOOKS))
        sheet.looks[first] = {**weights, **bare, **sheet.looks[first]}
        return sheet

    def measure_all(self, pages: Sequence[Page], browsers: int, tell: Callable[[Sheet], None]) -> list[Sheet]:
        """All pages, in their order; ``tell`` hears of each as soon as it is measured."""
        stopped = Event()

        def measure_share(number: int) -> dict[str, Sheet]:
            sheets = {}
            with sync_playwright() as playwright, launched(playwright, program()) as chromium:
                for page in pages[number::browsers]:
                    if stopped.is_set():
                        break
                    sheets[page.name] = self.measure(chromium, page)
                    tell(sheets[page.name])
            return sheets

        with ThreadPoolExecutor(browsers) as pool, _told_of_an_end(stopped):
            found = {name: sheet for share in pool.map(measure_share, range(browsers)) for name, sheet in share.items()}
        return [found[page.name] for page in pages]

    def _picture(self, page: Page, look_name: str) -> str | None:
        if self.pictures is None:
            return None
        return str(self.pictures / (re.sub(r"\W+", "-", f"{page.name} {look_name}") + ".png"))


@contextmanager
def _told_of_an_end(stopped: Event) -> Iterator[None]:
    """Whoever interrupts waits for the pages at hand, not for all of them."""
    try:
        yield
    finally:
        stopped.set()
