"""What became of an abolished unit."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from lms.db import PUBLIC, Base


class Succession(Base):
    """An old unit went into a new one from a day: the whole of it, or (one row each) the villages that are named."""

    __tablename__ = "succession"
    __table_args__ = (Index("uq_succession", "old_id", "new_id", "village_id", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True, info=PUBLIC)
    old_id: Mapped[int] = mapped_column(ForeignKey("org_unit.id"), info=PUBLIC)
    new_id: Mapped[int] = mapped_column(ForeignKey("org_unit.id"), index=True, info=PUBLIC)
    village_id: Mapped[int | None] = mapped_column(ForeignKey("org_unit.id"), info=PUBLIC)
    """Nothing where the whole unit went."""
    effective_on: Mapped[date] = mapped_column(info=PUBLIC)
    source: Mapped[str] = mapped_column(String(300), info=PUBLIC)
    imported_at: Mapped[datetime] = mapped_column(info=PUBLIC)
