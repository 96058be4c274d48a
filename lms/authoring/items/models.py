"""What was counted of the questions of a version: sums over many, nothing of anybody."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from lms.db import PUBLIC, Base


class ItemAnalysis(Base):
    """The figures of one version, counted anew at night."""

    __tablename__ = "item_analysis"

    version_id: Mapped[int] = mapped_column(ForeignKey("course_version.id"), primary_key=True, info=PUBLIC)
    made_at: Mapped[datetime] = mapped_column(info=PUBLIC)
    figures: Mapped[list[Any]] = mapped_column(info=PUBLIC)
    """``Figures`` as JSON, a question each; questions that too few people answered are not in it."""
