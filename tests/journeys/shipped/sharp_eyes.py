"""Eyes that also see whether every picture has come, fits and is described, and hear of every request that failed."""

from __future__ import annotations

import re

from playwright.sync_api import Page, Request, Response, expect

from tests.journeys.eyes import Eyes

_PICTURES = """() => [...document.querySelectorAll("main img")].map((image) => ({
    src: image.currentSrc || image.src,
    alt: image.alt.trim(),
    isThere: image.naturalWidth > 0 && image.width > 0,
    left: image.getBoundingClientRect().left,
    right: image.getBoundingClientRect().right,
    page: document.documentElement.clientWidth,
}))"""
_BY_ITS_AUTHOR = re.compile(r"/\d+$")
"""Addresses of screens and questions: each holds words of its own; other pages differ little."""
_LEFT = "net::ERR_ABORTED"
"""What was still coming when the page was left."""


class SharpEyes(Eyes):
    """One walker's eyes."""

    pictures = 0
    """How many were seen, again and again."""

    def watch(self, page: Page) -> None:
        """Listen to the line as well."""
        super().watch(page)
        page.on("requestfailed", self._miss)
        page.on("response", self._take)

    def look(self, page: Page, *, has_script: bool) -> None:
        """Look at every page, closely at what an author wrote, and at each picture from near."""
        self._closely = bool(_BY_ITS_AUTHOR.search(page.url))
        super().look(page, has_script=has_script)
        if not self._closely:
            self._look_at_layout(page, "")
        for picture in page.locator("main img").all():
            picture.scroll_into_view_if_needed()
            expect(picture).to_have_js_property("complete", value=True)
        for seen in page.evaluate(_PICTURES):
            self.pictures += 1
            if not seen["isThere"]:
                self._note(page.url, f"picture did not come: {seen['src']}")
            if not seen["alt"]:
                self._note(page.url, f"picture without a description: {seen['src']}")
            if seen["left"] < 0 or seen["right"] > seen["page"]:
                self._note(page.url, f"picture wider than the page: {seen['src']}")

    def _miss(self, request: Request) -> None:
        if request.failure != _LEFT:
            self._note(request.url, f"did not come: {request.failure}")

    def _take(self, response: Response) -> None:
        if response.status >= 400 and response.url not in self._refused:
            self._note(response.url, f"answered with {response.status}")
