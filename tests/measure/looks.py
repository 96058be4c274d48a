"""What somebody sees who sees badly, holds a narrow phone or has thick fingers: axe, contrast, widths, sizes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import ConsoleMessage
from playwright.sync_api import Page as Screen

from lms.web.language import CONTRAST_COOKIE, LANGUAGE_COOKIE, SIZE_COOKIE
from tests.journeys.eyes import AXE_OPTIONS, HEIGHT, NARROW, PROBE
from tests.measure.budget import Measured
from tests.measure.pages import Page
from tests.measure.phone import phone

LOOKS: Mapping[str, Mapping[str, str]] = {
    "as it comes": {},
    "largest text": {SIZE_COOKIE: "3"},
    "black theme": {CONTRAST_COOKIE: "1"},
    "English": {LANGUAGE_COOKIE: "en"},
}
_CONTRAST = ("color-contrast", "color-contrast-enhanced")
_OPTIONS = {**AXE_OPTIONS, "rules": {"target-size": {"enabled": True}, "color-contrast-enhanced": {"enabled": True}}}
_DRESS = """rules => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rules);
    document.adoptedStyleSheets = [sheet];
}"""
_BLOCKED = "Service Worker registration blocked by Playwright"  # it says so of phone.py
_LARGE = "html { font-size: 200% !important }"
_SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }"""


def look(
    chromium: Chromium, base_url: str, page: Page, cookies: Mapping[str, str], picture: str | None = None
) -> dict[str, Measured]:
    """What is seen of a page with the aids that ``cookies`` ask for; ``picture`` keeps a screenshot there."""
    with phone(chromium, base_url, cookies) as one:
        heard = _Console(one.screen)
        one.arrive(page)
        seen = one.screen.evaluate(PROBE)
        if picture:
            one.screen.screenshot(path=picture, full_page=True)
        measures = _sizes(seen) | _axe(one.screen)
        measures["console"] = heard.measured(one.screen.url)
        one.screen.set_viewport_size({"width": NARROW, "height": HEIGHT})
        narrow = one.screen.evaluate(PROBE)
        measures["overflow"] = max(_overflow(seen), _overflow(narrow))
        for key, rules in (("overflow_200", _LARGE), ("overflow_spaced", _SPACED)):
            one.screen.evaluate(_DRESS, rules)
            measures[key] = _overflow(one.screen.evaluate(PROBE))
    return measures


class _Console:
    """What the browser complains of: scripts that fail, what the policy forbids, what is not there."""

    def __init__(self, screen: Screen) -> None:
        self._heard: list[tuple[str, str]] = []
        screen.on("console", self._hear)
        screen.on("pageerror", lambda error: self._heard.append(("", str(error))))

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and message.text != _BLOCKED:
            self._heard.append((str(message.location.get("url", "")), message.text))

    def measured(self, url: str) -> Measured:
        """All but that the page at hand was refused: that is meant."""
        words = tuple(text for of, text in self._heard if of != url or "the server responded with" not in text)
        return Measured(len(words), words)


def _overflow(seen: Mapping[str, Any]) -> Measured:
    return Measured(max(seen["overflow"], 0), tuple(seen["wide"]))


def _sizes(seen: Mapping[str, Any]) -> dict[str, Measured]:
    targets = [one for one in seen["targets"] if not one["inText"]]
    buttons = [one for one in targets if one["isMain"]]
    measures = {
        "zoom_blocked": Measured(seen["zoomBlocked"]),
        "no_language": Measured(not seen["lang"]),
        "letters": Measured(seen["letters"]["size"], (seen["letters"]["words"],)),
    }
    if targets:
        measures["target"] = _smallest(targets, ("width", "height"))
    if buttons:
        measures["button"] = _smallest(buttons, ("height",))
    return measures


def _smallest(targets: list[dict[str, Any]], sides: tuple[str, ...]) -> Measured:
    least = min(one[side] for one in targets for side in sides)
    ordered = sorted(targets, key=lambda one: min(one[side] for side in sides))
    return Measured(least, tuple(f"{one['name']} {one['width']} × {one['height']}" for one in ordered[:5]))


def _axe(screen: Screen) -> dict[str, Measured]:
    found = [
        (violation["id"], f"{violation['id']} ({violation['impact']}): {' '.join(map(str, node['target']))}")
        for violation in Axe().run(screen, options=_OPTIONS).response["violations"]
        for node in violation["nodes"]
    ]
    pale = tuple(words for rule, words in found if rule in _CONTRAST)
    other = tuple(words for rule, words in found if rule not in _CONTRAST)
    return {"axe": Measured(len(other), other), "contrast": Measured(len(pale), pale)}
