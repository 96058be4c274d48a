"""How heavy a page is on the line, and when it can be read: first view and second, on slow networks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median

from playwright.sync_api import Browser as Chromium

from tests.journeys.line import Fetched, Line, weight
from tests.measure.budget import Budget, Measured, Network
from tests.measure.pages import Page
from tests.measure.phone import phone

OBSERVE = """
window.seen = { paint: 0, shift: 0, shifted: [] };
new PerformanceObserver((list) => { for (const e of list.getEntries()) seen.paint = e.startTime; })
  .observe({ type: "largest-contentful-paint", buffered: true });
new PerformanceObserver((list) => { for (const e of list.getEntries()) if (!e.hadRecentInput) {
  seen.shift += e.value;
  for (const s of e.sources) seen.shifted.push((s.node && (s.node.className || s.node.nodeName)) + "");
} }).observe({ type: "layout-shift", buffered: true });
"""
_LOAD_THE_REST = """() => Promise.all([...document.images].map((image) => {
  image.loading = "eager";
  return image.decode().catch(() => {});
}))"""
_SOME_TEXT = 1_500


@dataclass(frozen=True, slots=True)
class View:
    """A cold view on one network, and a second one after it."""

    first: list[Fetched]
    second: list[Fetched]
    paint: float
    shift: float
    shifted: tuple[str, ...]


def weigh(
    chromium: Chromium, base_url: str, page: Page, cookies: Mapping[str, str], budget: Budget
) -> dict[str, Measured]:
    """Bytes and times of a page. A page that answers a form has no first view: its forerunner had it."""
    views = {
        name: [_view(chromium, base_url, page, cookies, network) for _ in range(budget.runs)]
        for name, network in budget.networks.items()
    }
    every = [view for each in views.values() for view in each]
    measures = {f"lcp_{name}": Measured(median(view.paint for view in each)) for name, each in views.items()}
    measures["layout_shift"] = Measured(median(view.shift for view in every), every[0].shifted)
    return measures | _weights(every[0], base_url, page)


def _view(chromium: Chromium, base_url: str, page: Page, cookies: Mapping[str, str], network: Network) -> View:
    with phone(chromium, base_url, cookies) as one:
        one.screen.add_init_script(OBSERVE)
        one.come_near(page)
        line = Line(one.screen)
        line.slow_down(*network)
        one.open(page)
        one.screen.wait_for_load_state("networkidle")
        seen = one.screen.wait_for_function("() => seen.paint > 0 && seen").json_value()
        line.let_go()
        one.screen.evaluate(_LOAD_THE_REST)
        first = second = line.taken()
        if not page.press:
            one.screen.goto("about:blank")
            one.open(page)
            one.screen.evaluate(_LOAD_THE_REST)
            second = line.taken()
    return View(first, second, seen["paint"], seen["shift"], tuple(seen["shifted"]))


def _weights(view: View, base_url: str, page: Page) -> dict[str, Measured]:
    first = [one for one in view.first if one.status != page.status or one.kind != "Document"]
    document = [one for one in view.first if one.kind == "Document"][-1]  # those before it led to it
    policy = document.headers.get("content-security-policy", "")
    measures = {
        "second_view": Measured(sum(one.size for one in view.second), _listed(view.second)),
        "third_party": _count(one for one in view.first if not one.url.startswith(f"{base_url}/")),
        "fonts": _count(one for one in view.first if one.kind == "Font"),
        "failed": _count(one for one in first if one.status >= 400 or not one.status),
        "uncompressed": _count(one for one in view.first if _is_uncompressed(one)),
        "weak_policy": Measured(not policy or "unsafe-" in policy or "http" in policy),
        "css": Measured(sum(one.size for one in view.first if one.kind == "Stylesheet")),
        "script": Measured(sum(one.size for one in view.first if one.kind == "Script")),
    }
    if not page.press:
        measures["first_view"] = Measured(weight(view.first), _listed(view.first))
        measures["first_view_with_pictures"] = Measured(sum(one.size for one in view.first), _listed(view.first))
    return measures


def _count(fetched: Iterable[Fetched]) -> Measured:
    paths = tuple(one.path for one in fetched)
    return Measured(len(paths), paths)


def _listed(fetched: list[Fetched]) -> tuple[str, ...]:
    by_size = sorted(fetched, key=lambda one: -one.size)
    return tuple(f"{one.path} {one.size:,}" for one in by_size if one.size)


def _is_uncompressed(one: Fetched) -> bool:
    is_text = any(kind in one.headers.get("content-type", "") for kind in ("text/", "json", "svg", "javascript"))
    return is_text and one.size > _SOME_TEXT and "content-encoding" not in one.headers
