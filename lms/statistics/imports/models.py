"""Files that somebody has put before the office: kept as they came, so that what was shown is what is taken."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from lms.db import PERSONAL, PUBLIC, Base, new_id


class What(StrEnum):
    """What a file holds."""

    POPULATIONS = "populations"
    TARGETS = "targets"
    REQUIRED_SETS = "required-sets"


class Upload(Base):
    """One file, shown and then taken or left."""

    __tablename__ = "statistics_upload"

    id: Mapped[int] = mapped_column(primary_key=True, info=PUBLIC)
    public_id: Mapped[str] = mapped_column(String(36), unique=True, default=new_id, info=PUBLIC)
    what: Mapped[What] = mapped_column(String(20), info=PUBLIC)
    name: Mapped[str] = mapped_column(String(120), info=PUBLIC)
    content: Mapped[bytes] = mapped_column(LargeBinary, info=PUBLIC)
    sha256: Mapped[str] = mapped_column(String(64), info=PUBLIC)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=PERSONAL)
    """Who brought it; nobody when it came in by the command line."""
    uploaded_at: Mapped[datetime] = mapped_column(info=PERSONAL)
    taken_at: Mapped[datetime | None] = mapped_column(info=PERSONAL)
