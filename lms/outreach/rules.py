"""How far somebody is, what can come of a visit, and when the next one may be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from lms.problems import N_, Problem
from lms.vietnamese import fold

_FARTHEST = timedelta(days=366)


class State(StrEnum):
    """How far somebody is, in the order in which they are cared for."""

    NOT_BEGUN = "not-begun"
    LEARNING = "learning"
    FINAL_LEFT = "final-left"
    """All questions of the lessons were handed in; the final was not passed."""
    ATTAINED = "attained"
    """Holds a certificate that is valid."""


class Outcome(StrEnum):
    """What came of a visit."""

    WILL_LEARN = "will-learn"
    HELPED = "helped"
    NOT_HOME = "not-home"
    NOT_NOW = "not-now"


def state(*, holds_certificate: bool, modules_left: Iterable[int]) -> State:
    """Where somebody stands. ``modules_left``: of each course that was begun, how many modules are not practised yet."""
    if holds_certificate:
        return State.ATTAINED
    left = list(modules_left)
    if not left:
        return State.NOT_BEGUN
    return State.LEARNING if min(left) > 0 else State.FINAL_LEFT


def next_day(on: date | None, today: date) -> date | None:
    """The day of the next visit, if one was said. Raises :class:`Problem` for a day that cannot be."""
    if on is not None and not today <= on <= today + _FARTHEST:
        raise Problem(N_("The next visit is today or later, within a year."), field="next_on")
    return on


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Somebody of the village, with no more than a helper needs."""

    person_id: int
    public_id: str
    name: str
    birth_year: int
    hamlet: str
    state: State
    helper_id: int | None
    helper: str
    outcome: Outcome | None
    """Of the last visit."""
    visited_on: date | None
    next_on: date | None

    def is_due(self, today: date) -> bool:
        """Whether somebody said they would come by now."""
        return self.next_on is not None and self.next_on <= today


def chosen(people: Iterable[Neighbour], wanted: State | None, typed: str, helper_id: int | None) -> list[Neighbour]:
    """Those in this state whose names hold every word and who are helped by this helper, where any of it is asked."""
    words = fold(typed).split()
    return [
        one
        for one in people
        if (wanted is None or one.state is wanted)
        and (helper_id is None or one.helper_id == helper_id)
        and all(word in fold(one.name) for word in words)
    ]
