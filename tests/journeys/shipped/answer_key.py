"""The key to a shipped course: what is right, as its author wrote it, found by the words a learner reads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from unicodedata import normalize

from lms.catalogue.folder import read_course
from lms.catalogue.manuscript import Course, Item, Option

_PICTURE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")
_MARKS = re.compile(r"[\s*`\\\"“”‘’']")


def said(text: str) -> str:
    """Words as they are read, whether from Markdown or from a page: without blanks and marks, pictures by their description."""
    return _MARKS.sub("", normalize("NFC", _PICTURE.sub(r"\1", text))).casefold()


def course_in(folder: Path) -> Course:
    """The course in this folder."""
    course, complaints = read_course(folder)
    assert course, complaints
    return course


def item_that_says(items: Iterable[Item], stem: str, words: str) -> Item:
    """The one item with this stem of whose rows and answers everything stands on the page."""
    on_page = said(words)
    [found] = [
        item for item in items if said(item.stem) == said(stem) and all(said(each) in on_page for each in _shown(item))
    ]
    return found


def right_in_row(item: Item, row: str) -> Option:
    """What belongs to the row, step or question that reads so."""
    [part] = [at for at, each in enumerate(item.parts) if said(each.text) == said(row)]
    [right] = [option for option in item.options if option.part == part and option.right]
    return right


def place_of(words: str, labels: Sequence[str]) -> int:
    """Which of these labels reads so."""
    [place] = [at for at, label in enumerate(labels) if said(label) == said(words)]
    return place


def typed_answer(item: Item) -> str:
    """What somebody types who knows it."""
    return item.number.value.replace(".", ",") if item.number else item.accepted[0]


def _shown(item: Item) -> list[str]:
    typed = bool(item.accepted or item.number)
    return [part.text for part in item.parts] + ([] if typed else [option.text for option in item.options])
