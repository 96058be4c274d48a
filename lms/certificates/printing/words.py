"""The words of a page that differ from person to person, and the marks that stand for them in a mould.

A pattern is a tuple of texts in turn with names of words, beginning and ending with a text: ``("Số: ", "number", "")``.
A name may be led by ``^`` or ``_``: the word is then written in capitals or small letters.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import fields
from importlib.metadata import version
from typing import Any

from lms.certificates.codes import grouped
from lms.certificates.rules import Facts
from lms.certificates.templates.form import Form, Rectangle
from lms.certificates.wording import ems_that_fit

Pattern = tuple[str, ...]
_WITH = [f"{name} {version(name)}" for name in ("weasyprint", "pydyf", "uharfbuzz")]


class CannotStamp(Exception):
    """The page must be laid out by itself; the text says why."""


class NeedsRoom(CannotStamp):
    """A line of the mould is too short for its words."""

    def __init__(self, said: str, words: frozenset[str]) -> None:
        super().__init__(f"«{said}» needs more than one line")
        self.words = words


_WORDS: Mapping[str, Callable[[Facts], str]] = {
    "holder": lambda facts: facts.holder,
    "birth_year": lambda facts: str(facts.birth_year),
    "place_line": lambda facts: facts.place_line,
    "near_place": lambda facts: facts.near_place,
    "course_title": lambda facts: facts.course_title,
    "hours_line": lambda facts: facts.hours_line,
    "result_line": lambda facts: facts.result_line,
    "mode_line": lambda facts: facts.mode_line,
    "completed_line": lambda facts: facts.completed_line,
    "place_and_date": lambda facts: facts.place_and_date,
    "number": lambda facts: facts.number,
    "code": lambda facts: facts.code,
    "grouped": lambda facts: grouped(facts.code),
    "issued_at": lambda facts: facts.issued_at,
    "pdf_date": lambda facts: pdf_date(facts.issued_at),
    "course_title_english": lambda facts: facts.course_title_english,
    "english_hours_line": lambda facts: facts.english_hours_line,
    "english_result_line": lambda facts: facts.english_result_line,
    "english_mode_line": lambda facts: facts.english_mode_line,
    "english_completed_line": lambda facts: facts.english_completed_line,
    "english_place_and_date": lambda facts: facts.english_place_and_date,
}
_NAMES = list(_WORDS)
_UNSAID = {"half_hours", "score_percent", "mode", "completed_on", "issued_on", "course_slug", "course_version"}
"""What differs from person to person and is said on the page in other words only."""
STANDING = tuple(sorted({field.name for field in fields(Facts)} - set(_WORDS) - _UNSAID))
"""What is the same on the papers of many; a mould is made for it."""
A_DAY = "1901-01-02T03:04:05+07:00"
"""Stands for ``issued_at``, which must be a date."""
_MARK = re.compile(rf"(Zq\d\dqZ|ZQ\d\dQZ|zq\d\dqz|{re.escape(A_DAY)}|D:19010102030405\+07'00)")
_DAYS = {A_DAY: "issued_at", "D:19010102030405+07'00": "pdf_date"}


LARGEST, SMALLEST = (2.6, 1.5), (1.0, 1.15)
"""Ems of the name and of the title of the course."""
_TEXT_WIDTH = 640.0  # points between the margins of the page


class _Mark(str):
    """Stands in the place of a word. A form that compares it would go one way for all: that is refused."""

    __slots__ = ()
    __hash__ = str.__hash__

    def __eq__(self, other: object) -> bool:
        raise CannotStamp("the form decides by a word that differs from person to person")

    def __ne__(self, other: object) -> bool:
        return self.__eq__(other)


class Marked:
    """Facts in which marks stand for the words of the person."""

    def __init__(self, facts: Facts, kept: tuple[str, ...] = ()) -> None:
        self._facts = facts
        self._kept = kept

    def __getattr__(self, name: str) -> Any:
        if name == "address":
            return f"{self._facts.check_at}/x/{self.code}"
        if name == "issued_at":
            return A_DAY
        if name in STANDING or name in self._kept:
            return getattr(self._facts, name)
        if name not in _WORDS:
            raise CannotStamp(f"the form asks for {name}, which no mark can stand for")
        return mark(name) if _WORDS[name](self._facts) else ""


def mark(name: str) -> str:
    """What stands in the place of a word."""
    return _Mark(f"Zq{_NAMES.index(name):02d}qZ")


def words_of(facts: Facts) -> dict[str, str]:
    """Every word of a person's paper, by its name."""
    return {name: say(facts) for name, say in _WORDS.items()}


def pattern(text: str) -> Pattern:
    """What a text with marks says for everybody."""
    parts = _MARK.split(text)
    return tuple(_name(part) if at % 2 else part for at, part in enumerate(parts))


def is_fixed(said: Pattern) -> bool:
    """Whether it says the same for everybody."""
    return len(said) == 1


def filled(said: Pattern, words: Mapping[str, str]) -> str:
    """What a pattern says for one person."""
    return "".join(_word(part, words) if at % 2 else part for at, part in enumerate(said))


def ems(facts: Facts, size: float) -> tuple[float, float]:
    """How large the name and the title of the course are, in ems of a size of the text (points)."""
    room = _TEXT_WIDTH / size
    texts = (facts.holder, facts.course_title)
    name, title = map(ems_that_fit, texts, (room, room), LARGEST, SMALLEST)
    return name, title


def identifier(facts: Facts) -> bytes:
    """Names the document for ever, whoever prints it."""
    return hashlib.sha256(f"{facts.form} {facts.address} {facts.number}".encode()).digest()[:16]


def key_of(facts: Facts, form: Form, seal: Rectangle | None, kept: tuple[str, ...]) -> str:
    """What two certificates must have in common to be stamped with the same mould."""
    words = words_of(facts)
    common = [
        *_WITH,
        form.digest,
        repr(seal),
        *(repr(getattr(facts, name)) for name in STANDING),
        *(f"{name}={word!r}" if name in kept else repr(bool(word)) for name, word in words.items()),
    ]
    return hashlib.sha256("\n".join(common).encode()).hexdigest()


def pdf_date(at: str) -> str:
    """An ISO time with its offset as PDF writes it: «D:20261123120000+07'00»."""
    digits = re.sub(r"\D", "", at)
    return f"D:{digits[:14]}{at[-6]}{digits[14:16]}'{digits[16:]}"


def _name(found: str) -> str:
    if found in _DAYS:
        return _DAYS[found]
    case = {"Zq": "", "ZQ": "^", "zq": "_"}[found[:2]]
    return case + _NAMES[int(found[2:4])]


def _word(name: str, words: Mapping[str, str]) -> str:
    if name[0] == "^":
        return words[name[1:]].upper()
    if name[0] == "_":
        return words[name[1:]].lower()
    return words[name]
