"""A word nobody wrote is probably mistyped: which word that somebody wrote comes nearest?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from itertools import pairwise

from lms.catalogue.finding.asking import Asked
from lms.catalogue.finding.letters import Word, folded_line
from lms.catalogue.finding.rules import Entry, hits

_CHOICES = 5
_LIKENESS = 0.6
_MOST_UNKNOWN = 3
"""Words that are put right in one question: more would be guessing."""


def vocabulary(entries: Iterable[Entry]) -> dict[str, str]:
    """Every word that was written, folded, and how it is spelled most often."""
    counted: dict[str, Counter[str]] = {}
    for entry in entries:
        for spelled, folded in zip(" ".join(entry.spelled).split(), " ".join(entry.folded).split(), strict=True):
            counted.setdefault(folded, Counter())[spelled] += 1
    return {folded: max(sorted(forms), key=forms.__getitem__) for folded, forms in counted.items()}


def unknown(question: Asked, known: Mapping[str, str]) -> list[Word]:
    """The words of the question that no written word is or begins with (the last one only)."""
    last = question.words[-1]
    return [
        word
        for word in question.words
        if word.folded not in known and not (word == last and any(each.startswith(word.folded) for each in known))
    ]


def better(question: Asked, entries: Sequence[Entry], known: Mapping[str, str]) -> str:
    """The question with its unknown words put right, or nothing when none of them looks like a known one."""
    strange = unknown(question, known)
    if not 0 < len(strange) <= _MOST_UNKNOWN:
        return ""
    for word in strange:
        others = {near: _with(question, word, Word(known[near], near)) for near in _near(word, known)}
        fitting = [
            other for near, other in others.items() if len(other.words) == 1 or _has_a_neighbour(near, other, entries)
        ]
        if not fitting:
            return ""
        question = max(fitting, key=lambda other: sum(hit.has_all for hit in hits(other, entries)))
    return " ".join(word.spelled for word in question.words)


def _near(word: Word, known: Mapping[str, str]) -> list[str]:
    return get_close_matches(word.folded, known, n=_CHOICES, cutoff=_LIKENESS)


def _with(question: Asked, old: Word, new: Word) -> Asked:
    return replace(question, words=tuple(new if word == old else word for word in question.words), quoted=())


def _has_a_neighbour(folded: str, question: Asked, entries: Sequence[Entry]) -> bool:
    """Whether the new word stands beside one of its neighbours somewhere: a lone likeness is a guess."""
    pairs = [pair for pair in pairwise(question.words) if folded in (pair[0].folded, pair[1].folded)]
    sides = [folded_line([*pair]) for pair in pairs]
    return any(side in line for side in sides for entry in entries for line in entry.folded)
