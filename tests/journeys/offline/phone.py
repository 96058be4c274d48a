"""Somebody's phone with a worker in it, and what lies in its memory."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Page

from lms.db import Database
from tests.builders import Somebody
from tests.journeys.visitor import phone_page
from tests.serving import signed_in

_IN_STORE = """name => new Promise(done => {
    const asked = indexedDB.open("lms");
    asked.onsuccess = () => {
        const base = asked.result;
        if (!base.objectStoreNames.contains(name)) { base.close(); return done([]); }
        const all = base.transaction(name).objectStore(name).getAll();
        all.onsuccess = () => { base.close(); done(all.result); };
    };
})"""
_TELL = "what => navigator.serviceWorker.ready.then(at => at.active.postMessage({ what }))"
_MEET = """() => navigator.serviceWorker.ready.then(at => new Promise(done => {
    const channel = new MessageChannel();
    channel.port1.onmessage = done;
    at.active.postMessage({ what: "send" }, [channel.port2]);
}).then(() => null))"""
_CONTROLLED = "() => navigator.serviceWorker.controller !== null"
_EMPTIED = f"""() => new Promise((done, failed) => {{
    const began = Date.now();
    const look = () => ({_IN_STORE})("outbox").then(all => {{
        if (!all.length) done();
        else if (Date.now() - began > 20000) failed(new Error("it still waits on the phone"));
        else setTimeout(look, 50);
    }});
    look();
}})"""

_KNOWN = f"""() => new Promise((done, failed) => {{
    const began = Date.now(), who = document.documentElement.dataset.who;
    const look = () => ({_IN_STORE})("memory").then(all => {{
        if (all.some(one => one.token && one.who === who)) done();
        else if (Date.now() - began > 20000) failed(new Error("the phone has no token for who is signed in"));
        else setTimeout(look, 50);
    }});
    look();
}})"""


class Phone:
    """A phone on the line."""

    def __init__(self, chromium: Chromium, database: Database, base_url: str) -> None:
        self.page: Page = phone_page(chromium)
        self.page.set_default_timeout(20_000)
        self._database, self.base_url = database, base_url

    def close(self) -> None:
        """Switch it off."""
        self.page.context.close()

    def sign_in(self, somebody: Somebody) -> None:
        """Somebody signs in; whoever was in before is not any more."""
        cookie = signed_in(self._database, somebody)
        self.page.context.add_cookies([{"name": "sid", "value": cookie, "url": self.base_url}])

    def open(self, path: str) -> None:
        """Open a page, whatever comes."""
        self.page.goto(self.base_url + path)

    def fetch(self, slug: str) -> None:
        """Open the course and fetch it to the phone."""
        self.open(f"/courses/{slug}")
        self.page.wait_for_function(_CONTROLLED)
        self.press_fetch()
        self.page.wait_for_selector("[data-part=kept]:not([hidden])")
        self.meet()

    def press_fetch(self) -> None:
        """Press the button that fetches the course."""
        self.page.locator("[data-tell=download]:visible").click()

    def answer(self, place: int = 0) -> str:
        """Choose an option of the question on the page and send it; says where that leads."""
        self.page.locator(".pick label").nth(place).click()
        with self.page.expect_navigation():
            self.page.click("main form button.b")
        return self.path

    def press(self, what: str) -> str:
        """Press something that leads to another page; says where."""
        with self.page.expect_navigation():
            self.page.locator(what).first.click()
        return self.path

    def meet(self) -> None:
        """Wait until the worker has done what it was told before, and has tried to send."""
        self.page.evaluate(_MEET)

    def wait_until_known(self) -> None:
        """Wait until the phone may write in the name of whoever is signed in on the page."""
        self.page.evaluate(_KNOWN)

    def wait_until_sent(self) -> None:
        """Wait until nothing waits on the phone."""
        self.page.evaluate(_EMPTIED)

    def tell(self, what: str) -> None:
        """Tell the worker something."""
        self.page.evaluate(_TELL, what)

    def outbox(self) -> list[dict[str, Any]]:
        """What waits to be sent."""
        waiting: list[dict[str, Any]] = self.page.evaluate(_IN_STORE, "outbox")
        return waiting

    def memory(self) -> list[Any]:
        """What the worker remembers."""
        remembered: list[Any] = self.page.evaluate(_IN_STORE, "memory")
        return remembered

    def kept(self) -> dict[str, str]:
        """Everything in the caches of courses: text by address."""
        found: dict[str, str] = self.page.evaluate(
            """async () => {
                const kept = {};
                for (const name of await caches.keys()) if (name.startsWith("course-")) {
                    const cache = await caches.open(name);
                    for (const request of await cache.keys())
                        kept[new URL(request.url).pathname] = await (await cache.match(request)).text();
                }
                return kept;
            }"""
        )
        return found

    def caches(self) -> list[str]:
        """The names of its caches."""
        names: list[str] = self.page.evaluate("() => caches.keys()")
        return names

    @property
    def path(self) -> str:
        """Where one is."""
        return self.page.url.removeprefix(self.base_url)

    @property
    def text(self) -> str:
        """What the main part of the page says."""
        return self.page.locator("main").inner_text()

    @property
    def heading(self) -> str:
        """The main heading."""
        return self.page.locator("h1").inner_text()
