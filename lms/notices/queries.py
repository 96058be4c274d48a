"""Every read of notices."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.notices.models import Notice

MOST = 50
"""How many notices are shown; nobody reads on further."""


def of_person(db: Session, person_id: int, most: int = MOST) -> list[Notice]:
    """The newest notices of a person, newest first."""
    return list(
        db.scalars(
            select(Notice).where(Notice.person_id == person_id).order_by(Notice.at.desc(), Notice.id.desc()).limit(most)
        )
    )


def count_new(db: Session, person_id: int) -> int:
    """How many notices the person has not seen."""
    return db.scalar(select(func.count(Notice.id)).where(Notice.person_id == person_id, Notice.seen_at.is_(None))) or 0
