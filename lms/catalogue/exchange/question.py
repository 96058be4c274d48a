"""A question of another platform, read but not yet one of ours; and what there is to tell about its journey. Plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from lms.catalogue.complaints import Complaint, Sheet, Words

MOST_QUESTIONS = 1_000
_LONGEST_NAME = 60
_LONGEST_TOLD = 600
WHOLE = Decimal(100)
NOTHING = Decimal(0)


class Type(StrEnum):
    """How it is answered, as far as we can ask the same way."""

    CHOICE = "choice"
    TRUE_FALSE = "true-false"
    MATCHING = "matching"
    ORDERING = "ordering"
    TEXT = "text"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, step or row. What is typed is plain text, everything else Markdown."""

    text: str
    fraction: Decimal = NOTHING
    """Percent of the points."""
    feedback: str = ""
    right: str = ""
    """What a row is to be matched with."""
    tolerance: str = "0"


@dataclass(frozen=True, slots=True)
class Question:
    """One question; texts are Markdown."""

    type: Type
    name: str
    """Its own; may be empty."""
    label: str
    """What to call it when something is told of it."""
    line: int
    text: str
    answers: tuple[Answer, ...]
    feedback: str = ""
    is_single: bool = True
    """Of a choice: whether one answer may be given only."""
    unit: str = ""


class Refused(Exception):
    """This one question, or the whole file, cannot be brought in; the words say why."""

    def __init__(self, words: Words, **values: object) -> None:
        super().__init__(words.english)
        self.words = words
        self.values = values


@dataclass(slots=True)
class Journey:
    """What is to be told: questions that stay behind, and what others had to leave behind."""

    file: str
    refused: list[Complaint] = field(default_factory=list)
    notes: list[Complaint] = field(default_factory=list)

    def refuse(self, line: int, name: str, refused: Refused) -> None:
        """A question stays behind."""
        Sheet(self.file, self.refused).add(line, refused.words, name=short(name), **refused.values)

    def forget_notes_of_refused(self) -> None:
        """What a question left behind is of no interest when all of it stays behind."""
        lines = {complaint.line for complaint in self.refused}
        self.notes = [complaint for complaint in self.notes if complaint.line not in lines]

    def note(self, line: int, name: str, words: Words, **values: object) -> None:
        """A question comes along without something of it."""
        Sheet(self.file, self.notes).add(line, words, name=short(name), **values)


def told(text: str) -> str:
    """A text that stays behind, on one line: whoever wants it can copy it."""
    return " ".join(text.split())[:_LONGEST_TOLD]


def short(text: str) -> str:
    """The beginning of a text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_NAME else f"{line[: _LONGEST_NAME - 1].rstrip()}…"
