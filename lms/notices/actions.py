"""Telling somebody something, and noting that it was seen."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from lms.db import insert_once
from lms.notices.models import Kind, Notice
from lms.notices.words import SENTENCES


def tell(
    db: Session, person_id: int, kind: Kind | str, at: datetime, *, key: str, link: str = "", **values: str
) -> None:
    """Tell a person something, in the transaction in which it happens; the same kind and key again changes nothing.

    ``link`` is a path of this site. Raises ``ValueError`` for an unknown kind or a link that leads away, and
    ``KeyError`` when a hole of the sentence would stay empty.
    """
    told = Kind(kind)
    if link and (not link.startswith("/") or link.startswith("//")):
        raise ValueError(f"a notice leads to a path of this site, not to {link}")
    _ = SENTENCES[told] % values
    db.execute(
        insert_once(db, Notice)
        .values(person_id=person_id, kind=told, key=key, values=values, link=link, at=at)
        .on_conflict_do_nothing(index_elements=["person_id", "kind", "key"])
    )


def mark_seen(db: Session, person_id: int, up_to: int, now: datetime) -> None:
    """Note that the person has seen the notices up to the one with this id; what came later stays new."""
    db.execute(
        update(Notice)
        .where(Notice.person_id == person_id, Notice.id <= up_to, Notice.seen_at.is_(None))
        .values(seen_at=now)
    )
