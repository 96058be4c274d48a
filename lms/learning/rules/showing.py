"""A question as a page shows it: what can be chosen, at which place, and in which row."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from lms.catalogue.manuscript import Kind
from lms.catalogue.published import PublishedItem
from lms.learning.rules.responses import is_typed

_MOST_BUTTONS = 3
"""So many answers to a row fit under it as buttons; more are a list that folds out."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to choose from. ``value`` is the place at which it is shown, so the page does not tell the author's order."""

    value: str
    html: str
    text: str
    is_marked: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A row to match, a step to sort or a question of a scenario, with what can be chosen for it."""

    name: str
    """Of its field: buttons of each row have a name of their own, lists share one."""
    html: str
    choices: tuple[Choice, ...]
    is_list: bool
    """Whether the choices fold out of a list."""


def choices_of(item: PublishedItem, order: Sequence[int], chosen: Collection[str] = ()) -> tuple[Choice, ...]:
    """What can be chosen for a question without rows; nothing where one types."""
    return () if item.parts or is_typed(item) else _choices(item, order, chosen, 0)


def rows_of(item: PublishedItem, order: Sequence[int], chosen: Collection[str] = ()) -> tuple[Row, ...]:
    """The rows of a question that has some, as they are shown."""
    numbers = dict.fromkeys(item.options[index].part for index in order) if item.parts else {}
    return tuple(_row(item, number, order, chosen) for number in numbers)


def _row(item: PublishedItem, number: int, order: Sequence[int], chosen: Collection[str]) -> Row:
    choices = _choices(item, order, chosen, number)
    is_list = item.kind == Kind.ORDERING or (item.kind != Kind.SCENARIO and len(choices) > _MOST_BUTTONS)
    return Row("choice" if is_list else f"choice-{number}", item.parts[number].html, choices, is_list)


def _choices(item: PublishedItem, order: Sequence[int], chosen: Collection[str], part: int) -> tuple[Choice, ...]:
    own = [(str(place), item.options[index]) for place, index in enumerate(order) if item.options[index].part == part]
    return tuple(Choice(place, option.html, option.text, place in chosen) for place, option in own)
