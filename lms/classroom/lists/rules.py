"""Whom a row of a list means: somebody new, somebody known, nobody can say, or it is wrong."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol

from lms.people import rules as people
from lms.people.phones import phone as phone_number
from lms.problems import N_, Problem
from lms.vietnamese import fold, tidy

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SERIAL = re.compile(r"\d{4,5}(?:,\d+)?", re.ASCII)
_SERIALS = range(3000, 60_000)
_DAY_NOUGHT = date(1899, 12, 30)
_TWO = 2
_KINDS = re.compile(r"^(?:khu dan cu|khu pho|to dan pho|khu|xom|thon|ban|to|kdc|tdp)\b[ .]*(?:so )?")


Villages = Sequence[tuple[str, int]]
"""Folded names and ids of the places of a commune."""


class Written(Protocol):
    """The cells of a row, as they were written."""

    @property
    def name(self) -> str: ...
    @property
    def born(self) -> str: ...
    @property
    def village(self) -> str: ...
    @property
    def phone(self) -> str: ...
    @property
    def public_id(self) -> str: ...


class Verdict(StrEnum):
    """What becomes of a row."""

    WRONG = "wrong"
    DOUBTFUL = "doubtful"
    NEW = "new"
    KNOWN = "known"
    """A person of the commune, who comes into the class."""
    SAME = "same"
    """In the class already, or said in an earlier row."""


@dataclass(frozen=True, slots=True)
class Meant:
    """What a row says, understood."""

    name: str
    birth_year: int | None = None
    unit_id: int | None = None
    """Where the person lives, if the row says so."""
    phone: str | None = None
    public_id: str = ""

    @property
    def folded(self) -> str:
        """What names are found by."""
        return fold(self.name)


@dataclass(frozen=True, slots=True)
class Somebody:
    """Who may be meant."""

    person_id: int
    public_id: str
    name: str
    birth_year: int
    phone: str | None
    unit_id: int | None
    place: str
    is_inside: bool
    """In the class already."""
    is_near: bool
    """Of the places of the teacher, who may find them by any part of their names."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What becomes of a row, whom it means, and why nobody can say or what is wrong."""

    verdict: Verdict
    person: Somebody | None = None
    options: tuple[Somebody, ...] = ()
    may_be_new: bool = False
    why: Problem | None = None


def year(text: str, this_year: int) -> int | None:
    """The year of birth in whatever was written: a year, a date, or the number a spreadsheet keeps a date as."""
    written = tidy(text)
    if not written:
        return None
    found = _YEAR.findall(written)
    if len(found) == 1:
        return people.birth_year(found[0], this_year)
    if _SERIAL.fullmatch(written) and int(written.partition(",")[0]) in _SERIALS:
        return people.birth_year(str((_DAY_NOUGHT + timedelta(days=int(written.partition(",")[0]))).year), this_year)
    return people.birth_year(written, this_year)


def place(text: str, villages: Villages, home: int | None = None) -> int | None:
    """The village that is written, by its folded name, with or without the word for its kind; of several of one name,
    as there are where communes were merged, the one that is the place of the class.

    Raises a problem when the commune has no such village, or several.
    """
    written = fold(text)
    if not written:
        return None
    found = {unit for name, unit in villages if name == written}
    found = found or {unit for name, unit in villages if _short(name) == _short(written)}
    if len(found) == 1:
        return found.pop()
    if home in found:
        return home
    if found:
        sentence = N_("The commune has several places called “%(village)s”. Leave the village empty.")
    else:
        sentence = N_("There is no “%(village)s” in the commune. Write it as in the list of places, or leave it empty.")
    raise Problem(sentence, village=tidy(text))


def _short(name: str) -> str:
    """A village without the word for its kind and what is added in brackets."""
    return _KINDS.sub("", name.partition("(")[0].strip())


def understand(row: Written, this_year: int, villages: Villages, home: int | None = None) -> Meant:
    """What a row says; of somebody who is named by a code nothing else is looked at. Raises a problem for what cannot be."""
    if row.public_id:
        return Meant(row.name, year(row.born, this_year), public_id=row.public_id.lower())
    if row.name[:1] in ("=", "+", "-", "@"):
        raise Problem(N_("The name begins like a formula. Type it as on the identity card."))
    name = people.full_name(row.name)
    return Meant(name, year(row.born, this_year), place(row.village, villages, home), phone_number(row.phone))


def is_repeated(meant: Meant, earlier: Meant) -> bool:
    """Whether a row says of the same name and year nothing that an earlier row says otherwise."""
    homes, phones = {meant.unit_id, earlier.unit_id} - {None}, {meant.phone, earlier.phone} - {None}
    return len(homes) < _TWO and len(phones) < _TWO and not _are_spelt_apart(meant.name, earlier.name)


def judge(meant: Meant, found: Sequence[Somebody]) -> Judged:
    """Whom a row means among the people of the commune and of the class who may be meant."""
    if meant.public_id:
        return _by_id(meant, found)
    named = [one for one in found if fold(one.name) == meant.folded]
    if meant.birth_year is None:
        return _without_year([one for one in named if one.is_near or one.is_inside])
    alike = [one for one in named if one.birth_year == meant.birth_year]
    fitting = [one for one in alike if not _differs(meant, one)]
    if len(fitting) == 1:
        return _known(fitting[0])
    if alike:
        why = Problem(
            N_("Somebody of this name and year of birth is in the commune. Say whether it is the same person.")
        )
        return Judged(Verdict.DOUBTFUL, options=tuple(alike), may_be_new=True, why=why)
    close = [one for one in named if abs(one.birth_year - meant.birth_year) == 1 and (one.is_near or one.is_inside)]
    if close:
        why = Problem(
            N_("Somebody of this name was born one year earlier or later. Say whether it is the same person.")
        )
        return Judged(Verdict.DOUBTFUL, options=tuple(close), may_be_new=True, why=why)
    return Judged(Verdict.NEW)


def _by_id(meant: Meant, found: Sequence[Somebody]) -> Judged:
    one = next((one for one in found if one.public_id == meant.public_id), None)
    if one is None:
        return _wrong(N_("Nobody of the commune or the class has this learner code. Leave the code empty."))
    if fold(one.name) != meant.folded or meant.birth_year not in (None, one.birth_year):
        return _wrong(N_("The learner code belongs to somebody else. Leave the code empty."))
    return _known(one)


def _without_year(named: list[Somebody]) -> Judged:
    if not named:
        return _wrong(N_("The year of birth is missing. Add it, for example 1958."))
    why = Problem(N_("The year of birth is missing. Say whether it is this person."))
    return Judged(Verdict.DOUBTFUL, options=tuple(named), why=why)


def _known(one: Somebody) -> Judged:
    return Judged(Verdict.SAME if one.is_inside else Verdict.KNOWN, one)


def _wrong(sentence: str) -> Judged:
    return Judged(Verdict.WRONG, why=Problem(sentence))


def _differs(meant: Meant, one: Somebody) -> bool:
    """Whether anything a row says is otherwise with somebody of the same folded name and year."""
    if meant.unit_id is not None and one.unit_id is not None and meant.unit_id != one.unit_id:
        return True
    if meant.phone and one.phone and meant.phone != one.phone and meant.unit_id is None:
        return True
    return _are_spelt_apart(meant.name, one.name)


def _are_spelt_apart(one: str, other: str) -> bool:
    """Whether both are written with their marks, and these differ."""
    have_marks = all(fold(name) != tidy(name).lower() for name in (one, other))
    return have_marks and _spelling(one) != _spelling(other)


def _spelling(name: str) -> list[str]:
    """The letters of each word, wherever in it the tone is put: «Hoà» is «Hòa»."""
    return ["".join(sorted(unicodedata.normalize("NFD", word))) for word in tidy(name).lower().split()]
