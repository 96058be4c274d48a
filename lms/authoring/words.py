"""Sentences of the catalogue, which knows two languages of its own, in the language of the page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import get_locale

from lms.catalogue.complaints import Complaint
from lms.catalogue.versions.rules import Change, Sort
from lms.catalogue.versions.words import sentence


@dataclass(frozen=True, slots=True)
class Said:
    """One change, as the page tells it."""

    sentence: str
    names: tuple[str, ...]
    is_grave: bool
    """Whether somebody has to look at it before publishing."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """One complaint, as the page tells it."""

    place: str
    sentence: str
    is_warning: bool


def told(changes: Iterable[Change]) -> list[Said]:
    """What differs, in the order of gravity."""
    english = _is_english()
    grave = (Sort.REUSED, Sort.ANSWERS)
    return [Said(sentence(each, english=english), each.names, each.sort in grave) for each in changes]


def wrongs(complaints: Iterable[Complaint]) -> list[Wrong]:
    """What is wrong: faults before what only wants a look, each kind in the order of files and lines."""
    english = _is_english()
    found = [
        Wrong(each.place, _after_place(each, each.in_english() if english else str(each)), each.is_warning)
        for each in complaints
    ]
    return sorted(found, key=lambda each: each.is_warning)


def _after_place(complaint: Complaint, said: str) -> str:
    return said.removeprefix(f"{complaint.place}: ")


def _is_english() -> bool:
    return str(get_locale()) == "en"
