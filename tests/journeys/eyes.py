"""Eyes that look at a page as somebody does who sees badly, holds a small phone or has thick fingers.

They note everything they stumble over, and say it all at the end.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page

WIDTH, HEIGHT, NARROW = 360, 640, 320
_SMALLEST_TARGET, _TARGET = 24, 48
PROBE = (Path(__file__).parent / "probe.js").read_text("utf-8")
AXE_OPTIONS = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
_BUILD = """() => {
    const name = each => each ? `${each.localName}.${each.className}[${each.getAttributeNames()}]` : "";
    const parts = [...document.querySelectorAll("*")].map(each => `${name(each.parentElement)} ${name(each)}`);
    return [...new Set(parts)];
}"""
"""What a page is built of: each kind of element, with the one it stands in, their classes and attributes."""
_SET_TEXT_SIZE = """size => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`html { font-size: ${size}% !important }`);
    document.adoptedStyleSheets = size === 100 ? [] : [sheet];
}"""


class Eyes:
    """What one visitor's eyes have seen so far."""

    _known: ClassVar[set[str]] = set()
    """What the pages that axe has looked at are built of: it looks at those in which something is new."""

    def __init__(self, mirror: Page, *, closely: bool) -> None:
        """``mirror`` is a page in which script runs, for looking at those in which it does not. Eyes that do not look
        closely hear what the browser complains of, and no more.
        """
        self._mirror = mirror
        self._closely = closely
        self._complaints: dict[str, None] = {}
        self._seen: list[str] = []
        self._refused: set[str] = set()
        self._axe = Axe()

    def watch(self, page: Page) -> None:
        """Listen to what the browser itself complains of, from now on."""
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self._note(page.url, f"script failed: {error}"))

    def look(self, page: Page, *, has_script: bool) -> None:
        """Look at the page at hand, as it is and as somebody sees it on a narrow phone with large letters."""
        self._seen.append(page.url)
        if not self._closely:
            return
        self._look_at_layout(page, "")
        self._look_at_targets(page)
        if not self._known.issuperset(parts := page.evaluate(_BUILD)):
            self._look_with_axe(page if has_script else self._mirrored(page))
            self._known.update(parts)
        with _narrow(page):
            self._look_at_layout(page, f" at {NARROW} px")
            page.evaluate(_SET_TEXT_SIZE, 200)
            self._look_at_layout(page, f" at {NARROW} px with text of 200 %")
            page.evaluate(_SET_TEXT_SIZE, 100)

    def say(self) -> None:
        """Fail with everything that was noted."""
        assert self._seen
        assert not self._complaints, f"{len(self._seen)} pages seen:\n" + "\n".join(self._complaints)

    def _mirrored(self, page: Page) -> Page:
        """The same document where script runs: axe needs it."""
        document = page.content()
        self._mirror.route(
            page.url, lambda route: route.fulfill(body=document, content_type="text/html; charset=utf-8")
        )
        self._mirror.goto(page.url)
        self._mirror.unroute(page.url)
        return self._mirror

    def _look_at_layout(self, page: Page, when: str) -> None:
        seen = page.evaluate(PROBE)
        if seen["overflow"] > 0:
            self._note(page.url, f"{seen['overflow']} px too wide{when}: {'; '.join(seen['wide'])}")
        if not seen["lang"]:
            self._note(page.url, "does not say its language")
        if seen["headings"] != 1:
            self._note(page.url, f"{seen['headings']} main headings")

    def _look_at_targets(self, page: Page) -> None:
        for target in page.evaluate(PROBE)["targets"]:
            least = _SMALLEST_TARGET if target["inText"] else _TARGET
            if not target["inText"] and min(target["width"], target["height"]) < least:
                self._note(page.url, f"small target {target['width']} x {target['height']}: {target['name']}")

    def _look_with_axe(self, page: Page) -> None:
        for violation in self._axe.run(page, options=AXE_OPTIONS).response["violations"]:
            places = "; ".join(" ".join(map(str, node["target"])) for node in violation["nodes"])
            self._note(page.url, f"axe {violation['impact']} {violation['id']}: {violation['help']}: {places}")

    def know_of(self, url: str) -> None:
        """A page that will be refused; the browser says so on its console, and nobody minds."""
        self._refused.add(url)

    def _hear(self, message: ConsoleMessage) -> None:
        url = message.location.get("url", "")
        if message.type in ("error", "warning") and url not in self._refused:
            self._note(url, f"console: {message.text}")

    def _note(self, url: str, complaint: str) -> None:
        self._complaints[f"{url}: {complaint}"] = None


@contextmanager
def _narrow(page: Page) -> Iterator[None]:
    page.set_viewport_size({"width": NARROW, "height": HEIGHT})
    yield
    page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
