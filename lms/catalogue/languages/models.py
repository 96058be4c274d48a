"""Translations and recordings. Each knows by a digest which text it belongs to, so none needs a new version."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.db import PUBLIC, SECRET, Base


class Translation(Base):
    """One page in another language, rendered once, beside every version whose words it was made from."""

    __tablename__ = "translation"
    __table_args__ = (UniqueConstraint("course_id", "part", "language", "of"),)

    id: Mapped[int] = mapped_column(primary_key=True, info=PUBLIC)
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"), index=True, info=PUBLIC)
    part: Mapped[str] = mapped_column(String(80), info=PUBLIC)
    """Empty for the course's own page, the module's slug for its lesson, that and ``/quiz`` for its questions."""
    language: Mapped[str] = mapped_column(String(8), info=PUBLIC)
    of: Mapped[str] = mapped_column(String(12), info=PUBLIC)
    """The digest of the words it was translated from."""
    of_day: Mapped[str] = mapped_column(String(10), info=PUBLIC)
    content: Mapped[dict[str, Any]] = mapped_column(info=SECRET)
    """Title, summary, intro_html, screens, items with options and explanations, as far as the part has them."""
    published_at: Mapped[datetime] = mapped_column(info=PUBLIC)


class Status(StrEnum):
    """Whether a recording is heard: a draft waits for a person to listen to it."""

    DRAFT = "draft"
    APPROVED = "approved"


class LessonAudio(Base):
    """A section of a lesson, spoken in some language by a person or by a machine; its bytes are in ``media``."""

    __tablename__ = "lesson_audio"
    __table_args__ = (
        UniqueConstraint(
            *("course_id", "module", "section", "language", "text_sha256", "is_machine"), name="uq_lesson_audio_text"
        ),
        CheckConstraint("status = 'draft' OR approved_by <> ''", name="approved_by_somebody"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=PUBLIC)
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"), index=True, info=PUBLIC)
    module: Mapped[str] = mapped_column(String(80), info=PUBLIC)
    section: Mapped[int] = mapped_column(info=PUBLIC)
    """Number of the screen it was read from."""
    language: Mapped[str] = mapped_column(String(8), info=PUBLIC)
    voice: Mapped[str] = mapped_column(String(100), info=PUBLIC)
    """Whose voice it is, as that person wants to be named; for a machine the name of its voice."""
    is_machine: Mapped[bool] = mapped_column(info=PUBLIC)
    text_sha256: Mapped[str] = mapped_column(String(12), info=PUBLIC)
    """The first 12 hex digits of the SHA-256 of the words it was read from: other words, and it is not heard."""
    sha256: Mapped[str] = mapped_column(ForeignKey("media.sha256"), info=PUBLIC)
    suffix: Mapped[str] = mapped_column(String(8), info=PUBLIC)
    seconds: Mapped[int] = mapped_column(info=PUBLIC)
    bytes: Mapped[int] = mapped_column(info=PUBLIC)
    status: Mapped[Status] = mapped_column(String(10), info=PUBLIC)
    approved_by: Mapped[str] = mapped_column(String(100), default="", info=PUBLIC)
    added_at: Mapped[datetime] = mapped_column(info=PUBLIC)
