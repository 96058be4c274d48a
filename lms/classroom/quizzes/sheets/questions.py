"""Questions as they stand on paper: with the signs that are marked for them on the sheet for answers. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lms.catalogue.manuscript import Kind
from lms.catalogue.published import PublishedItem
from lms.classroom.quizzes.rules import Row

_PICTURE = re.compile(r'src="/media/([0-9a-f]{64})\.(\w+)"')


@dataclass(frozen=True, slots=True)
class Choice:
    """What a sign stands for."""

    sign: str
    html: str


@dataclass(frozen=True, slots=True)
class Part:
    """What is marked in one row: a step to sort, a row to match, a question of a story."""

    label: str
    html: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """One question with what can be chosen, once for all its parts or for each of them."""

    number: int
    item: PublishedItem
    choices: tuple[Choice, ...]
    parts: tuple[Part, ...]
    how: str
    """How it is answered, in one sentence."""


def questions(items: Sequence[PublishedItem], rows: Sequence[Row]) -> tuple[Question, ...]:
    """The questions of a sheet, in their order."""
    return tuple(
        _question(item, number, [row for row in rows if row.number == number]) for number, item in enumerate(items, 1)
    )


def pictures(items: Iterable[PublishedItem]) -> set[tuple[str, str]]:
    """The pictures these questions show: fingerprint and kind of each."""
    shown = [
        [item.scene_html, *(option.html for option in item.options), *(part.html for part in item.parts)]
        for item in items
    ]
    return {(found[1], found[2]) for texts in shown for text in texts for found in _PICTURE.finditer(text)}


def _question(item: PublishedItem, number: int, rows: list[Row]) -> Question:
    if not item.parts:
        row = rows[0]
        how = "Có thể có nhiều ý đúng: tô tất cả các ý đúng." if row.is_multiple else ""
        return Question(number, item, _choices(item, row), (), how)
    part_of = [item.options[row.boxes[0].option].part for row in rows]
    if item.kind == Kind.SCENARIO:
        parts = [
            Part(row.label, item.parts[at].html, _choices(item, row)) for row, at in zip(rows, part_of, strict=True)
        ]
        return Question(number, item, (), tuple(parts), "Mỗi bước tô một ô.")
    parts = [Part(row.label, item.parts[at].html, ()) for row, at in zip(rows, part_of, strict=True)]
    if item.kind == Kind.ORDERING:
        return Question(number, item, (), tuple(parts), "Mỗi việc làm thứ mấy? Ở mỗi dòng tô số thứ tự của việc đó.")
    return Question(number, item, _choices(item, rows[0]), tuple(parts), "Ở mỗi dòng tô chữ của ý hợp với dòng đó.")


def _choices(item: PublishedItem, row: Row) -> tuple[Choice, ...]:
    return tuple(Choice(box.sign, item.options[box.option].html) for box in row.boxes)
