"""From which day on somebody may live elsewhere, or be gone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lms.people.rules import past_day, told_day
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
    return _not_before_the_home(past_day(on, known.birth_year, today), known)


def moving(on: date, known: Known, exists_since: date, today: date) -> date:
    """The first day in another home. Raises :class:`Problem` when that cannot be."""
    past_day(on, known.birth_year, today)
    if on < exists_since:
        raise Problem(
            N_("This unit exists only since %(day)s. Choose that day or a later one."),
            field="on",
            day=told_day(exists_since),
        )
    return _not_before_the_home(on, known)


def _not_before_the_home(on: date, known: Known) -> date:
    if known.lives_since and on < known.lives_since:
        raise Problem(
            N_("The person lives at the present place since %(day)s; the day cannot lie before that."),
            field="on",
            day=told_day(known.lives_since),
        )
    return on
