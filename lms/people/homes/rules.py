"""From which day on somebody may live elsewhere, or be gone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lms.problems import N_, Problem


class Why(StrEnum):
    """Why somebody is no longer counted here."""

    DIED = "died"
    MOVED_OUT = "moved-out"


WORDS = {Why.DIED: N_("has died"), Why.MOVED_OUT: N_("has moved out of the province")}
"""Each in a few words that stand after a name."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a day must fit to."""

    birth_year: int
    lives_since: date | None
    """Since when in the present home."""


def leaving(on: date, known: Known, today: date) -> date:
    """The first day on which somebody is gone. Raises :class:`Problem` when that cannot be."""
    return _not_before_the_home(_lived(on, known, today), known)


def moving(on: date, known: Known, exists_since: date, today: date) -> date:
    """The first day in another home. Raises :class:`Problem` when that cannot be."""
    _lived(on, known, today)
    if on < exists_since:
        raise Problem(
            N_("This unit exists only since %(day)s. Choose that day or a later one."),
            field="on",
            day=told(exists_since),
        )
    return _not_before_the_home(on, known)


def told(day: date) -> str:
    """A day as people read it."""
    return day.strftime("%d/%m/%Y")


def _lived(on: date, known: Known, today: date) -> date:
    if on > today:
        raise Problem(N_("This day has not come yet. Choose today or an earlier day."), field="on")
    if on.year < known.birth_year:
        raise Problem(
            N_("The person was born in %(year)s; the day cannot lie before that."), field="on", year=known.birth_year
        )
    return on


def _not_before_the_home(on: date, known: Known) -> date:
    if known.lives_since and on < known.lives_since:
        raise Problem(
            N_("The person lives at the present place since %(day)s; the day cannot lie before that."),
            field="on",
            day=told(known.lives_since),
        )
    return on
