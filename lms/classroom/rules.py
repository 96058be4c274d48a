"""When a class is open, and how the names of its people are told apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from lms.problems import N_, Problem
from lms.vietnamese import tidy

LONGEST_NAME = 100
USUAL_LENGTH = timedelta(days=90)
LONGEST = timedelta(days=366)


def class_name(text: str) -> str:
    """The name of a class, tidied. Raises a problem that says what is wrong."""
    name = "".join(filter(str.isprintable, tidy(text)))
    if not name:
        raise Problem(N_("Type a name for the class, for example Evening class."), field="name")
    if len(name) > LONGEST_NAME:
        sentence = N_("The name of the class is longer than %(most)s letters. Leave something out.")
        raise Problem(sentence, field="name", most=LONGEST_NAME)
    return name


def check_days(starts_on: date, ends_on: date) -> None:
    """Raises a problem when a class would end before it begins, or keep names open for more than a year."""
    if ends_on < starts_on:
        raise Problem(N_("The last day is before the first day. Look at both again."), field="ends_on")
    if ends_on - starts_on > LONGEST:
        raise Problem(N_("A class lasts a year at the longest. Choose an earlier last day."), field="ends_on")


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody on the page of names: what may be shown if nothing less tells people apart."""

    key: str
    name: str
    birth_year: int
    village: str


@dataclass(frozen=True, slots=True)
class Label:
    """A name as the page shows it; the line is empty where the name alone says who it is."""

    key: str
    name: str
    line: str


def labels(people: Sequence[Named]) -> list[Label]:
    """The names with the year of birth where two are alike, and with the village where that is alike too."""
    names = Counter(_alike(one.name) for one in people)
    both = Counter((_alike(one.name), one.birth_year) for one in people)
    found = []
    for one in people:
        more = [str(one.birth_year)] if names[_alike(one.name)] > 1 else []
        if both[_alike(one.name), one.birth_year] > 1 and one.village:
            more.append(one.village)
        found.append(Label(one.key, one.name, " · ".join(more)))
    return found


def _alike(name: str) -> str:
    return tidy(name).casefold()
