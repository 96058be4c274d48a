"""Enrolment, reading, attempts and answers. Constraints decide what can exist once; nothing is ever overwritten."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from lms.db import PERSONAL, PUBLIC, SENSITIVE, Base, new_id


class Mode(StrEnum):
    """How an attempt was taken."""

    ALONE = "alone"
    SUPERVISED = "supervised"
    PAPER = "paper"


class Enrolment(Base):
    """A person on a course, pinned to the version they began; completing is an event with an instant."""

    __tablename__ = "enrolment"
    __table_args__ = (UniqueConstraint("person_id", "course_id", "edition"),)

    id: Mapped[int] = mapped_column(primary_key=True, info=PERSONAL)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=PERSONAL)
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"), index=True, info=PUBLIC)
    version_id: Mapped[int] = mapped_column(ForeignKey("course_version.id"), info=PUBLIC)
    edition: Mapped[int] = mapped_column(default=1, info=PUBLIC)
    enrolled_at: Mapped[datetime] = mapped_column(info=SENSITIVE)
    printed_name: Mapped[str | None] = mapped_column(String(100), info=PERSONAL)
    """The name the person confirmed for the certificate."""
    name_confirmed_at: Mapped[datetime | None] = mapped_column(info=PERSONAL)
    completed_at: Mapped[datetime | None] = mapped_column(info=SENSITIVE)


class ScreenRead(Base):
    """That a screen was read to its end; saying it again changes nothing."""

    __tablename__ = "screen_read"

    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"), primary_key=True, info=SENSITIVE)
    screen_id: Mapped[int] = mapped_column(ForeignKey("screen.id"), primary_key=True, info=SENSITIVE)
    read_at: Mapped[datetime] = mapped_column(info=SENSITIVE)


class Attempt(Base):
    """One try at a quiz. It exists from the first moment; what was drawn, in which order, never changes."""

    __tablename__ = "attempt"
    __table_args__ = (
        UniqueConstraint("enrolment_id", "quiz", "number"),
        Index(
            "uq_attempt_open",
            "enrolment_id",
            "quiz",
            unique=True,
            sqlite_where=text("submitted_at IS NULL"),
            postgresql_where=text("submitted_at IS NULL"),
        ),
        Index(
            "ix_attempt_device",
            "submitted_at",
            sqlite_where=text("device IS NOT NULL"),
            postgresql_where=text("device IS NOT NULL"),
        ),
        CheckConstraint("score IS NULL OR score BETWEEN 0 AND max_score", name="score_in_range"),
        CheckConstraint("(submitted_at IS NULL) = (score IS NULL)", name="scored_when_submitted"),
    )

    id: Mapped[str] = mapped_column(String(36), primary_key=True, default=new_id, info=PERSONAL)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"), index=True, info=PERSONAL)
    quiz: Mapped[str] = mapped_column(String(80), info=PUBLIC)
    """Slug of the module, or ``final``."""
    number: Mapped[int] = mapped_column(info=PUBLIC)
    """From 1 upward for this person and quiz."""
    mode: Mapped[Mode] = mapped_column(String(12), info=PUBLIC)
    recorded_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"), info=PERSONAL)
    """Who keyed it in, when it was not the person."""
    drawn: Mapped[list[Any]] = mapped_column(info=SENSITIVE)
    """``[{"item": id, "order": [option index, …]}, …]`` as shown."""
    started_at: Mapped[datetime] = mapped_column(info=SENSITIVE)
    submitted_at: Mapped[datetime | None] = mapped_column(info=SENSITIVE)
    score: Mapped[int | None] = mapped_column(info=SENSITIVE)
    max_score: Mapped[int] = mapped_column(info=PUBLIC)
    passed: Mapped[bool | None] = mapped_column(info=SENSITIVE)
    device: Mapped[str | None] = mapped_column(String(16), info=SENSITIVE)
    """Of a final that was passed alone: the mark of the browser for this course and day; forgotten after some days."""


class Answer(Base):
    """One answer as it was given. ``submission`` was fixed before the first try: the same one twice is one row."""

    __tablename__ = "answer"
    __table_args__ = (UniqueConstraint("attempt_id", "item_id", "sequence"),)

    submission: Mapped[str] = mapped_column(String(36), primary_key=True, info=SENSITIVE)
    attempt_id: Mapped[str] = mapped_column(ForeignKey("attempt.id"), index=True, info=PERSONAL)
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), info=PUBLIC)
    sequence: Mapped[int] = mapped_column(info=PUBLIC)
    """From 1 upward; the highest is the one that counts."""
    chosen: Mapped[list[Any]] = mapped_column(info=SENSITIVE)
    """Indexes of options in the author's order, or the one text that was typed; empty is «Không biết»."""
    is_right: Mapped[bool] = mapped_column(info=SENSITIVE)
    saved_at: Mapped[datetime] = mapped_column(info=SENSITIVE)
