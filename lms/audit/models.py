"""The audit row. It holds keys, not names, so that erasing a person does not rewrite history."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from lms.db import PERSONAL, PUBLIC, SENSITIVE, Base


class AuditRow(Base):
    """One act; triggers in both databases refuse to update or delete it."""

    __tablename__ = "audit_row"

    id: Mapped[int] = mapped_column(primary_key=True, info=PUBLIC)
    at: Mapped[datetime] = mapped_column(index=True, info=PUBLIC)
    actor_id: Mapped[int | None] = mapped_column(index=True, info=PERSONAL)
    """The person who acted; none is the system or the command line."""
    act: Mapped[str] = mapped_column(String(60), index=True, info=PUBLIC)
    subject: Mapped[str] = mapped_column(String(60), index=True, info=PERSONAL)
    """What was acted upon, as ``table:key``."""
    org_unit_id: Mapped[int | None] = mapped_column(index=True, info=PUBLIC)
    details: Mapped[dict[str, Any]] = mapped_column(info=SENSITIVE)
