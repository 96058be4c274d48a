"""That two entries were found to be one person, who said so, and whether it was taken back."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from lms.db import PERSONAL, SENSITIVE, Base


class DuplicateDecision(Base):
    """One decision; an entry is joined to at most one other. While it holds it is the entry's ``canonical_id``."""

    __tablename__ = "duplicate_decision"
    __table_args__ = (
        Index(
            "uq_duplicate_decision_holds",
            "person_id",
            unique=True,
            sqlite_where=text("taken_back_at IS NULL"),
            postgresql_where=text("taken_back_at IS NULL"),
        ),
        CheckConstraint("person_id <> canonical_id", name="two_entries"),
        CheckConstraint("(taken_back_by IS NULL) = (taken_back_at IS NULL)", name="taken_back_by_somebody"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=PERSONAL)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), info=PERSONAL)
    """The entry that is joined to the other."""
    canonical_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=PERSONAL)
    reason: Mapped[str] = mapped_column(String(300), info=SENSITIVE)
    decided_by: Mapped[int] = mapped_column(ForeignKey("person.id"), info=PERSONAL)
    decided_at: Mapped[datetime] = mapped_column(info=PERSONAL)
    taken_back_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"), info=PERSONAL)
    taken_back_at: Mapped[datetime | None] = mapped_column(info=PERSONAL)
