"""What is kept of such a card: a hash, and nothing of an account, which there is none of yet."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from lms.db import PERSONAL, SECRET, SENSITIVE, Base
from lms.people.papers.models import LONGEST_PRINTED_FOR


class ActivationCode(Base):
    """Eight digits with which somebody without a way in makes one: once, within 14 days, with few tries."""

    __tablename__ = "activation_code"
    __table_args__ = (
        Index(
            "uq_activation_code_open",
            "person_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=PERSONAL)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=PERSONAL)
    key: Mapped[str] = mapped_column(String(22), unique=True, info=SECRET)
    """Says in the QR code whose card it is, by chance and nothing else: 128 random bits."""
    code_hash: Mapped[str] = mapped_column(String(200), info=SECRET)
    printed_for: Mapped[str | None] = mapped_column(String(LONGEST_PRINTED_FOR), index=True, info=PERSONAL)
    """With what it ends, for example a class."""
    made_by: Mapped[int] = mapped_column(ForeignKey("person.id"), info=PERSONAL)
    made_at: Mapped[datetime] = mapped_column(info=PERSONAL)
    expires_at: Mapped[datetime] = mapped_column(info=PERSONAL)
    tries: Mapped[int] = mapped_column(default=0, info=SENSITIVE)
    ended_at: Mapped[datetime | None] = mapped_column(info=PERSONAL)
    used_at: Mapped[datetime | None] = mapped_column(info=PERSONAL)
