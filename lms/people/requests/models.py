"""A request about one's own data, with what became of it. It stays as proof that it was answered."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from lms.db import PERSONAL, PUBLIC, Base, new_id
from lms.people.requests.rules import State, What


class Request(Base):
    """One request; a person has at most one of each kind that waits for its answer."""

    __tablename__ = "request"
    __table_args__ = (
        Index(
            "uq_request_waiting",
            "person_id",
            "what",
            unique=True,
            sqlite_where=text("state = 'sent'"),
            postgresql_where=text("state = 'sent'"),
        ),
        CheckConstraint("(state = 'sent') = (answered_at IS NULL)", name="answered_has_an_instant"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=PERSONAL)
    public_id: Mapped[str] = mapped_column(String(36), unique=True, default=new_id, info=PERSONAL)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=PERSONAL)
    what: Mapped[What] = mapped_column(String(20), info=PUBLIC)
    wanted: Mapped[dict[str, Any]] = mapped_column(info=PERSONAL)
    """For a correction what is to be different: ``name``, ``birth_year``, ``commune`` (its code)."""
    note: Mapped[str] = mapped_column(String(500), info=PERSONAL)
    org_unit_id: Mapped[int] = mapped_column(ForeignKey("org_unit.id"), index=True, info=PERSONAL)
    """Where the person lived when asking: those in charge of that place answer."""
    asked_at: Mapped[datetime] = mapped_column(info=PERSONAL)
    state: Mapped[State] = mapped_column(String(12), info=PUBLIC)
    answered_at: Mapped[datetime | None] = mapped_column(info=PERSONAL)
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"), info=PERSONAL)
    reason: Mapped[str] = mapped_column(String(500), default="", info=PERSONAL)
    """Why it was refused, in words the person reads."""
