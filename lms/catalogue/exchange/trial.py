"""An item tried out: written into a quiz.md and read again by the catalogue's own parser, it must be the same."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from lms.catalogue.complaints import Sheet
from lms.catalogue.exchange import words as say
from lms.catalogue.exchange.question import Refused
from lms.catalogue.manuscript import Item
from lms.catalogue.quiz import parse_quiz
from lms.catalogue.words import items as say_items
from lms.catalogue.words import prose as say_prose
from lms.catalogue.words import quiz as say_quiz
from lms.catalogue.writing import item_text

TO_FILL = (say_quiz.NO_WHY, say_items.NO_EXPLANATION, say_prose.NO_ALT)
"""What only the author can add; the question comes along without it."""


def tried(item: Item) -> str:
    """The item in Markdown. Raises :class:`Refused` with the parser's own reason when it would not be the same."""
    text = item_text(item)
    sheet = Sheet("quiz.md", [])
    quiz = parse_quiz(text, sheet)
    for complaint in sheet.complaints:
        if not complaint.is_warning and complaint.words not in TO_FILL:
            english = f"{complaint.words.english} {complaint.words.english_instead}".format(**complaint.values)
            raise Refused(say.FAULT, why=f"{complaint.sentence} {complaint.instead}", why_english=english)
    if len(quiz.items) != 1 or not is_same(quiz.items[0], item):
        raise Refused(say.DIFFERENT)
    return text


def is_same(one: Item, other: Item) -> bool:
    """Whether both are the same question, wherever they stand."""
    return one.kind == other.kind and _bare(asdict(one)) == _bare(asdict(other))


def _bare(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _bare(each) for name, each in value.items() if name != "line"}
    return [_bare(each) for each in value] if isinstance(value, (list, tuple)) else value
