"""Every read of drafts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from lms.authoring.drafts.models import Draft, DraftPublished
from lms.catalogue.models import CourseVersion
from lms.people.models import Person


@dataclass(frozen=True, slots=True)
class Listed:
    """A draft in a list, without its archive."""

    public_id: str
    slug: str
    title: str
    faults: int
    warnings: int
    brought_by: str
    brought_at: datetime
    published_as: int | None
    """The number of the version it became."""


def drafts(db: Session, slug: str | None = None, most: int = 50) -> list[Listed]:
    """The newest drafts, of one course or of all."""
    rows = _listed().order_by(Draft.brought_at.desc(), Draft.id.desc()).limit(most)
    return [Listed(*row) for row in db.execute(rows if slug is None else rows.where(Draft.slug == slug))]


def listed(db: Session, public_id: str) -> Listed | None:
    """One draft as it stands in the list."""
    row = db.execute(_listed().where(Draft.public_id == public_id)).one_or_none()
    return Listed(*row) if row else None


def draft(db: Session, public_id: str) -> Draft | None:
    """One draft with its archive."""
    return db.scalar(select(Draft).where(Draft.public_id == public_id))


def _listed() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Draft.public_id,
            Draft.slug,
            Draft.title,
            Draft.faults,
            Draft.warnings,
            Person.name,
            Draft.brought_at,
            CourseVersion.number,
        )
        .join(Person, Person.id == Draft.brought_by)
        .outerjoin(DraftPublished, DraftPublished.draft_id == Draft.id)
        .outerjoin(CourseVersion, CourseVersion.id == DraftPublished.version_id)
    )
