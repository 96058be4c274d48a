"""What the class answered, counted: nothing here knows who."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from lms.catalogue.published import PublishedItem
from lms.learning.rules.drawing import fixed_order
from lms.learning.rules.responses import Chosen, is_right, is_typed


class Change(StrEnum):
    """What a teacher does with a question that is on the screens."""

    CLOSE = "close"
    SHOW_BARS = "show-bars"
    HIDE_BARS = "hide-bars"
    SHOW_ANSWER = "show-answer"
    PUT_AWAY = "put-away"


class Of(StrEnum):
    """What a bar counts: those who chose an option, or how it went where there is nothing to choose from."""

    OPTION = "option"
    RIGHT = "right"
    WRONG = "wrong"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Bar:
    """So many answered this, and what part of all who answered that is."""

    of: Of
    count: int
    percent: int
    html: str = ""
    is_right: bool = False


def bars(item: PublishedItem, answers: Sequence[Chosen]) -> tuple[Bar, ...]:
    """How the class answered, in the order in which the options stand on every screen.

    Of rows and of what was typed only how many were right: a typed text may hold anything, even a name.
    """
    asked, unknown = len(answers), sum(not chosen for chosen in answers)
    if item.parts or is_typed(item):
        right = sum(is_right(item, chosen) for chosen in answers)
        counts = ((Of.RIGHT, right), (Of.WRONG, asked - right - unknown), (Of.UNKNOWN, unknown))
        return tuple(Bar(of, count, _percent(count, asked), is_right=of is Of.RIGHT) for of, count in counts)
    options = (
        Bar(
            Of.OPTION,
            count := sum(index in chosen for chosen in answers),
            _percent(count, asked),
            option.html,
            option.right,
        )
        for index, option in ((index, item.options[index]) for index in fixed_order(item))
    )
    return (*options, Bar(Of.UNKNOWN, unknown, _percent(unknown, asked)))


def _percent(count: int, of: int) -> int:
    return round(100 * count / of) if of else 0
