"""Which slide a class sees on its wall, so that the teacher's telephone can turn it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from lms.db import PUBLIC, Base


class ClassWall(Base):
    """The wall of a class, as the projector or the telephone moved it last."""

    __tablename__ = "class_wall"

    class_id: Mapped[int] = mapped_column(ForeignKey("class_group.id"), primary_key=True, info=PUBLIC)
    version_id: Mapped[int] = mapped_column(ForeignKey("course_version.id"), info=PUBLIC)
    module: Mapped[str] = mapped_column(String(80), info=PUBLIC)
    slide: Mapped[int] = mapped_column(info=PUBLIC)
    """From 1 upward; the one after the last says that the lesson is over."""
    is_dark: Mapped[bool] = mapped_column(info=PUBLIC)
    step: Mapped[int] = mapped_column(info=PUBLIC)
    """Goes up with every move: who knows the newest knows everything."""
    moved_at: Mapped[datetime] = mapped_column(info=PUBLIC)
