"""What is shown of a hit: titles and one sentence, with the words that were looked for marked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lms.catalogue.finding.asking import Asked
from lms.catalogue.finding.letters import Word, places
from lms.catalogue.finding.rules import Hit

LONGEST = 200
"""Characters of an excerpt, about: three lines on a phone."""
_SHORT = 70
_SENTENCE_END = re.compile(r"(?:(?<=[.!?…])|(?<=[.!?…][\"”»]))\s+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text, marked or not."""

    text: str
    is_marked: bool = False


class Marker:
    """Marks the words of one question as they were met in one hit."""

    def __init__(self, question: Asked, hit: Hit) -> None:
        self._has_marks = question.has_marks
        self._last = question.words[-1]
        self._wanted = [(word, fit) for word, fit in zip(question.words, hit.fits, strict=False) if fit]

    def pieces(self, text: str) -> tuple[Piece, ...]:
        """The text in pieces; marked words side by side are one piece."""
        spans = _joined([(start, end) for start, end, word in places(text) if self._found(word)], text)
        return tuple(_cut(text, spans))

    def count(self, text: str) -> int:
        """How many different words of the question the text holds."""
        return len({at for _start, _end, word in places(text) for at in [self._found(word)] if at})

    def _found(self, word: Word) -> int:
        """The number of the word it is, from 1; 0 for none."""
        for at, (wanted, fit) in enumerate(self._wanted, 1):
            as_typed = self._has_marks and fit.has_same_marks
            mine, sought = (word.spelled, wanted.spelled) if as_typed else (word.folded, wanted.folded)
            may_go_on = wanted == self._last and not fit.is_whole
            if mine == sought or (may_go_on and mine.startswith(sought)):
                return at
        return 0


def excerpt(body: str, marker: Marker) -> tuple[Piece, ...]:
    """The sentence with most of the words, with what follows if it is short; without any, how the text begins."""
    sentences = [part for line in body.split("\n") for part in _SENTENCE_END.split(line) if part]
    if not sentences:
        return ()
    counts = [marker.count(sentence) for sentence in sentences]
    best = counts.index(max(counts))
    text = sentences[best]
    for following in sentences[best + 1 :]:
        if len(text) >= _SHORT or len(text) + len(following) >= LONGEST:
            break
        text = f"{text} {following}"
    return marker.pieces(_shortened(text, marker))


def _shortened(text: str, marker: Marker) -> str:
    """At most so much of a long sentence, with the first marked word in it."""
    if len(text) <= LONGEST:
        return text
    before = 0
    for piece in marker.pieces(text):
        if piece.is_marked:
            break
        before += len(piece.text)
    start = max(0, min(before - LONGEST // 3, len(text) - LONGEST)) if before < len(text) else 0
    if start:
        start = text.index(" ", start) + 1 if " " in text[start:before] else start
    end = start + LONGEST
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + LONGEST // 2)
    return f"{'… ' if start else ''}{text[start:end].strip()}{' …' if end < len(text) else ''}"


def _joined(spans: list[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _cut(text: str, spans: list[tuple[int, int]]) -> Iterator[Piece]:
    at = 0
    for start, end in spans:
        if start > at:
            yield Piece(text[at:start])
        yield Piece(text[start:end], is_marked=True)
        at = end
    if at < len(text):
        yield Piece(text[at:])
