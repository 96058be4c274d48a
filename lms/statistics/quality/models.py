"""Bursts that were found: how many certificates came together, where and when; nothing of persons."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.db import PUBLIC, Base
from lms.statistics.quality.rules import Sort


class FoundBurst(Base):
    """One burst; the same one is kept once."""

    __tablename__ = "found_burst"
    __table_args__ = (UniqueConstraint("org_unit_id", "course_id", "at", "sort"),)

    id: Mapped[int] = mapped_column(primary_key=True, info=PUBLIC)
    sort: Mapped[Sort] = mapped_column(String(12), info=PUBLIC)
    org_unit_id: Mapped[int] = mapped_column(ForeignKey("org_unit.id"), info=PUBLIC)
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"), info=PUBLIC)
    at: Mapped[datetime] = mapped_column(index=True, info=PUBLIC)
    people: Mapped[int] = mapped_column(info=PUBLIC)
