"""A final as rows of boxes to mark: one for each question, or for each part of one. Pure.

What is marked in a row is one of its signs, letters or, for the place of a step, figures.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lms.catalogue.manuscript import Kind
from lms.catalogue.published import PublishedItem
from lms.learning.rules.responses import Chosen, check_choice, is_multiple
from lms.problems import Problem

KEY_LENGTH = 20
_KEY_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_LETTERS = "ABCDEFGHIJKLMNOP"

Marks = Sequence[str]
"""What is marked in each row, as «A», «BD», or «» for nothing."""


@dataclass(frozen=True, slots=True)
class Box:
    """One box: its sign, and the author's index of the option it stands for."""

    sign: str
    option: int


@dataclass(frozen=True, slots=True)
class Row:
    """One row of boxes."""

    label: str
    """«7», or «7b» for the second part of the seventh question."""
    number: int
    """Of the question, from 1."""
    boxes: tuple[Box, ...]
    is_multiple: bool
    """Whether several may be marked."""

    @property
    def signs(self) -> str:
        """All of its signs, in their order."""
        return "".join(box.sign for box in self.boxes)


def new_key() -> str:
    """A key for a sheet: 100 bits that nobody can guess, in letters a QR code holds tightly."""
    return "".join(secrets.choice(_KEY_LETTERS) for _ in range(KEY_LENGTH))


def rows_of(items: Sequence[PublishedItem], orders: Sequence[Sequence[int]]) -> tuple[Row, ...]:
    """The rows of questions as they were drawn."""
    return tuple(
        row
        for number, (item, order) in enumerate(zip(items, orders, strict=True), 1)
        for row in _rows(item, order, number)
    )


def marks_of(rows: Sequence[Row], items: Sequence[PublishedItem], answers: Mapping[int, Chosen]) -> list[str]:
    """How these answers look on the sheet."""
    chosen = [set(answers.get(items[row.number - 1].id, ())) for row in rows]
    return ["".join(box.sign for box in row.boxes if box.option in own) for row, own in zip(rows, chosen, strict=True)]


def answers_of(rows: Sequence[Row], items: Sequence[PublishedItem], marks: Marks) -> dict[int, list[int | str]]:
    """The answers these marks are, each question by its id. What could not be answered so on a screen, such as half of
    a table or two marks where one is asked for, is no answer.
    """
    found: dict[int, list[int | str]] = {item.id: [] for item in items}
    for row, marked in zip(rows, marks, strict=True):
        found[items[row.number - 1].id] += [box.option for box in row.boxes if box.sign in marked]
    return {item.id: found[item.id] if _is_answer(item, found[item.id]) else [] for item in items}


def _is_answer(item: PublishedItem, chosen: Chosen) -> bool:
    try:
        check_choice(item, chosen)
    except Problem:
        return False
    return True


def _rows(item: PublishedItem, order: Sequence[int], number: int) -> list[Row]:
    if not item.parts:
        return [Row(str(number), number, _boxes(item, order), is_multiple(item))]
    parts = dict.fromkeys(item.options[index].part for index in order)
    return [
        Row(
            f"{number}{_LETTERS[at].lower()}",
            number,
            _boxes(item, [index for index in order if item.options[index].part == part]),
            is_multiple=False,
        )
        for at, part in enumerate(parts)
    ]


def _boxes(item: PublishedItem, order: Sequence[int]) -> tuple[Box, ...]:
    if item.kind == Kind.ORDERING:
        return tuple(Box(item.options[index].text, index) for index in order)
    return tuple(Box(sign, index) for sign, index in zip(_LETTERS, order, strict=False))
