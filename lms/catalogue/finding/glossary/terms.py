"""A word people meet, and all of them in the order of the Vietnamese alphabet."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from lms.catalogue.finding.asking import Asked, without_asking
from lms.catalogue.finding.letters import folded_line, spelled_line, words
from lms.catalogue.finding.rules import Entry, hits
from lms.vietnamese import fold, sort_key

_TITLE = 4
_ALPHABET = "AĂÂBCDĐEÊGHIKLMNOÔƠPQRSTUƯVXY"
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")


@dataclass(frozen=True, slots=True)
class Term:
    """One word. ``html`` is its clean explanation, ``text`` the same without marks of emphasis."""

    word: str
    line: int
    spoken: str
    """How to say it aloud, when that is not how it is written."""
    english: str
    also: tuple[str, ...]
    """Other names for the same thing."""
    lesson: tuple[str, ...]
    """Course and module where it is learned; empty where it is not."""
    html: str
    text: str

    @property
    def key(self) -> str:
        """Its place on the page of its letter."""
        return re.sub(r"[^a-z0-9]+", "-", fold(self.word)).strip("-")

    @property
    def letter(self) -> str:
        """The letter it stands under; digits stand under «0–9»."""
        first = self.word[:1].upper()
        return "0–9" if first.isdigit() else _without_tone(first)

    @property
    def page(self) -> str:
        """The page of its letter."""
        return _page(self.letter)


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter with its words, in order."""

    name: str
    key: str
    terms: tuple[Term, ...]


class Glossary:
    """All words, ready to be shown and to be found."""

    def __init__(self, terms: Iterable[Term], suggestions: tuple[str, ...] = ()) -> None:
        self.terms = tuple(sorted(terms, key=lambda term: sort_key(term.word)))
        self.suggestions = suggestions
        """What to look for when one does not know what to look for."""

    @cached_property
    def letters(self) -> tuple[Letter, ...]:
        """The words under their letters, in the order of the Vietnamese alphabet."""
        groups = groupby(self.terms, key=lambda term: term.letter)
        return tuple(Letter(name, _page(name), tuple(terms)) for name, terms in groups)

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The words as the search sees them."""
        return tuple(_entry(term, at) for at, term in enumerate(self.terms))

    def find(self, question: Asked) -> list[Term]:
        """The words that are asked for by their name, another name or their English one, the best first."""
        found = hits(without_asking(question), self.entries)
        named = [hit for hit in found if all(fit and fit.place == _TITLE for fit in hit.fits)]
        return [self.terms[hit.entry.key[2]] for hit in named]


def _entry(term: Term, at: int) -> Entry:
    lines = [words(text) for text in (" ".join([term.word, *term.also, term.english]), "", term.text, "")]
    return Entry(
        ("", "", at),
        (),
        term.word,
        term.text,
        tuple(map(spelled_line, lines)),
        tuple(map(folded_line, lines)),
        (0, "", 0, at),
    )


def _without_tone(letter: str) -> str:
    return unicodedata.normalize("NFC", _TONES.sub("", unicodedata.normalize("NFD", letter)))


def _page(letter: str) -> str:
    """A letter as part of an address: by its number in the alphabet, for «D» and «Đ» are two."""
    return f"chu-{_ALPHABET.find(letter) + 1 if letter in _ALPHABET else fold(letter)[:1]}"
