"""Giving out the cards of a class, and taking its report away: both stand in the record. What is given out for a class
ends with it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from lms.audit.actions import record
from lms.classroom.actions import living, printed_for
from lms.classroom.models import ClassGroup
from lms.people.activation.actions import print_card
from lms.people.papers.actions import print_code


@dataclass(frozen=True, slots=True)
class Beginning:
    """A card for somebody who has no way in yet: whose it is, by the key in its QR code, and the hash of its digits."""

    person_id: int
    key: str
    code_hash: str


def print_cards(
    db: Session,
    class_id: int,
    actor_id: int,
    hashes: Mapping[int, str],
    now: datetime,
    beginnings: Sequence[Beginning] = (),
) -> datetime:
    """A new code for each of these logins, by the hash of its digits, and for each who has none; those before end.
    Gives until when they open.

    Raises :class:`Conflict` for a closed class, for somebody who has been given a role meanwhile, and for somebody who
    has begun an account meanwhile.
    """
    group = living(db, class_id)
    sheet = printed_for(group)
    codes = [print_code(db, actor_id, login, code_hash, now, sheet) for login, code_hash in sorted(hashes.items())]
    begun = [
        print_card(db, actor_id, one.person_id, one.key, one.code_hash, now, sheet)
        for one in sorted(beginnings, key=lambda one: one.person_id)
    ]
    given = {"codes": [code.id for code in codes]} | ({"activations": [code.id for code in begun]} if begun else {})
    _record(db, "print_cards", group, actor_id, now, **given)
    return min([code.expires_at for code in codes] + [code.expires_at for code in begun])


def take_report(db: Session, class_id: int, actor_id: int, kind: str, now: datetime) -> None:
    """The report leaves the platform as a file."""
    _record(db, "take_report", db.get_one(ClassGroup, class_id), actor_id, now, kind=kind)


def _record(db: Session, act: str, group: ClassGroup, actor_id: int, now: datetime, **details: object) -> None:
    unit = group.org_unit_id
    record(db, f"classroom.{act}", f"class:{group.id}", now, actor_id=actor_id, org_unit_id=unit, **details)
