"""Requests in words: what is asked for, what is to be different, what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from lms.clock import local_date
from lms.people.requests.models import Request
from lms.people.requests.rules import NAMES, State, What
from lms.places import queries as places


@dataclass(frozen=True, slots=True)
class AskedRow:
    """A request as it is read."""

    public_id: str
    what: str
    wanted: list[tuple[str, str]]
    note: str
    asked_on: date
    is_waiting: bool
    sign: str
    state: str
    answered_on: date | None
    reason: str


def asked_rows(db: Session, requests: Iterable[Request]) -> list[AskedRow]:
    """Requests in the order given."""
    return [asked_row(db, request) for request in requests]


def asked_row(db: Session, request: Request) -> AskedRow:
    """One request."""
    what = _(NAMES[What(request.what)])
    return AskedRow(
        request.public_id,
        what[:1].upper() + what[1:],
        _wanted(db, request),
        request.note,
        local_date(request.asked_at),
        request.state == State.SENT,
        *_state(State(request.state)),
        local_date(request.answered_at) if request.answered_at else None,
        request.reason,
    )


def _wanted(db: Session, request: Request) -> list[tuple[str, str]]:
    """What is to be different, field by field."""
    names = {"name": _("Full name"), "birth_year": _("Year of birth"), "commune": _("Commune or ward")}
    found = []
    for field, value in request.wanted.items():
        unit = places.unit_by_code(db, value, local_date(request.asked_at)) if field == "commune" else None
        found.append((names[field], unit.name if unit else value))
    return found


def _state(state: State) -> tuple[str, str]:
    return {
        State.SENT: ("mind", _("Being looked at")),
        State.DONE: ("ok", _("Done")),
        State.REFUSED: ("bad", _("Refused")),
        State.TAKEN_BACK: ("non", _("Taken back")),
    }[state]
