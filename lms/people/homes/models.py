"""That somebody has died or left the province, who wrote it down, and whether it was taken back."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from lms.db import PERSONAL, Base
from lms.people.homes.rules import Why


class Departure(Base):
    """One entry; a person has at most one that holds. Its day is the person's ``left_on`` while it does."""

    __tablename__ = "departure"
    __table_args__ = (
        Index(
            "uq_departure_holds",
            "person_id",
            unique=True,
            sqlite_where=text("taken_back_at IS NULL"),
            postgresql_where=text("taken_back_at IS NULL"),
        ),
        CheckConstraint("(taken_back_by IS NULL) = (taken_back_at IS NULL)", name="taken_back_by_somebody"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=PERSONAL)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=PERSONAL)
    left_on: Mapped[date] = mapped_column(info=PERSONAL)
    why: Mapped[Why] = mapped_column(String(10), info=PERSONAL)
    recorded_by: Mapped[int] = mapped_column(ForeignKey("person.id"), info=PERSONAL)
    recorded_at: Mapped[datetime] = mapped_column(info=PERSONAL)
    """Ways in that were closed with it carry this instant, and are opened again when it is taken back."""
    taken_back_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"), info=PERSONAL)
    taken_back_at: Mapped[datetime | None] = mapped_column(info=PERSONAL)
