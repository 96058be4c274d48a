"""Sixty telephones of a class in one process: each is a thread that does what the page and its script do, and keeps the time."""

from __future__ import annotations

import re
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPConnection
from random import Random
from typing import NamedTuple
from urllib.parse import urlencode

from lms.db import new_id
from tests.serving import token_of

EVERY = 3.0
"""Seconds between two questions of a page whether there is something new."""
TELL_EVERY = 30.0
_QUESTION = re.compile(r'action="(/live/[^"]+)" data-answer')


class Took(NamedTuple):
    """One request: what it was for, how long it took, how it was answered."""

    what: str
    seconds: float
    status: int


class Page(NamedTuple):
    """What came back."""

    status: int
    text: str
    location: str
    tag: str


@dataclass(slots=True)
class Phone:
    """One browser: its cookies, its line, and the times of what it asked."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    took: list[Took] = field(default_factory=list)
    said: dict[str, str] = field(default_factory=dict)
    """By address of a question, the choice that was acknowledged."""
    line: HTTPConnection | None = None

    def ask(self, what: str, path: str, fields: dict[str, str] | None = None, tag: str = "") -> Page:
        """Open a page, or send a form."""
        self.line = self.line or HTTPConnection("127.0.0.1", self.port, timeout=30)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        headers |= {"Sec-Fetch-Site": "same-origin", "Accept-Encoding": "gzip"} if fields else {}
        headers |= {"If-None-Match": tag} if tag else {}
        if fields is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        began = time.perf_counter()
        self.line.request(
            "GET" if fields is None else "POST", path, urlencode(fields) if fields is not None else None, headers
        )
        answer = self.line.getresponse()
        body = answer.read()
        self.took.append(Took(what, time.perf_counter() - began, answer.status))
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return Page(
            answer.status,
            body.decode(errors="replace"),
            answer.headers.get("Location", ""),
            answer.headers.get("ETag", ""),
        )


@dataclass(frozen=True, slots=True)
class Joining:
    """Somebody comes in after so many seconds, by name and three pictures."""

    after: float
    door: str
    key: str
    pictures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sitting:
    """Somebody sits in the session until the end and answers what comes, after thinking for up to so many seconds."""

    cookie: str
    here: str
    seconds: float
    thinks: float
    seed: int


@dataclass(frozen=True, slots=True)
class Pressing:
    """Somebody has the question open and answers it after so many seconds, exactly."""

    cookie: str
    here: str
    after: float


@dataclass(frozen=True, slots=True)
class Watching:
    """A page that only looks: the wall, or that of the teacher."""

    cookie: str
    path: str
    seconds: float


Plan = Joining | Sitting | Pressing | Watching


def run(port: int, plans: list[Plan]) -> list[Phone]:
    """Let all of them do what they do, at once, and give back what each has to tell."""
    began = time.perf_counter()
    with ThreadPoolExecutor(len(plans)) as threads:
        phones = list(threads.map(lambda plan: _go(port, plan, began), plans))
    for phone in phones:
        phone.line = None
    return phones


def _go(port: int, plan: Plan, began: float) -> Phone:
    if isinstance(plan, Joining):
        return _join(Phone(port), plan, began)
    phone = Phone(port, {"sid": plan.cookie})
    if isinstance(plan, Watching):
        return _watch(phone, plan, began)
    return _sit(phone, plan, began) if isinstance(plan, Sitting) else _press(phone, plan, began)


def _watch(phone: Phone, plan: Watching, began: float) -> Phone:
    tag = ""
    while time.perf_counter() < began + plan.seconds:
        tag = phone.ask(plan.path.rsplit("/", 2)[-2], plan.path, tag=tag).tag or tag
        time.sleep(EVERY)
    return phone


def _press(phone: Phone, plan: Pressing, began: float) -> Phone:
    page = phone.ask("the question", plan.here).text
    [address] = _QUESTION.findall(page)
    time.sleep(max(0.0, began + plan.after - time.perf_counter()))
    _answer(phone, address, token_of(page), "1")
    return phone


def _join(phone: Phone, plan: Joining, began: float) -> Phone:
    time.sleep(max(0.0, began + plan.after - time.perf_counter()))
    page = phone.ask("names", plan.door)
    found = phone.ask("tap a name", plan.door, {"csrf_token": token_of(page.text), "who": plan.key, "own": "1"})
    for picture in plan.pictures:
        page = phone.ask("pictures", found.location)
        what = "third picture, compared" if picture == plan.pictures[-1] else "tap a picture"
        found = phone.ask(what, "/sign-in/pictures", {"csrf_token": token_of(page.text), "picture": picture})
    phone.ask("the session", found.location)
    return phone


def _sit(phone: Phone, plan: Sitting, began: float) -> Phone:
    dice = Random(plan.seed)
    token = token_of(phone.ask("the session", plan.here).text)
    told, tag = 0.0, ""
    waiting: dict[str, float] = {}
    due = began + dice.uniform(0, EVERY)
    while (now := time.perf_counter()) < began + plan.seconds:
        if waiting and now >= min(waiting.values()):
            address = min(waiting, key=lambda one: waiting[one])
            del waiting[address]
            _answer(phone, address, token, str(dice.randrange(2)))
        elif now >= due:
            due = now + EVERY
            if now - told > TELL_EVERY:
                told = now
                phone.ask("I am here", plan.here, {"csrf_token": token})
                continue
            page = phone.ask("anything new?", f"{plan.here}/now", tag=tag)
            tag = page.tag or tag
            for address in _QUESTION.findall(page.text):
                if address not in phone.said:
                    waiting.setdefault(address, now + dice.uniform(0, plan.thinks))
        else:
            time.sleep(max(0.0, min(due, *waiting.values(), began + plan.seconds) - now))
    return phone


def _answer(phone: Phone, address: str, token: str, choice: str) -> None:
    fields = {"csrf_token": token, "submission": new_id(), "seen": "0", "choice": choice}
    if phone.ask("answer", address, fields).status == 303:
        phone.said[address] = choice
