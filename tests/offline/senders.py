"""Telephones that send what they hold until the server says that it has it, whatever the line does meanwhile."""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from random import Random
from typing import Any

from lms.catalogue.published import PublishedCourse
from lms.clock import now
from lms.db import Database
from lms.offline.actions import issue_token
from lms.places.models import OrgUnit
from tests.builders import Somebody, World, add_person
from tests.offline.conftest import answer
from tests.offline.line import Fate, Line, Rule

_AT_ONCE = 6
_SHARE_LOST = 0.3


@dataclass(frozen=True, slots=True)
class Held:
    """One telephone, what it holds, and whose it is."""

    owner: Somebody
    token: str
    events: list[dict[str, Any]]


def losing(seed: int) -> Rule:
    """A line that loses three of ten answers, when the server has done its work."""
    dice = Random(seed)
    return lambda _method, _path: Fate.LOST if dice.random() < _SHARE_LOST else Fate.THROUGH


def hold(database: Database, world: World, course: PublishedCourse, people: int, each: int) -> list[Held]:
    """So many people with so many answers each on their telephones."""
    dice, held = Random(people), []
    with database.transaction() as db:
        home = db.get_one(OrgUnit, world.village_1)
        for number in range(people):
            owner = add_person(db, "Hà Văn Sóng", 1960, home, f"song{number}")
            token = secrets.token_urlsafe(32)
            issue_token(db, owner.person_id, course.course_id, "Android", token, now())
            events = [answer(course, dice.randint(1, 2), 1, dice.randint(0, 2)) for _ in range(each)]
            held.append(Held(owner, token, events))
    return held


def send_all(line: Line, held: Sequence[Held], at_once: int) -> int:
    """Every telephone sends everything, so many events in one request; says how many requests were not answered."""
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        return sum(pool.map(lambda one: _send(line, one, at_once), held))


def _send(line: Line, held: Held, at_once: int) -> int:
    unanswered, left = 0, list(held.events)
    while left:
        done = _try(line, held.token, left[:at_once])
        unanswered += done is None
        left = [event for event in left if event["id"] not in (done or ())]
    return unanswered


def _try(line: Line, token: str, events: list[dict[str, Any]]) -> list[str] | None:
    connection = HTTPConnection("127.0.0.1", line.port, timeout=20)
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}", "Sec-Fetch-Site": "same-origin"}
    try:
        connection.request("POST", "/offline/sync", json.dumps({"events": events}), headers)
        response = connection.getresponse()
        content = response.read()
    except (OSError, HTTPException):
        return None
    finally:
        connection.close()
    if response.status >= 500:  # busy: a telephone keeps what it has, as it does when nothing comes back
        return None
    assert response.status == 200, content
    done: list[str] = json.loads(content)["done"]
    return done
