"""Questions on paper: what can be ticked, numbered or written, and what stands at the end as the answer. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from lms.catalogue.answers import number_as_written
from lms.catalogue.manuscript import Kind
from lms.catalogue.published import PublishedItem, PublishedOption
from lms.vietnamese import sort_key

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to tick or to name by its letter; as an answer, why it is right or not."""

    letter: str
    html: str
    right: bool = False
    why_html: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """What belongs together: the options of a choice, or one question of a scenario."""

    heading_html: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One question."""

    item: PublishedItem
    groups: tuple[Group, ...]
    rows: tuple[str, ...] = ()
    """The left side of a table to match, numbered from 1."""
    right: str = ""
    """The answer in a few letters or words."""


def sheet_of(item: PublishedItem) -> Sheet:
    """The question as paper shows it; the same question comes out the same each time."""
    if item.kind == Kind.ORDERING:
        return _ordering(item)
    if item.kind in (Kind.MATCHING, Kind.PAIR):
        return _matching(item)
    if item.kind == Kind.SCENARIO:
        groups = tuple(
            Group(part.html, tuple(_choices(option for option in item.options if option.part == at)))
            for at, part in enumerate(item.parts)
        )
        return Sheet(item, groups, right=", ".join(f"{at}–{_ticked(group)}" for at, group in enumerate(groups, 1)))
    group = Group("", tuple(_choices(iter(item.options))))
    if item.kind in (Kind.TEXT, Kind.NUMBER):
        return Sheet(item, (group,) if group.choices else (), right=_typed(item))
    return Sheet(item, (group,), right=_ticked(group))


def _choices(options: Iterator[PublishedOption]) -> Iterator[Choice]:
    for letter, option in zip(_LETTERS, options, strict=False):
        yield Choice(letter, option.html, option.right, option.why_html)


def _ticked(group: Group) -> str:
    return ", ".join(choice.letter for choice in group.choices if choice.right)


def steps_shown(item: PublishedItem) -> list[int]:
    """The steps to put in order, in an order that says nothing and is always the same."""
    shown = sorted(range(len(item.parts)), key=lambda at: hashlib.sha256(f"{item.key} {at}".encode()).digest())
    return shown[::-1] if shown == sorted(shown) else shown


def _ordering(item: PublishedItem) -> Sheet:
    shown = steps_shown(item)
    steps = tuple(Choice(letter, item.parts[at].html) for letter, at in zip(_LETTERS, shown, strict=False))
    order = " → ".join(steps[shown.index(at)].letter for at in range(len(shown)))
    return Sheet(item, (Group("", steps),), right=order)


def _matching(item: PublishedItem) -> Sheet:
    offered = {option.text: option.html for option in item.options}
    letters = dict(zip(sorted(offered, key=sort_key), _LETTERS, strict=False))
    answers = tuple(Choice(letter, offered[text]) for text, letter in letters.items())
    right = {option.part: letters[option.text] for option in item.options if option.right}
    pairs = ", ".join(f"{at}–{right[at - 1]}" for at in range(1, len(item.parts) + 1))
    return Sheet(item, (Group("", answers),), tuple(part.html for part in item.parts), pairs)


def _typed(item: PublishedItem) -> str:
    accepted = item.accepted
    if not accepted.number:
        return " / ".join(accepted.texts)
    return f"{number_as_written(accepted.number)} {accepted.unit}".strip()
