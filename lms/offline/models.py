"""Telephones that may add to somebody's course, and what they sent. An event is kept as it came, and kept once."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from lms.db import PERSONAL, PUBLIC, SECRET, SENSITIVE, Base
from lms.offline.rules import Kind


class Outcome(StrEnum):
    """What an event came to."""

    DONE = "done"
    OTHER_VERSION = "other-version"
    OTHER_PERSON = "other-person"
    UNKNOWN = "unknown"
    REFUSED = "refused"


class OfflineToken(Base):
    """One telephone, one person, one course: whoever holds the token may add answers, and see nothing."""

    __tablename__ = "offline_token"

    id: Mapped[int] = mapped_column(primary_key=True, info=PERSONAL)
    key: Mapped[str] = mapped_column(String(64), unique=True, info=SECRET)
    """SHA-256 of the token: who reads the table cannot use it."""
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=PERSONAL)
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"), info=PUBLIC)
    device: Mapped[str] = mapped_column(String(80), info=PERSONAL)
    """What the browser calls itself, in a few words."""
    issued_at: Mapped[datetime] = mapped_column(info=PERSONAL)
    expires_at: Mapped[datetime] = mapped_column(info=PERSONAL)
    used_at: Mapped[datetime | None] = mapped_column(info=PERSONAL)
    revoked_at: Mapped[datetime | None] = mapped_column(info=PERSONAL)


class OfflineEvent(Base):
    """Something done on a telephone. Its id was fixed there before the first try: the same one twice is one row."""

    __tablename__ = "offline_event"
    __table_args__ = (Index("ix_offline_event_token_id_received_at", "token_id", "received_at"),)

    id: Mapped[str] = mapped_column(String(36), primary_key=True, info=SENSITIVE)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=PERSONAL)
    token_id: Mapped[int] = mapped_column(ForeignKey("offline_token.id"), info=PERSONAL)
    kind: Mapped[Kind] = mapped_column(String(10), info=PUBLIC)
    payload: Mapped[dict[str, Any]] = mapped_column(info=SENSITIVE)
    """``{"path": address of the page, "fields": {name: [values]}}``, as the page sent it."""
    rev: Mapped[int] = mapped_column(info=PUBLIC)
    """Number of the course version that was on the telephone."""
    client_time: Mapped[datetime] = mapped_column(info=SENSITIVE)
    """What the telephone's clock said, moved into the time between the token and the arrival."""
    received_at: Mapped[datetime] = mapped_column(info=SENSITIVE)
    outcome: Mapped[Outcome] = mapped_column(String(16), info=SENSITIVE)
