"""The session row: logging out deletes it, and nothing in the browser can bring it back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from lms.db import PERSONAL, SECRET, SENSITIVE, Base


class WebSession(Base):
    """What a browser's cookie stands for. A guest gets a row only when there is something to remember."""

    __tablename__ = "web_session"

    key: Mapped[str] = mapped_column(String(64), primary_key=True, info=SECRET)
    """SHA-256 of the cookie: who reads the table cannot use it."""
    login_id: Mapped[int | None] = mapped_column(index=True, info=PERSONAL)
    data: Mapped[dict[str, Any]] = mapped_column(info=SENSITIVE)
    created_at: Mapped[datetime] = mapped_column(info=SENSITIVE)
    seen_at: Mapped[datetime] = mapped_column(info=SENSITIVE)
    idle_minutes: Mapped[int] = mapped_column(info=SENSITIVE)
    expires_at: Mapped[datetime] = mapped_column(index=True, info=SENSITIVE)
