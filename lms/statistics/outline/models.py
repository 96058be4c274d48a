"""The outlines the province has brought, ready to be drawn; there is one row, or none."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from lms.db import PERSONAL, PUBLIC, Base


class MapOutline(Base):
    """The drawing of a file of outlines."""

    __tablename__ = "map_outline"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, info=PUBLIC)
    name: Mapped[str] = mapped_column(String(120), info=PUBLIC)
    """Of the file."""
    sha256: Mapped[str] = mapped_column(String(64), info=PUBLIC)
    width: Mapped[int] = mapped_column(info=PUBLIC)
    height: Mapped[int] = mapped_column(info=PUBLIC)
    paths: Mapped[dict[str, Any]] = mapped_column(info=PUBLIC)
    """By the code of the commune."""
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=PERSONAL)
    uploaded_at: Mapped[datetime] = mapped_column(info=PERSONAL)
