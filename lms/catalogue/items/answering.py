"""What one way of answering makes of the lines below a question's scene."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lms.catalogue.complaints import Sheet, Words
from lms.catalogue.manuscript import Kind, Number, Option, Part, Prose
from lms.catalogue.words import items as say
from lms.catalogue.words import quiz as say_quiz

Lines = Sequence[tuple[int, str]]
"""Lines with their numbers."""


@dataclass(frozen=True, slots=True)
class Answering:
    """How an item is answered; what its kind does not have is empty."""

    explanation: Prose
    options: tuple[Option, ...] = ()
    notation: Kind | None = None
    parts: tuple[Part, ...] = ()
    heads: tuple[str, ...] = ()
    accepted: tuple[str, ...] = ()
    number: Number | None = None

    def texts(self) -> Iterator[Prose]:
        """Every text in it once: what ten rows offer again is looked through once."""
        parts = [(part.text, part.line) for part in self.parts]
        options = [(option.text, option.line) for option in self.options]
        yield from (Prose(text, line) for text, line in dict.fromkeys(parts + options))
        yield from (option.why for option in self.options)
        yield self.explanation


class Margin:
    """Gathers the explanation at the margin; every line keeps its number and a gap stays a gap."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._first = 0

    def __bool__(self) -> bool:
        return bool(self._first)

    def take(self, line: int, text: str) -> None:
        """One line that begins with ``>``."""
        self._first = self._first or line
        put(self._lines, line - self._first, text[1:].removeprefix(" "))

    def prose(self, otherwise: int) -> Prose:
        """The whole; ``otherwise`` is the line to name when there is none."""
        return Prose("\n".join(self._lines), self._first or otherwise)


def explained_below(lines: Lines, line: int, sheet: Sheet) -> Prose:
    """The explanation that closes an item and without which it teaches nothing; nothing else may stand there."""
    margin = Margin()
    for at, text in lines:
        if text.lstrip().startswith(">"):
            margin.take(at, text.strip())
            if text[0] == " ":
                sheet.add(at, say.INDENTED)
        elif text.strip():
            sheet.add(at, say.STRAY)
    return needed(margin.prose(line), line, sheet)


def needed(explanation: Prose, line: int, sheet: Sheet) -> Prose:
    """The explanation, or a complaint that it is missing."""
    if not explanation.text.strip():
        sheet.add(line, say.NO_EXPLANATION)
    return explanation


def look_for_twins(texts: Sequence[tuple[int, str]], sheet: Sheet, words: Words = say_quiz.SAME_OPTION) -> None:
    """Complain about what stands there twice."""
    seen: dict[str, int] = {}
    for line, text in texts:
        same = text.casefold()
        if same in seen:
            sheet.add(line, words, other=seen[same])
        seen.setdefault(same, line)


def put(lines: list[str], at: int, text: str) -> None:
    """Add a line at its place, so that every line keeps its number and a gap stays a gap."""
    lines += [""] * (at - len(lines))
    lines.append(text)
