"""Of whose certificates somebody may take many at once: asked anew when they are chosen, made and downloaded.

A scope is a kind and some keys: («units», the ids of org units). Rooms above this one add kinds of their own, for
example the class of a teacher, by registering who has it and which certificates it holds.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from lms.certificates.models import Certificate
from lms.people.queries import grants
from lms.places import queries as places
from lms.roles import Role


@dataclass(frozen=True, slots=True)
class Scope:
    """What the certificates of an export are those of."""

    kind: str
    keys: tuple[Any, ...]


Reach = Callable[[Session, int | None, Sequence[Any], date], ColumnElement[bool] | None]
"""From a person and the keys of a scope: which certificates it holds on a day, or nothing when it is not theirs.

Nobody (None) is whoever runs the command line, to whom everything is open.
"""
_reaches: dict[str, Reach] = {}
_by_name: set[str] = set()
UNITS = "units"


def scope_kind(kind: str, *, by_name: bool = False) -> Callable[[Reach], Reach]:
    """Register whose a kind of scope is, and what it holds; whether its files go by name alone, as a list of names does,
    and not by commune and village first.
    """

    def register(reach: Reach) -> Reach:
        _reaches[kind] = reach
        if by_name:
            _by_name.add(kind)
        return reach

    return register


def goes_by_name(kind: str) -> bool:
    """Whether files of this kind of scope go by name alone."""
    return kind in _by_name


def reach(db: Session, person_id: int | None, scope: Scope, on: date) -> ColumnElement[bool] | None:
    """Which certificates this scope holds for this person today; nothing when it is not theirs, or no longer."""
    return _reaches[scope.kind](db, person_id, scope.keys, on)


@scope_kind(UNITS)
def _of_units(db: Session, person_id: int | None, keys: Sequence[Any], on: date) -> ColumnElement[bool] | None:
    """Those in the registers of org units that lie in the charge of an official."""
    if person_id is not None:
        mine = [grant.org_unit_id for grant in grants(db, person_id, on) if grant.role is Role.OFFICIAL]
        if not keys or not all(places.is_within(db, unit_id, mine, on) for unit_id in keys):
            return None
    return Certificate.org_unit_id.in_(places.within(keys, on))
