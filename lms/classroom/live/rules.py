"""How long a session runs, who is in it at this moment, and who seems to be stuck."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

LONGEST = timedelta(hours=5)
"""So long a session runs that nobody ends."""
SEEN_EVERY = timedelta(seconds=30)
"""So seldom it is kept that a telephone was heard of."""
AWAY_AFTER = timedelta(minutes=2)
STUCK_AFTER = timedelta(minutes=10)
MANY_WRONG = 3
"""So many wrong answers to one question, the last one among them, and somebody should come and look."""


class Contact(StrEnum):
    """Whether the telephone of somebody is in the session."""

    HERE = "here"
    AWAY = "away"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Signs:
    """What is known of somebody in a running session."""

    came_at: datetime | None = None
    seen_at: datetime | None = None
    active_at: datetime | None = None
    """When something was last read or answered in the course, this session or before."""
    is_completed: bool = False
    wrong: Mapping[int, int] = field(default_factory=dict)
    """Wrong answers of this session by item, of items whose last answer is not right."""


def contact(signs: Signs, now: datetime) -> Contact:
    """In the session, not heard of for a while, or never in it. Whoever goes on learning is heard of by that, too."""
    if signs.came_at is None or signs.seen_at is None:
        return Contact.NEVER
    heard = max(signs.seen_at, signs.active_at or signs.seen_at)
    return Contact.HERE if now - heard <= AWAY_AFTER else Contact.AWAY


def waits_since(signs: Signs, started_at: datetime, now: datetime) -> datetime | None:
    """Since when somebody who has gone on with the course in this session has been at the same place for too long."""
    if signs.is_completed or signs.active_at is None or signs.active_at < started_at:
        return None
    return signs.active_at if now - signs.active_at >= STUCK_AFTER else None


def item_in_the_way(signs: Signs) -> int | None:
    """The item that somebody has answered wrongly so often that help is due."""
    often = [item for item, count in signs.wrong.items() if count >= MANY_WRONG]
    return max(often, key=lambda item: (signs.wrong[item], -item)) if often else None


@dataclass(frozen=True, slots=True)
class Tried:
    """One answer to one item, in the order in which answers were given."""

    person_id: int
    item_id: int
    is_right: bool


@dataclass(frozen=True, slots=True)
class Trouble:
    """How an item goes in the class: of so many people, so many have it wrong as they answered it last."""

    item_id: int
    people: int
    wrong: int


def troubles(tried: list[Tried]) -> list[Trouble]:
    """The items that somebody has wrong at last, those that most have wrong first."""
    last = {(one.item_id, one.person_id): one.is_right for one in tried}
    items = dict.fromkeys(item for item, _person in last)
    found = [
        Trouble(item, len(answers), answers.count(False))
        for item in items
        if False in (answers := [right for (of, _person), right in last.items() if of == item])
    ]
    return sorted(found, key=lambda one: (-one.wrong, one.people, one.item_id))


def wrong_by_person(tried: list[Tried]) -> dict[int, dict[int, int]]:
    """For each person how often they answered an item wrongly, of items they have not answered rightly since."""
    found: dict[int, dict[int, int]] = {}
    for one in tried:
        own = found.setdefault(one.person_id, {})
        if one.is_right:
            own.pop(one.item_id, None)
        else:
            own[one.item_id] = own.get(one.item_id, 0) + 1
    return found
