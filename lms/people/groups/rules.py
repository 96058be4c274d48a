"""What can be said of a group, what becomes of it, and from which day it may hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lms.people.rules import told_day
from lms.problems import N_, Problem

LONGEST_NOTE = 300


class Says(StrEnum):
    """What somebody says of a group."""

    BELONGS = "belongs"
    ENDED = "ended"


class State(StrEnum):
    """Where a declaration stands. Only an approved one counts."""

    WAITING = "waiting"
    APPROVED = "approved"
    REFUSED = "refused"
    TAKEN_BACK = "taken-back"


@dataclass(frozen=True, slots=True)
class Stay:
    """Somebody belongs to a group, counted at a unit, ``[since, until)``."""

    unit_id: int
    since: date
    until: date | None


def note(text: str) -> None:
    """Raises :class:`Problem` when more is written than is kept."""
    if len(text) > LONGEST_NOTE:
        raise Problem(N_("Write it in %(most)s letters or fewer."), most=LONGEST_NOTE)


def holds_already(unit_id: int, on: date, kept: Iterable[Stay]) -> bool:
    """Whether somebody belongs to the group at this very unit on a day, and without an end."""
    return any(stay.unit_id == unit_id and stay.until is None and stay.since <= on for stay in kept)


def check_beginning(on: date, kept: Iterable[Stay]) -> None:
    """Nobody belongs to a group at two places at once. Raises :class:`Problem` when a stay began or ended later."""
    for stay in kept:
        last = stay.until or stay.since
        if on < last and stay.since != stay.until:
            raise Problem(
                N_("The person belonged to this group until or since %(day)s. Choose that day or a later one."),
                field="on",
                day=told_day(last),
            )


def check_end(on: date, began: date) -> None:
    """A stay ends after it began. Raises :class:`Problem` when it does not."""
    if on < began:
        raise Problem(
            N_("It is counted since %(day)s; the end cannot lie before that."), field="on", day=told_day(began)
        )
