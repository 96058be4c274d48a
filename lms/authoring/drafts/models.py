"""A draft, and that it was published: once, and never with a fault in it. The database decides both."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.db import PERSONAL, PUBLIC, Base, new_id


class Draft(Base):
    """The folder of a course as its author brought it. It never changes: the next attempt is another draft."""

    __tablename__ = "draft"
    __table_args__ = (UniqueConstraint("id", "faults"), CheckConstraint("faults >= 0", name="counted"))

    id: Mapped[int] = mapped_column(primary_key=True, info=PUBLIC)
    public_id: Mapped[str] = mapped_column(String(36), default=new_id, unique=True, info=PUBLIC)
    slug: Mapped[str] = mapped_column(String(60), index=True, info=PUBLIC)
    title: Mapped[str] = mapped_column(String(200), info=PUBLIC)
    """Its slug when the first page cannot be read."""
    sha256: Mapped[str] = mapped_column(String(64), info=PUBLIC)
    """Of the archive."""
    archive: Mapped[bytes] = mapped_column(LargeBinary, info=PUBLIC)
    faults: Mapped[int] = mapped_column(info=PUBLIC)
    """What keeps it from being published, counted when it was brought."""
    warnings: Mapped[int] = mapped_column(info=PUBLIC)
    brought_by: Mapped[int] = mapped_column(ForeignKey("person.id"), info=PERSONAL)
    brought_at: Mapped[datetime] = mapped_column(info=PUBLIC)


class DraftPublished(Base):
    """That a draft became a version."""

    __tablename__ = "draft_published"
    __table_args__ = (
        ForeignKeyConstraint(["draft_id", "faults"], ["draft.id", "draft.faults"]),
        CheckConstraint("faults = 0", name="without_fault"),
    )

    draft_id: Mapped[int] = mapped_column(primary_key=True, info=PUBLIC)
    faults: Mapped[int] = mapped_column(default=0, info=PUBLIC)
    version_id: Mapped[int] = mapped_column(ForeignKey("course_version.id"), info=PUBLIC)
    published_by: Mapped[int] = mapped_column(ForeignKey("person.id"), info=PERSONAL)
    published_at: Mapped[datetime] = mapped_column(info=PUBLIC)
