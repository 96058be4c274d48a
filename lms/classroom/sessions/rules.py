"""When a session of a class can be, and who is taken to have been there until the teacher says otherwise."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from lms.clock import LOCAL
from lms.problems import N_, Problem
from lms.vietnamese import tidy

LONGEST_PLACE = 100


@dataclass(frozen=True, slots=True)
class Hours:
    """From when to when; not everybody knows the end."""

    starts_at: datetime
    ends_at: datetime | None


def hours(day: date, begins: time, ends: time | None, days: tuple[date, date], today: date) -> Hours:
    """A session on a day that the class has and that is not still to come. Raises a problem for any other."""
    first, last = days
    if day > today:
        raise Problem(N_("This day is still to come. Open the session on the day itself, or later."), field="day")
    if not first <= day <= last:
        raise Problem(N_("The class does not go on that day. Choose one of its days."), field="day")
    if ends is not None and ends <= begins:
        raise Problem(N_("The end is not after the beginning. Look at both again."), field="ends")
    return Hours(datetime.combine(day, begins, LOCAL), None if ends is None else datetime.combine(day, ends, LOCAL))


def place_name(text: str) -> str:
    """Where a session is, tidied; it may be empty. Raises a problem for one that is too long."""
    name = "".join(filter(str.isprintable, tidy(text)))
    if len(name) > LONGEST_PLACE:
        sentence = N_("The place is longer than %(most)s letters. Leave something out.")
        raise Problem(sentence, field="place", most=LONGEST_PLACE)
    return name


@dataclass(frozen=True, slots=True)
class Mark:
    """Somebody on the list of a session: whether they were in the class on its day, and how they are marked."""

    key: str
    person_id: int
    was_in: bool
    present: bool | None
    """Nothing before the list was kept for the first time."""

    @property
    def is_ticked(self) -> bool:
        """Whether the box is ticked: whoever was in the class is taken to have come."""
        return self.was_in if self.present is None else self.present


def changed(marks: Iterable[Mark], shown: Collection[str], ticked: Collection[str]) -> dict[int, bool]:
    """What is to be written, by person: only of those the teacher saw, and only what is not written already.

    Whoever came into the class later was not missing before.
    """
    return {
        mark.person_id: came
        for mark in marks
        if mark.key in shown
        and (came := mark.key in ticked) is not mark.present
        and (came or mark.was_in or mark.present is not None)
    }
