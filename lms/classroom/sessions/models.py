"""A session of a class, and of each who belongs there whether they came. Earlier marks stand in the record."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.classroom.sessions.rules import LONGEST_PLACE
from lms.db import PERSONAL, PUBLIC, SENSITIVE, Base, new_id


class ClassSession(Base):
    """One time a class came together; two cannot begin at one instant."""

    __tablename__ = "class_session"
    __table_args__ = (
        UniqueConstraint("class_id", "starts_at"),
        CheckConstraint("ends_at IS NULL OR ends_at > starts_at", name="hours_in_order"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=PUBLIC)
    public_id: Mapped[str] = mapped_column(String(36), unique=True, default=new_id, info=PUBLIC)
    class_id: Mapped[int] = mapped_column(ForeignKey("class_group.id"), info=PUBLIC)
    starts_at: Mapped[datetime] = mapped_column(info=PUBLIC)
    ends_at: Mapped[datetime | None] = mapped_column(info=PUBLIC)
    place: Mapped[str] = mapped_column(String(LONGEST_PLACE), default="", info=PUBLIC)
    """Where, if it was not where the class always is."""
    opened_by: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=PERSONAL)


class ClassAttendance(Base):
    """Whether somebody came to a session, as it was marked last."""

    __tablename__ = "class_attendance"

    session_id: Mapped[int] = mapped_column(ForeignKey("class_session.id"), primary_key=True, info=PERSONAL)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True, info=PERSONAL)
    present: Mapped[bool] = mapped_column(info=SENSITIVE)
    marked_by: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=PERSONAL)
    marked_at: Mapped[datetime] = mapped_column(info=SENSITIVE)
