"""Giving out the cards of a class, and taking its report away: both stand in the record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from lms.audit.actions import record
from lms.classroom.actions import living
from lms.classroom.models import ClassGroup
from lms.people.papers.actions import print_code


def print_cards(db: Session, class_id: int, actor_id: int, hashes: Mapping[int, str], now: datetime) -> datetime:
    """A new code for each of these logins, by the hash of its digits; those before end. Gives until when they open.

    Raises :class:`Conflict` for a closed class and for somebody who has been given a role meanwhile.
    """
    group = living(db, class_id)
    codes = [print_code(db, actor_id, login_id, code_hash, now) for login_id, code_hash in sorted(hashes.items())]
    _record(db, "print_cards", group, actor_id, now, codes=[code.id for code in codes])
    return min(code.expires_at for code in codes)


def take_report(db: Session, class_id: int, actor_id: int, kind: str, now: datetime) -> None:
    """The report leaves the platform as a file."""
    _record(db, "take_report", db.get_one(ClassGroup, class_id), actor_id, now, kind=kind)


def _record(db: Session, act: str, group: ClassGroup, actor_id: int, now: datetime, **details: object) -> None:
    unit = group.org_unit_id
    record(db, f"classroom.{act}", f"class:{group.id}", now, actor_id=actor_id, org_unit_id=unit, **details)
