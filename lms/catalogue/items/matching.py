"""Matchings: a table of two columns, what belongs together in a row. A row without a left side is a distractor.

Messages that look alike («tin» over the first column) are the smallest of them; a third column says which are genuine.
"""

from __future__ import annotations

import re

from lms.catalogue.complaints import Sheet
from lms.catalogue.items.answering import Answering, Lines, explained_below, look_for_twins
from lms.catalogue.manuscript import Kind, Nature, Option, Part, Prose
from lms.catalogue.prose import plain_line
from lms.catalogue.words import items as say
from lms.catalogue.words import quiz as say_quiz
from lms.vietnamese import fold, tidy

MOST_ROWS = 8
MOST_MESSAGES, MOST_THINGS_TO_DO = 4, 3
_MESSAGE_HEADS = ("tin", "message")
_BAR = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r":?-+:?")
_COLUMNS, _WITH_NATURE = 2, 3
_NATURES = {
    **dict.fromkeys(("that", "genuine"), Nature.GENUINE),
    **dict.fromkeys(("gia", "scam"), Nature.SCAM),
    **dict.fromkeys(("-", "–")),
}
Row = tuple[int, str, str, Nature | None]
"""Line, left, right, and what kind of message it is."""


def is_row(text: str) -> bool:
    """Whether a line belongs to a table."""
    return text.startswith("|")


def read_matching(lines: Lines, line: int, sheet: Sheet) -> Answering:
    """The rows; the options of each are all right sides."""
    size = next((at for at, (_, text) in enumerate(lines) if not is_row(text)), len(lines))
    heads, rows = _table(lines[:size], sheet)
    explanation = explained_below(lines[size:], line, sheet)
    kind = Kind.PAIR if _are_messages(heads) else Kind.MATCHING
    parts = tuple(Part(left, at) for at, left, *_ in rows if left)
    answers = _answers(rows)
    _look_at_natures(rows, sheet)
    _look_at_distractors(rows, answers, sheet)
    _look_at_size(kind, lines[0][0], len(rows), len(parts), len(answers), sheet)
    look_for_twins([(part.line, part.text) for part in parts], sheet, say.SAME_PART)
    return Answering(explanation, _options(rows[:MOST_ROWS], answers), kind, parts, heads)


def _table(lines: Lines, sheet: Sheet) -> tuple[tuple[str, ...], list[Row]]:
    """Heads and rows, as far as they have two columns."""
    heads = _cells(lines[0][1])
    columns = _WITH_NATURE if _are_messages(heads) and len(heads) == _WITH_NATURE else _COLUMNS
    if len(heads) != columns or not all(heads):
        sheet.add(lines[0][0], say.HEADS)
    if len(lines) == 1 or not all(_RULE.fullmatch(cell) for cell in _cells(lines[1][1])):
        sheet.add(lines[0][0], say.RULE)
        return heads, []
    rows = (_row(at, _cells(text), columns, sheet) for at, text in lines[2:])
    return heads, [row for row in rows if row]


def _row(at: int, cells: tuple[str, ...], columns: int, sheet: Sheet) -> Row | None:
    nature = fold(cells[_COLUMNS]) if len(cells) > _COLUMNS else "?"
    if columns == _WITH_NATURE and nature not in _NATURES and _COLUMNS <= len(cells) <= columns:
        sheet.add(at, say.NATURE)
    elif len(cells) != columns:
        sheet.add(at, say.COLUMNS, count=len(cells))
        return None
    if not cells[1]:
        sheet.add(at, say.NOTHING_RIGHT)
        return None
    return at, cells[0], cells[1], _NATURES.get(nature)


def _are_messages(heads: tuple[str, ...]) -> bool:
    return bool(heads) and fold(plain_line(heads[0])) in _MESSAGE_HEADS


def _cells(text: str) -> tuple[str, ...]:
    inside = text.rstrip().removeprefix("|")
    cells = _BAR.split(inside)
    if len(cells) > 1 and not cells[-1].strip():
        cells.pop()
    return tuple(tidy(cell.replace("\\|", "|")) for cell in cells)


def _answers(rows: list[Row]) -> dict[str, tuple[int, str]]:
    """What may be chosen: the right sides in the order of the rows, then the distractors; each once."""
    answers: dict[str, tuple[int, str]] = {}
    for at, _left, right, _ in sorted(rows, key=lambda row: not row[1]):
        answers.setdefault(right.casefold(), (at, right))
    return answers


def _look_at_natures(rows: list[Row], sheet: Sheet) -> None:
    """What is right for genuine messages and for scams alike would let nobody tell them apart."""
    seen: dict[str, Row] = {}
    for row in rows:
        at, _left, right, nature = row
        if nature:
            other, *_, before = seen.setdefault(right.casefold(), row)
            if nature is not before:
                sheet.add(at, say.NATURE_CLASH, other=other)


def _look_at_distractors(rows: list[Row], answers: dict[str, tuple[int, str]], sheet: Sheet) -> None:
    """A distractor that says what is offered anyway distracts from nothing."""
    for at, left, right, _ in rows:
        other, _ = answers[right.casefold()]
        if not left and other != at:
            sheet.add(at, say_quiz.SAME_OPTION, other=other)


def _options(rows: list[Row], answers: dict[str, tuple[int, str]]) -> tuple[Option, ...]:
    lefts = [right.casefold() for _, left, right, _ in rows if left]
    suits = {right.casefold(): nature for _, _, right, nature in rows if nature}
    return tuple(
        Option(text, at, same == right, Prose("", at), part, suits.get(same))
        for part, right in enumerate(lefts)
        for same, (at, text) in answers.items()
    )


def _look_at_size(kind: Kind, line: int, rows: int, parts: int, answers: int, sheet: Sheet) -> None:
    if rows > MOST_ROWS:
        sheet.add(line, say.MANY_ROWS, count=rows, most=MOST_ROWS)
    elif parts < _COLUMNS or answers < _COLUMNS:
        sheet.add(line, say.FEW_ROWS)
    elif kind is Kind.PAIR and (parts > MOST_MESSAGES or answers > MOST_THINGS_TO_DO):
        sheet.add(line, say.PAIR_SIZE, messages=MOST_MESSAGES, answers=MOST_THINGS_TO_DO)
