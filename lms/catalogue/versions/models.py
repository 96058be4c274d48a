"""That a version must be learned again by those who began or finished an older one."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from lms.db import PUBLIC, Base


class Redo(Base):
    """The mark «phải học lại» of one version. The version itself never changes, so its mark stands beside it."""

    __tablename__ = "redo"

    version_id: Mapped[int] = mapped_column(ForeignKey("course_version.id"), primary_key=True, info=PUBLIC)
    because: Mapped[str] = mapped_column(String(500), info=PUBLIC)
    """Why, as learners read it."""
    marked_at: Mapped[datetime] = mapped_column(info=PUBLIC)
