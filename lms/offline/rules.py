"""What a telephone may send, how much of it and for how long; and how a moment on its clock is taken."""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from lms.people.stays.devices import KINDS
from lms.problems import N_, Problem

TOKEN_LIFE = timedelta(days=90)
SHARED_USE = timedelta(hours=4)
"""How long a telephone that others use too writes in one name without a network; what it wrote is taken later."""
MOST_AT_ONCE = 500
MOST_A_DAY = 5000
MOST_CHOICES = 30
MOST_FIELDS = 12
_LONGEST_VALUE = 100
_LONGEST_PATH = 250
_HIGHEST_VERSION = 1_000_000
_LONGEST_DEVICE = 80

_PLACES = {
    "read": re.compile(r"/courses/([^/]+)/([^/]+)/(\d{1,4})"),
    "answer": re.compile(r"/courses/([^/]+)/(?:(final)|([^/]+)/quiz)/(\d{1,4})"),
    "hand-in": re.compile(r"/courses/([^/]+)/([^/]+)/quiz/review"),
}
_BROWSERS = {
    "Zalo": "Zalo",
    "SamsungBrowser": "Samsung Internet",
    "UCBrowser": "UC Browser",
    "OPR": "Opera",
    "Edg": "Edge",
    "CocCoc": "Cốc Cốc",
    "coc_coc_browser": "Cốc Cốc",
    "Firefox": "Firefox",
    "CriOS": "Chrome",
    "Chrome": "Chrome",
    "Safari": "Safari",
}


class Kind(StrEnum):
    """What can be done on a telephone without a network."""

    READ = "read"
    ANSWER = "answer"
    HAND_IN = "hand-in"


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that was done, as the telephone tells it."""

    id: str
    kind: Kind
    path: str
    fields: Mapping[str, tuple[str, ...]]
    rev: int
    at: datetime | None
    """What the telephone's clock said; nothing if it said nothing that is a time."""

    def one(self, name: str) -> str:
        """The first value of a field, or nothing."""
        return next(iter(self.fields.get(name, ())), "")

    @property
    def payload(self) -> dict[str, Any]:
        """What is kept of it."""
        return {"path": self.path, "fields": {name: list(values) for name, values in self.fields.items()}}


@dataclass(frozen=True, slots=True)
class Place:
    """The page on which something was done. ``module`` is ``final`` for the final, ``number`` 0 where there is none."""

    course: str
    module: str
    number: int


def key_of(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def clamped(said: datetime | None, earliest: datetime, latest: datetime) -> datetime:
    """A moment on a clock nobody has set, moved to where it can have been."""
    return latest if said is None else min(max(said, earliest), latest)


def device_name(user_agent: str) -> str:
    """A browser in two words, so that its owner knows it again: «Android, Chrome»."""
    system = next((mark for mark, _kind in KINDS if mark in user_agent), "")
    browser = next((name for mark, name in _BROWSERS.items() if mark in user_agent), "")
    return ", ".join(word for word in (system.replace("Macintosh", "Mac"), browser) if word)[:_LONGEST_DEVICE]


def place_of(event: Event) -> Place | None:
    """Where it was done, if there can be such a place."""
    found = _PLACES[event.kind].fullmatch(event.path)
    if found is None:
        return None
    course, *others = (each for each in found.groups() if each is not None)
    return Place(course, others[0], int(others[1]) if len(others) > 1 else 0)


def read_events(document: object) -> list[Event]:
    """The events of a request, in their order.

    Raises :class:`Problem` if it is not a list of at most ``MOST_AT_ONCE`` events with an id each: a telephone sends
    what its worker made, so one that does not look like it is refused whole and stays where it is.
    """
    given = document.get("events") if isinstance(document, dict) else None
    if not isinstance(given, list) or len(given) > MOST_AT_ONCE:
        raise _unreadable()
    return [read_event(each) for each in given]


def read_event(given: object) -> Event:
    """One event. Raises :class:`Problem` for anything that is none."""
    if not isinstance(given, dict):
        raise _unreadable()
    path, fields, rev = given.get("path"), given.get("fields"), given.get("version")
    if not isinstance(path, str) or len(path) > _LONGEST_PATH or not isinstance(fields, dict):
        raise _unreadable()
    try:
        return Event(
            id=str(uuid.UUID(str(given.get("id")))),
            kind=Kind(str(given.get("kind"))),
            path=path,
            fields=_fields(fields),
            rev=_number(rev),
            at=_time(given.get("at")),
        )
    except ValueError:
        raise _unreadable() from None


def same_for(person_id: int, event_id: str, payload: object) -> str:
    """Another id for an event whose own one was taken by something else, the same whenever it is made."""
    return str(uuid.uuid5(uuid.UUID(event_id), f"{person_id}:{payload}"))


def _fields(given: dict[Any, Any]) -> dict[str, tuple[str, ...]]:
    if len(given) > MOST_FIELDS:
        raise ValueError("too many fields")
    return {_text(name): tuple(_text(value) for value in _list(values)) for name, values in sorted(given.items())}


def _list(values: object) -> list[object]:
    if not isinstance(values, list) or len(values) > MOST_CHOICES:
        raise ValueError("not a list of values")
    return values


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST_VALUE or "\0" in value:
        raise ValueError("not a value of a form")
    return value


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _HIGHEST_VERSION:
        raise ValueError("not the number of a version")
    return value


def _time(value: object) -> datetime | None:
    try:
        said = datetime.fromisoformat(str(value))
    except ValueError:
        return None
    return said if said.tzinfo else None


def _unreadable() -> Problem:
    return Problem(N_("These are no answers from a telephone, so nothing was taken."))
