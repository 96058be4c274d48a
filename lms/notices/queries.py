"""Every read of notices."""

from __future__ import annotations

from sqlalchemy import ColumnElement, ScalarSelect, func, literal, select
from sqlalchemy.orm import InstrumentedAttribute, Session

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


def new_notices(person_id: ColumnElement[int] | InstrumentedAttribute[int]) -> ScalarSelect[int]:
    """How many notices a person has not seen, for a statement that is made anyway."""
    return (
        select(func.count(Notice.id)).where(Notice.person_id == person_id, Notice.seen_at.is_(None)).scalar_subquery()
    )


def count_new(db: Session, person_id: int) -> int:
    """How many notices the person has not seen."""
    return db.scalar(select(new_notices(literal(person_id)))) or 0
