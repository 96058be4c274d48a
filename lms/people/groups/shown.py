"""Declarations as they are read: by the person who made them, and by those who answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from lms.clock import local_date
from lms.people.forms import GROUP_NAMES
from lms.people.groups.models import Declaration
from lms.people.groups.rules import Says, State
from lms.people.models import Group, Membership
from lms.places import queries as places


@dataclass(frozen=True, slots=True)
class DeclarationRow:
    """One declaration."""

    public_id: str
    group: str
    has_ended: bool
    place: str
    note: str
    declared_on: date
    is_waiting: bool
    sign: str
    state: str
    holds_from: date | None
    answered_on: date | None
    reason: str


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group in which somebody is counted."""

    key: str
    group: str
    place: str
    since: date
    may_end: bool
    """Whether nothing waits that was said of it."""


def declaration_row(db: Session, one: Declaration) -> DeclarationRow:
    """One declaration."""
    return DeclarationRow(
        one.public_id,
        str(GROUP_NAMES[Group(one.group)]),
        one.says == Says.ENDED,
        places.line(db, one.org_unit_id, local_date(one.declared_at)),
        one.note,
        local_date(one.declared_at),
        one.state == State.WAITING,
        *_state(State(one.state)),
        one.holds_from,
        local_date(one.answered_at) if one.answered_at else None,
        one.reason,
    )


def group_row(db: Session, one: Membership, waiting: set[Group], on: date) -> GroupRow:
    """A group somebody belongs to, ``waiting`` being those of which a declaration waits."""
    group = Group(one.group)
    may_end = one.valid_to is None and group not in waiting
    return GroupRow(group.value, str(GROUP_NAMES[group]), places.line(db, one.org_unit_id, on), one.valid_from, may_end)


def _state(state: State) -> tuple[str, str]:
    return {
        State.WAITING: ("mind", _("Being looked at")),
        State.APPROVED: ("ok", _("Approved")),
        State.REFUSED: ("bad", _("Refused")),
        State.TAKEN_BACK: ("non", _("Taken back")),
    }[state]
