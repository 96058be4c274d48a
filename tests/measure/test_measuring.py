"""The measuring finds what is wrong: a page that does everything wrong breaks every limit, a plain one breaks none."""

from __future__ import annotations

import threading
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.measure.budget import Network, read_budget
from tests.measure.measuring import Measurer
from tests.measure.pages import Page
from tests.measure.phone import phone
from tests.measure.scores import measures
from tests.measure.views import OBSERVE

HERE = Path(__file__).parent
FAST = Network(round_trip=0, down=100_000, up=100_000, processor=1)
CREEPING = Network(round_trip=100, down=60, up=60, processor=1)
STRICT = "default-src 'self'; img-src data:"

pytestmark = pytest.mark.browser


class Site(BaseHTTPRequestHandler):
    """Serves the two pages, and what is heavy about the bad one."""

    def do_GET(self):
        port = self.server.server_port
        if self.path == "/good":
            self.answer("text/html; charset=utf-8", (HERE / "good.html").read_text(), STRICT)
        elif self.path == "/bad":
            elsewhere = f"http://localhost:{port}"
            self.answer("text/html; charset=utf-8", (HERE / "bad.html").read_text().replace("{elsewhere}", elsewhere))
        elif self.path == "/heavy.css":
            face = "@font-face { font-family: heavy; src: url(/heavy.woff2) }\n"
            self.answer("text/css", face + "p { margin: 0 }\n" * 4_000)
        elif self.path == "/heavy.js":
            self.answer("text/javascript", "// heavy\n" * 2_000)
        else:
            self.send_error(404)

    def answer(self, kind, text, policy=None):
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Cache-Control", "no-store")
        if policy:
            self.send_header("Content-Security-Policy", policy)
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture
def site():
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def broken(chromium, base_url, path, network):
    """The limits that a page breaks as it comes."""
    budget = replace(read_budget(), networks={"2g": network}, runs=1)
    sheet = Measurer(base_url, {}, budget).measure(chromium, Page("page", path, "guest"))
    assert not sheet.failure
    return {limit.key for limit, _measured in budget.broken(sheet.looks["as it comes"])}


def test_a_page_that_does_everything_wrong_breaks_every_limit(chromium, site):
    every = {limit.key for limit in read_budget().limits}
    by_lighthouse = {key for key in every if key.startswith("lighthouse_")} | {"blocked"}

    assert broken(chromium, site, "/bad", CREEPING) == every - by_lighthouse - {"lcp_3g", "lcp_slow_3g", "layout_shift"}


def test_scores_are_held_to_their_limits():
    budget = replace(read_budget(), indexed=frozenset({"page"}))
    found = {"name": "page", "blocked": 151, "lost": {}}
    found |= {"performance": 94, "accessibility": 99, "best-practices": 94, "seo": 94}
    found["lost"] = {name: ["why"] for name in found}

    assert {limit.key for limit, _measured in budget.broken(measures(found, budget))} == {
        "lighthouse_performance",
        "lighthouse_accessibility",
        "lighthouse_practice",
        "lighthouse_seo",
        "blocked",
    }
    assert "lighthouse_seo" not in measures(found, replace(budget, indexed=frozenset()))


def test_what_moves_after_it_was_seen_is_noticed(chromium, site):
    with phone(chromium, site, {}) as one:
        one.screen.add_init_script(OBSERVE)
        one.open(Page("page", "/good", "guest"))
        one.screen.wait_for_function(
            "() => seen.paint > 0 && performance.now() > 1000"
        )  # it forgives what moves at once

        one.screen.evaluate("document.querySelector('h1').style.marginTop = '300px'")

        one.screen.wait_for_function("() => seen.shift > 0.05")


def test_a_plain_page_breaks_none(chromium, site):
    assert broken(chromium, site, "/good", FAST) == set()


def test_a_page_that_is_not_there_is_no_good_page(chromium, site):
    sheet = Measurer(site, {}, read_budget()).measure(chromium, Page("page", "/gone", "guest"))

    assert list(sheet.complaints(read_budget())) == ["page: /gone led to /gone with status 404"]
