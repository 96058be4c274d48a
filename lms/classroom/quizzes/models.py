"""The sheets of a class, who is watched at the final, and pictures of sheets on their way to being read."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.classroom.quizzes.rules import KEY_LENGTH
from lms.db import PERSONAL, PUBLIC, SENSITIVE, Base, new_id


class QuizSheet(Base):
    """The sheet of an attempt on paper. It counts while the attempt is open on paper; printed again it is the same."""

    __tablename__ = "class_quiz_sheet"

    id: Mapped[int] = mapped_column(primary_key=True, info=PERSONAL)
    key: Mapped[str] = mapped_column(String(KEY_LENGTH), unique=True, info=PERSONAL)
    """What its QR code holds: it says nothing to anybody else."""
    attempt_id: Mapped[str] = mapped_column(ForeignKey("attempt.id"), unique=True, info=PERSONAL)
    class_id: Mapped[int] = mapped_column(ForeignKey("class_group.id"), index=True, info=PERSONAL)
    drawn_at: Mapped[datetime] = mapped_column(info=SENSITIVE)
    drawn_by: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=PERSONAL)


class WatchedFinal(Base):
    """That somebody is watched at the final in a session, from an instant to another."""

    __tablename__ = "class_watched_final"
    __table_args__ = (CheckConstraint("closes_at >= opened_at", name="in_order"),)

    session_id: Mapped[int] = mapped_column(ForeignKey("class_session.id"), primary_key=True, info=PERSONAL)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True, info=PERSONAL)
    has_learned: Mapped[bool] = mapped_column(info=SENSITIVE)
    """The word of the teacher that the person went through the lessons in the class."""
    opened_at: Mapped[datetime] = mapped_column(info=SENSITIVE)
    closes_at: Mapped[datetime] = mapped_column(info=SENSITIVE)
    opened_by: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=PERSONAL)


class ScanState(StrEnum):
    """Where a picture stands."""

    WAITING = "waiting"
    READ = "read"
    REFUSED = "refused"


class SheetScan(Base):
    """A picture of a sheet, kept until somebody has looked at what was read off it, then forgotten with it."""

    __tablename__ = "class_sheet_scan"
    __table_args__ = (UniqueConstraint("class_id", "digest", "page"),)

    id: Mapped[int] = mapped_column(primary_key=True, info=PERSONAL)
    public_id: Mapped[str] = mapped_column(String(36), unique=True, default=new_id, info=PERSONAL)
    class_id: Mapped[int] = mapped_column(ForeignKey("class_group.id"), index=True, info=PERSONAL)
    attempt_id: Mapped[str | None] = mapped_column(ForeignKey("attempt.id"), index=True, info=PERSONAL)
    """Whose sheet it is, as soon as that is known."""
    digest: Mapped[str] = mapped_column(String(64), info=SENSITIVE)
    """SHA-256 of the file, so that sending it twice is sending it once."""
    page: Mapped[int] = mapped_column(info=PUBLIC)
    """Of the file, from 1."""
    state: Mapped[ScanState] = mapped_column(String(10), info=SENSITIVE)
    content: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    """The picture; once it was read, the sheet cut out of it."""
    reading: Mapped[dict[str, Any]] = mapped_column(info=SENSITIVE)
    """What was read: ``{"rows": [["A"], …], "doubts": [number, …], "flags": [word, …]}``."""
    brought_by: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=PERSONAL)
    brought_at: Mapped[datetime] = mapped_column(info=SENSITIVE)
