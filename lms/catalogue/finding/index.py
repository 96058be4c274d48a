"""All that can be found, in memory, without a database behind it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from lms.catalogue.finding import nearest
from lms.catalogue.finding.asking import Asked
from lms.catalogue.finding.rules import Entry, Hit, hits

_VIETNAMESE = "vi"


class Index:
    """The entries of all current courses, in the order of the courses."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = sorted(entries, key=lambda entry: (entry.order, entry.language))

    def find(self, question: Asked, language: str = _VIETNAMESE) -> list[Hit]:
        """What holds a word of the question, the best first, in the language its page would be shown in."""
        return hits(question, self._in(language))

    def courses(self, language: str = _VIETNAMESE) -> list[Entry]:
        """The courses themselves."""
        return [entry for entry in self._in(language) if not entry.key[1]]

    def unknown(self, question: Asked) -> list[str]:
        """The words of the question that stand nowhere, as they were typed."""
        return [word.spelled for word in nearest.unknown(question, self._vocabulary)]

    def better(self, question: Asked) -> str:
        """The question with its mistyped words put right, or nothing."""
        return nearest.better(question, self.entries, self._vocabulary)

    @cached_property
    def _vocabulary(self) -> dict[str, str]:
        return nearest.vocabulary(self.entries)

    def _in(self, language: str) -> list[Entry]:
        """One entry for each page: in this language if there is one, else in Vietnamese."""
        if all(entry.language == _VIETNAMESE for entry in self.entries):
            return self.entries
        there = {entry.key for entry in self.entries if entry.language == language}
        return [entry for entry in self.entries if entry.language == (language if entry.key in there else _VIETNAMESE)]
