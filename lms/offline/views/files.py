"""The last resort: a file with the answers of a telephone that cannot send, brought in by somebody who can.

Each answer in it carries the token of its own owner, so it does not matter who brings it.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from lms.offline.actions import NoSuchToken, Taken
from lms.offline.blueprint import bp
from lms.offline.models import Outcome
from lms.offline.rules import MOST_AT_ONCE, Event, read_event
from lms.offline.views.sync import take
from lms.offline.words import WHY
from lms.problems import N_, Problem
from lms.roles import Role
from lms.web import open_to, page
from lms.web.pages import in_words


@dataclass(frozen=True, slots=True)
class Brought:
    """What came of a file."""

    taken: int
    refused: int
    """How many were not taken because their token does not hold any more; they stay in the file."""
    told: tuple[tuple[str, int], ...]
    """Why some do not count, and how many each time."""


@bp.get("/offline/file")
@open_to(Role.LEARNER)
def file() -> ResponseReturnValue:
    """Ask for the file."""
    return page("offline/file.html", brought=None, complaint="")


@bp.post("/offline/file")
@open_to(Role.LEARNER)
def bring_file() -> ResponseReturnValue:
    """Take what is in the file, in the names of those who answered."""
    try:
        events = _read(request.files["file"].read() if "file" in request.files else b"")
        brought = _bring(events)
    except Problem as problem:
        return page("offline/file.html", brought=None, complaint=in_words(problem)), problem.status
    return page("offline/file.html", brought=brought, complaint="")


def _bring(events: list[tuple[str, Event]]) -> Brought:
    taken: list[Taken] = []
    refused = 0
    for token, group in groupby(events, key=lambda each: each[0]):
        own = [event for _token, event in group]
        try:
            taken += take(token, own)
        except NoSuchToken:
            refused += len(own)
    reasons = Counter(one.outcome for one in taken if one.outcome is not Outcome.DONE)
    return Brought(len(taken) - reasons.total(), refused, tuple((WHY[why], many) for why, many in reasons.items()))


def _read(content: bytes) -> list[tuple[str, Event]]:
    """The events of a file with the token of each. Raises :class:`Problem` for any other file."""
    if not content:
        raise Problem(N_("Choose the file that the telephone has saved, then press the button."))
    try:
        document: Any = json.loads(content)
    except ValueError:
        raise _no_answers() from None
    given = document.get("events") if isinstance(document, dict) else None
    if not isinstance(given, list) or not given or len(given) > MOST_AT_ONCE:
        raise _no_answers()
    return [(_token(each), read_event(each)) for each in given]


def _token(given: object) -> str:
    token = given.get("token") if isinstance(given, dict) else None
    if not isinstance(token, str):
        raise _no_answers()
    return token


def _no_answers() -> Problem:
    return Problem(N_("This file holds no answers from a telephone. Choose the file whose name begins with tra-loi."))
