"""A question asked in a session, and the one answer of each person to it. They are no attempts (decision 0021)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.db import PERSONAL, PUBLIC, SENSITIVE, Base, new_id


class LiveQuestion(Base):
    """A question to everybody: open, then closed, shown as the teacher says, and put away at last."""

    __tablename__ = "live_question"
    __table_args__ = (
        UniqueConstraint("session_id", "number"),
        CheckConstraint("closed_at IS NOT NULL OR NOT shows_answer", name="closed_before_told"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=PUBLIC)
    public_id: Mapped[str] = mapped_column(String(36), unique=True, default=new_id, info=PUBLIC)
    session_id: Mapped[int] = mapped_column(ForeignKey("live_session.session_id"), info=PUBLIC)
    number: Mapped[int] = mapped_column(info=PUBLIC)
    """From 1 upward in its session; the one with the highest is on the screens until it is put away."""
    version_id: Mapped[int] = mapped_column(ForeignKey("course_version.id"), info=PUBLIC)
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), info=PUBLIC)
    asked_at: Mapped[datetime] = mapped_column(info=PUBLIC)
    asked_by: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=PERSONAL)
    closed_at: Mapped[datetime | None] = mapped_column(info=PUBLIC)
    away_at: Mapped[datetime | None] = mapped_column(info=PUBLIC)
    shows_bars: Mapped[bool] = mapped_column(default=False, info=PUBLIC)
    shows_answer: Mapped[bool] = mapped_column(default=False, info=PUBLIC)


class LiveAnswer(Base):
    """What somebody answered, as it was answered last; ``submission`` was fixed before it was first sent."""

    __tablename__ = "live_answer"

    question_id: Mapped[int] = mapped_column(ForeignKey("live_question.id"), primary_key=True, info=PERSONAL)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True, info=PERSONAL)
    submission: Mapped[str] = mapped_column(String(36), unique=True, info=SENSITIVE)
    number: Mapped[int] = mapped_column(info=SENSITIVE)
    """How often it was answered; who changes an answer says which one is being changed."""
    chosen: Mapped[list[Any]] = mapped_column(info=SENSITIVE)
    """Indexes of options in the author's order, or the one text that was typed; empty is «Không biết»."""
    is_right: Mapped[bool] = mapped_column(info=SENSITIVE)
    answered_at: Mapped[datetime] = mapped_column(info=SENSITIVE)
