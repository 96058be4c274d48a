"""The line to a phone: what came over it, counted by the browser itself, headers and redirects included."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page


@dataclass(slots=True)
class Fetched:
    """One thing the browser asked for."""

    url: str
    kind: str
    """As the browser calls it: Document, Stylesheet, Script, Image, Font …"""
    size: int = 0
    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def path(self) -> str:
        """Where it lies on its host."""
        return urlsplit(self.url).path

    @property
    def is_picture(self) -> bool:
        """Whether it is a picture of a course, or one of those that adorn the pages; icons are none."""
        return self.path.startswith("/media/") or self.path.endswith(("/art.svg", "/pictures.svg"))


class Line:
    """Listens to a page from now on."""

    def __init__(self, page: Page) -> None:
        self._asked: dict[str, Fetched] = {}
        self._fresh: list[Fetched] = []
        self._network = page.context.new_cdp_session(page)
        for event, hear in {
            "requestWillBeSent": self._ask,
            "responseReceived": self._receive,
            "loadingFinished": self._finish,
        }.items():
            self._network.on(f"Network.{event}", hear)
        self._network.send("Network.enable")

    def slow_down(self, round_trip: int, down: int, up: int, processor: float) -> None:
        """Make it as slow as this: milliseconds, kbit/s, and how many times slower the phone computes."""
        self._limit(round_trip, down * 125, up * 125, processor)

    def let_go(self) -> None:
        """Make it as fast as it was."""
        self._limit(0, -1, -1, 1)

    def taken(self) -> list[Fetched]:
        """What was asked for since the last look; what comes of it later is counted in the same objects."""
        self._network.send("Network.enable")  # whatever was said before this answer has been heard
        taken, self._fresh = self._fresh, []
        return taken

    def _limit(self, latency: int, down: int, up: int, processor: float) -> None:
        speed = {"latency": latency, "downloadThroughput": down, "uploadThroughput": up}
        self._network.send("Network.emulateNetworkConditions", {"offline": False, **speed})
        self._network.send("Emulation.setCPUThrottlingRate", {"rate": processor})

    def _ask(self, event: dict[str, Any]) -> None:
        if "redirectResponse" in event and (earlier := self._asked.get(event["requestId"])):
            _note_answer(earlier, event["redirectResponse"])
            earlier.size += int(event["redirectResponse"]["encodedDataLength"])
        if event["request"]["url"].startswith("http"):
            asked = Fetched(event["request"]["url"], event.get("type", ""))
            self._asked[event["requestId"]] = asked
            self._fresh.append(asked)

    def _receive(self, event: dict[str, Any]) -> None:
        if one := self._asked.get(event["requestId"]):
            _note_answer(one, event["response"])

    def _finish(self, event: dict[str, Any]) -> None:
        if one := self._asked.get(event["requestId"]):
            one.size += int(event["encodedDataLength"])


def _note_answer(fetched: Fetched, response: dict[str, Any]) -> None:
    fetched.status = response["status"]
    fetched.headers = {name.lower(): value for name, value in response["headers"].items()}


def weight(fetched: list[Fetched]) -> int:
    """Bytes that came over the line; pictures are not counted."""
    return sum(one.size for one in fetched if not one.is_picture)
