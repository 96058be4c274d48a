"""Templates of certificates. A version is written once: papers issued on it must print the same for ever."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.db import PUBLIC, Base


class CertificateTemplate(Base):
    """One version of a template. The database lets nobody change or delete it."""

    __tablename__ = "certificate_template"
    __table_args__ = (UniqueConstraint("key", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True, info=PUBLIC)
    key: Mapped[str] = mapped_column(String(40), info=PUBLIC)
    version: Mapped[int] = mapped_column(info=PUBLIC)
    name: Mapped[str] = mapped_column(String(100), info=PUBLIC)
    """What the office calls it."""
    html: Mapped[str] = mapped_column(info=PUBLIC)
    css: Mapped[str] = mapped_column(info=PUBLIC)
    assets: Mapped[bytes] = mapped_column(LargeBinary, info=PUBLIC)
    """Its pictures and font files, as a ZIP."""
    fonts: Mapped[list[str]] = mapped_column(info=PUBLIC)
    """The families it is set in."""
    languages: Mapped[list[str]] = mapped_column(info=PUBLIC)
    may_be_stamped: Mapped[bool] = mapped_column(info=PUBLIC)
    """Whether the guard found the quick way to print it the same to the eye as the slow one."""
    digest: Mapped[str] = mapped_column(String(64), info=PUBLIC)
    published_at: Mapped[datetime] = mapped_column(info=PUBLIC)
    published_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"), info=PUBLIC)
    """Nobody where the program brought it along, or a command published it."""
