"""What can be found: the words of every screen of the courses newcomers get, ready to be compared."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.db import PUBLIC, Base


class IndexedScreen(Base):
    """One screen of a current version, or the course itself (``position`` 0). Questions are never in it."""

    __tablename__ = "indexed_screen"
    __table_args__ = (UniqueConstraint("version_id", "language", "module_position", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True, info=PUBLIC)
    version_id: Mapped[int] = mapped_column(ForeignKey("course_version.id"), index=True, info=PUBLIC)
    language: Mapped[str] = mapped_column(String(12), info=PUBLIC)
    module_slug: Mapped[str] = mapped_column(String(80), info=PUBLIC)
    """Empty for the course itself."""
    module_position: Mapped[int] = mapped_column(info=PUBLIC)
    position: Mapped[int] = mapped_column(info=PUBLIC)
    course_title: Mapped[str] = mapped_column(String(200), info=PUBLIC)
    lesson_title: Mapped[str] = mapped_column(String(200), info=PUBLIC)
    heading: Mapped[str] = mapped_column(String(200), info=PUBLIC)
    body: Mapped[str] = mapped_column(info=PUBLIC)
    """The text without markup, NFC, a line for each paragraph."""
    spelled: Mapped[str] = mapped_column(info=PUBLIC)
    """Its words in small letters with their marks: a line each for title, heading, body, and the titles around."""
    folded: Mapped[str] = mapped_column(info=PUBLIC)
    """The same without marks."""
