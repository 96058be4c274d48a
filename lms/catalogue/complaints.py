"""What is wrong with a course, said so that an author can mend it: which file, which line, what to write instead."""

from __future__ import annotations

import difflib
from collections import Counter
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


MOST = 200
"""Faults, and pieces of advice, of one file: whoever mends so many looks again anyway."""
MORE_FAULTS = Words(
    "Tệp còn nhiều chỗ cần sửa nữa, không kể hết ở đây.",
    "Sửa những chỗ đã kể, rồi kiểm tra lại.",
    "The file has more faults than are told here.",
    "Mend those that are told, then check again.",
)
MORE_ADVICE = Words(
    "Tệp còn nhiều chỗ nên xem nữa, không kể hết ở đây.",
    "Xem những chỗ đã kể, rồi kiểm tra lại.",
    "More of the file is worth a look than is told here.",
    "Look at what is told, then check again.",
    is_warning=True,
)


class Sheet:
    """Where the faults of one file are written down: as many as anybody reads, never the first only."""

    def __init__(self, file: str, complaints: list[Complaint]) -> None:
        self.file = file
        self.complaints = complaints
        self._told: Counter[tuple[str, bool]] = Counter()

    def of(self, file: str) -> Sheet:
        """The sheet of another file of the same course."""
        sheet = Sheet(file, self.complaints)
        sheet._told = self._told
        return sheet

    def add(self, line: int, words: Words, **values: object) -> None:
        """Write one fault down. Faults and advice are counted apart: no advice keeps a fault from being told."""
        kind = self.file, words.is_warning
        self._told[kind] += 1
        if self._told[kind] <= MOST:
            self.complaints.append(Complaint(self.file, line, words, values))
        elif self._told[kind] == MOST + 1:
            self.complaints.append(Complaint(self.file, line, MORE_ADVICE if words.is_warning else MORE_FAULTS))


def nearest(word: str, known: Iterable[str]) -> str:
    """Of what is known the word that looks most like ``word``; when none does, all of them."""
    choices = list(known)
    near = difflib.get_close_matches(word, choices, n=1, cutoff=0.5)
    return near[0] if near else ", ".join(choices) or "…"
