"""Every read of what was published."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.statistics.out.published.models import Publication, PublishedFile


def publications(db: Session) -> list[Publication]:
    """The newest revision of every period, the newest period first."""
    newest = (
        select(Publication.period, func.max(Publication.revision).label("last")).group_by(Publication.period).subquery()
    )
    is_newest = (newest.c.period == Publication.period) & (newest.c.last == Publication.revision)
    return list(
        db.scalars(
            select(Publication).join(newest, is_newest).order_by(Publication.cut_off.desc(), Publication.period.desc())
        )
    )


def publication(db: Session, period: str, revision: int) -> Publication | None:
    """One revision of a period."""
    return db.scalar(select(Publication).where(Publication.period == period, Publication.revision == revision))


def newest(db: Session, period: str) -> Publication | None:
    """The newest revision of a period."""
    found = select(Publication).where(Publication.period == period).order_by(Publication.revision.desc()).limit(1)
    return db.scalar(found)


def file(db: Session, publication_id: int, name: str) -> PublishedFile | None:
    """One finished file."""
    return db.get(PublishedFile, (publication_id, name))


def fingerprint(db: Session, publication_id: int, name: str) -> str | None:
    """The digest of a finished file, without the file."""
    return db.scalar(
        select(PublishedFile.sha256).where(PublishedFile.publication_id == publication_id, PublishedFile.name == name)
    )
