"""Publications and their finished files. Neither is ever changed: a correction is a new revision beside the old one."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.db import PUBLIC, Base


class Publication(Base):
    """One revision of a frozen period, as the public was told it."""

    __tablename__ = "publication"
    __table_args__ = (UniqueConstraint("period", "revision"),)

    id: Mapped[int] = mapped_column(primary_key=True, info=PUBLIC)
    period: Mapped[str] = mapped_column(String(20), info=PUBLIC)
    """As it stands in addresses, for example «2026-T11»."""
    revision: Mapped[int] = mapped_column(info=PUBLIC)
    title: Mapped[str] = mapped_column(String(200), info=PUBLIC)
    year: Mapped[int] = mapped_column(info=PUBLIC)
    """Whose targets are compared."""
    cut_off: Mapped[date] = mapped_column(info=PUBLIC)
    unit_code: Mapped[str] = mapped_column(String(20), info=PUBLIC)
    frozen_sha256: Mapped[str] = mapped_column(String(64), info=PUBLIC)
    """Of the frozen rows it was made from; never told, because a reader could try out with it what is kept back."""
    published_at: Mapped[datetime] = mapped_column(info=PUBLIC)


class PublishedFile(Base):
    """One finished file of a publication."""

    __tablename__ = "published_file"

    publication_id: Mapped[int] = mapped_column(ForeignKey("publication.id"), primary_key=True, info=PUBLIC)
    name: Mapped[str] = mapped_column(String(60), primary_key=True, info=PUBLIC)
    mimetype: Mapped[str] = mapped_column(String(100), info=PUBLIC)
    sha256: Mapped[str] = mapped_column(String(64), info=PUBLIC)
    content: Mapped[bytes] = mapped_column(LargeBinary, info=PUBLIC)
