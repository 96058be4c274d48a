"""What somebody types for a sheet: the marks of each row, with a space between rows, «-» where nothing is marked. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lms.classroom.quizzes.rules import Row
from lms.problems import N_, Problem
from lms.vietnamese import tidy

NOTHING = "-"
_DASHES = str.maketrans({"–": "-", "—": "-", "_": "-", "−": "-"})
_BETWEEN = re.compile(r"[\s,;|/]+")
LONGEST = 400


def marks_typed(typed: str, rows: Sequence[Row]) -> list[str]:
    """The marks of each row. Raises a problem that says which row is wrong, and what it may hold."""
    words = [word for word in _BETWEEN.split(tidy(typed).upper().translate(_DASHES)) if word]
    if len(words) == 1 and len(rows) > 1 and not any(row.is_multiple for row in rows):
        words = list(words[0])
    for row, word in zip(rows, words, strict=False):
        _check(row, word)
    if len(words) != len(rows):
        raise Problem(
            N_("%(found)s answers are typed, and the sheet has %(wanted)s: from %(first)s to %(last)s."),
            found=len(words),
            wanted=len(rows),
            first=rows[0].label,
            last=rows[-1].label,
        )
    return ["" if word == NOTHING else in_order(row, word) for row, word in zip(rows, words, strict=True)]


def as_typed(marks: Sequence[str]) -> str:
    """How these marks are typed."""
    return " ".join(marked or NOTHING for marked in marks)


def in_order(row: Row, marked: str) -> str:
    """The signs of a row that are among these, once each."""
    return "".join(sign for sign in row.signs if sign in marked)


def pattern(rows: Sequence[Row]) -> str:
    """For the script that moves on by itself: the signs of each row, with «+» where several may be marked."""
    return " ".join(f"{row.label}:{row.signs}{'+' if row.is_multiple else ''}" for row in rows)


def _check(row: Row, word: str) -> None:
    if word == NOTHING:
        return
    strange = next((sign for sign in word if sign not in row.signs), None)
    if strange is not None:
        raise Problem(
            N_("Row %(row)s has no «%(sign)s»: it has %(signs)s, and - for no mark."),
            row=row.label,
            sign=strange,
            signs=", ".join(row.signs),
        )
    if len(set(word)) > 1 and not row.is_multiple:
        raise Problem(N_("Row %(row)s takes one answer. If two are marked, type - for it."), row=row.label)
