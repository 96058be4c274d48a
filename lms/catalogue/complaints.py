"""What is wrong with a course, said so that an author can mend it: which file, which line, what to write instead."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Words:
    """One kind of fault, in the author's language and in English; ``{holes}`` take the particulars."""

    sentence: str
    instead: str
    english: str
    english_instead: str
    is_warning: bool = False
    """Whether it wants to be looked at, but keeps nobody from publishing."""
    is_note: bool = False
    """Of warnings: whether it only tells how things stand, so that the strictest check lets it pass."""


@dataclass(frozen=True, slots=True)
class Complaint:
    """One fault at one place. ``file`` is seen from the course's folder; ``line`` counts from 1, 0 is no line."""

    file: str
    line: int
    words: Words
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def is_warning(self) -> bool:
        """Whether the course may be published as it is."""
        return self.words.is_warning

    @property
    def is_note(self) -> bool:
        """Whether it only tells how things stand."""
        return self.words.is_note

    @property
    def sentence(self) -> str:
        """What is wrong."""
        return self.words.sentence.format(**self.values)

    @property
    def instead(self) -> str:
        """What to write instead."""
        return self.words.instead.format(**self.values)

    @property
    def place(self) -> str:
        """File and line, as editors understand them."""
        return f"{self.file}:{self.line}" if self.line else self.file

    def __str__(self) -> str:
        advice = "Nên xem: " if self.is_warning else ""
        return f"{self.place}: {advice}{self.sentence} {self.instead}"

    def in_english(self) -> str:
        """The same for who does not read Vietnamese."""
        english = f"{self.words.english} {self.words.english_instead}".format(**self.values)
        advice = "Worth a look: " if self.is_warning else ""
        return f"{self.place}: {advice}{english}"


class Sheet:
    """Where the faults of one file are written down: all of them, never the first only."""

    def __init__(self, file: str, complaints: list[Complaint]) -> None:
        self.file = file
        self.complaints = complaints

    def of(self, file: str) -> Sheet:
        """The sheet of another file of the same course."""
        return Sheet(file, self.complaints)

    def add(self, line: int, words: Words, **values: object) -> None:
        """Write one fault down."""
        self.complaints.append(Complaint(self.file, line, words, values))


def nearest(word: str, known: Iterable[str]) -> str:
    """Of what is known the word that looks most like ``word``; when none does, all of them."""
    choices = list(known)
    near = difflib.get_close_matches(word, choices, n=1, cutoff=0.5)
    return near[0] if near else ", ".join(choices) or "…"
