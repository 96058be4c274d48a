"""What is found, and in which order: the same on every database, because no database is asked.

All words before some; with the marks as typed before without; together before apart; title before heading before body.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from lms.catalogue.finding.asking import ASKING, Asked
from lms.catalogue.finding.letters import Word

_SHORTEST_BEGINNING = 2
_AROUND = 1
_PLACES = (4, 3, 2, _AROUND)
"""What a hit in the title, the heading, the body and around them (titles of course and lesson) is worth."""
_WITHOUT_MARKS = 0.3
"""What is left of a word's worth when it was typed with marks and stands there with others: «mặt» is not «mật»."""
_ASKING_WORTH = 0.2
"""What is left of the worth of a word of asking."""
_NEVER_SEEN = math.log(11)
"""What a word is worth that stands nowhere: as much as one of which every tenth entry holds."""
_ENOUGH, _ENOUGH_BESIDE_ALL = 0.4, 0.55
"""The part of a question's worth that an entry must hold to be shown without some of the words; more of it when
others hold all of them.
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be found. ``spelled`` and ``folded`` are its lines: title, heading, body, around."""

    key: tuple[str, str, int]
    """Course, module, screen; no module is the course itself."""
    trail: tuple[str, ...]
    """The titles above the heading, from the outermost."""
    heading: str
    body: str
    spelled: tuple[str, ...]
    folded: tuple[str, ...]
    order: tuple[int, str, int, int] = (0, "", 0, 0)
    language: str = "vi"


@dataclass(frozen=True, slots=True)
class Fit:
    """How one word of the question is met in an entry, at its best place."""

    has_same_marks: bool
    is_whole: bool
    place: int


@dataclass(frozen=True, slots=True)
class Hit:
    """One entry that was found, with the fit of each word asked for."""

    entry: Entry
    fits: tuple[Fit | None, ...]

    @property
    def has_all(self) -> bool:
        """Whether no word is missing."""
        return None not in self.fits


def hits(question: Asked, entries: Sequence[Entry]) -> list[Hit]:
    """What holds all words of the question or enough of them, the best first. Milliseconds for thousands of entries."""
    soughts = [_Sought(word, is_last=word == question.words[-1]) for word in question.words]
    found = []
    for entry in entries:
        if all(_stands_in(line, entry.folded) for line in question.quoted):
            fits = _fits(soughts, entry, has_marks=question.has_marks)
            if any(fit and fit.place > _AROUND for fit in fits):
                found.append(Hit(entry, fits))
    counts = (sum(1 for hit in found if _counts(hit.fits[at], question)) for at in range(len(soughts)))
    rarity = [_rarity(word, count, len(entries)) for word, count in zip(question.words, counts, strict=True)]
    least = (_ENOUGH_BESIDE_ALL if any(hit.has_all for hit in found) else _ENOUGH) * sum(rarity)
    enough = [hit for hit in found if hit.has_all or _worth(hit, question, rarity) >= least]
    return sorted(enough, key=lambda hit: _rank(hit, question, rarity))


class _Sought:
    """One word as it is looked for in the lines of an entry."""

    def __init__(self, word: Word, *, is_last: bool) -> None:
        self.has_marks = word.has_marks  # who typed «gà» does not mean a word that begins like «ga»
        may_go_on = is_last and len(word.folded) >= _SHORTEST_BEGINNING
        self.spelled, self.folded = f" {word.spelled} ", f" {word.folded} "
        self.spelled_start = self.spelled[:-1] if may_go_on else self.spelled
        self.folded_start = self.folded[:-1] if may_go_on else self.folded

    def fit(self, entry: Entry, *, has_marks: bool) -> Fit | None:
        """The best fit in any line. The lines come from the best place down, so the first perfect one is the best."""
        best: Fit | None = None
        for spelled, folded, place in zip(entry.spelled, entry.folded, _PLACES, strict=True):
            found = self._fit_in(spelled, folded, place) if self.folded_start in folded else None
            if found and (
                best is None or _closeness(found, has_marks=has_marks) > _closeness(best, has_marks=has_marks)
            ):
                best = found
            if best and best.is_whole and (best.has_same_marks or not has_marks):
                return best
        return best

    def _fit_in(self, spelled: str, folded: str, place: int) -> Fit | None:
        if self.spelled in spelled:
            return Fit(has_same_marks=True, is_whole=True, place=place)
        if self.spelled_start in spelled:
            return Fit(has_same_marks=True, is_whole=False, place=place)
        if self.folded in folded:
            return Fit(has_same_marks=False, is_whole=True, place=place)
        return None if self.has_marks else Fit(has_same_marks=False, is_whole=False, place=place)


def _fits(soughts: Sequence[_Sought], entry: Entry, *, has_marks: bool) -> tuple[Fit | None, ...]:
    return tuple(sought.fit(entry, has_marks=has_marks) for sought in soughts)


def _stands_in(line: str, lines: tuple[str, ...]) -> bool:
    return any(line in each for each in lines)


def _closeness(fit: Fit, *, has_marks: bool) -> tuple[bool, bool, int, bool]:
    return (has_marks and fit.has_same_marks, fit.is_whole, fit.place, fit.has_same_marks)


def _counts(fit: Fit | None, question: Asked) -> bool:
    return fit is not None and (fit.has_same_marks or not question.has_marks)


def _rarity(word: Word, count: int, of: int) -> float:
    """What a word is worth that so many of the entries hold: «để» says little, «OTP» much."""
    worth = math.log(1 + of / count) if count else _NEVER_SEEN
    return worth * (_ASKING_WORTH if word.folded in ASKING else 1)


def _worth(hit: Hit, question: Asked, rarity: Sequence[float]) -> float:
    """What the words that were found are worth together."""
    full = {True: 1.0, False: _WITHOUT_MARKS if question.has_marks else 1.0}
    return sum(worth * full[fit.has_same_marks] for worth, fit in zip(rarity, hit.fits, strict=True) if fit)


def _rank(hit: Hit, question: Asked, rarity: Sequence[float]) -> tuple[object, ...]:
    """What sorts first is the better hit."""
    fits = [fit for fit in hit.fits if fit]
    same_marks = sum(fit.has_same_marks for fit in fits)
    return (
        not hit.has_all,
        -_worth(hit, question, rarity) if not hit.has_all else 0,
        -same_marks if question.has_marks else 0,
        -sum(fit.is_whole for fit in fits),
        -_togetherness(hit, question),
        -sum(fit.place for fit in fits),
        -same_marks,
        hit.entry.order,
    )


def _togetherness(hit: Hit, question: Asked) -> int:
    """2 if the words stand side by side as typed, 1 if they do but for the marks."""
    if not hit.has_all or len(question.words) == 1:
        return 0
    if _stands_in(question.spelled[:-1], hit.entry.spelled):
        return 2
    return int(_stands_in(question.folded[:-1], hit.entry.folded))
