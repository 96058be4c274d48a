"""That a session of a class is running, and who is in it by telephone.

Attendance is another thing: it is what the teacher marks, of those with a telephone and of those without.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from lms.db import PERSONAL, PUBLIC, SENSITIVE, Base


class LiveSession(Base):
    """A session from its start until it was ended, or has ended by itself."""

    __tablename__ = "live_session"

    session_id: Mapped[int] = mapped_column(ForeignKey("class_session.id"), primary_key=True, info=PUBLIC)
    started_at: Mapped[datetime] = mapped_column(info=PUBLIC)
    ends_at: Mapped[datetime] = mapped_column(info=PUBLIC)
    """When it ends by itself; the instant at which it was ended, once it was."""
    started_by: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=PERSONAL)


class LivePresence(Base):
    """Somebody who came into a running session with a telephone, and when it was last heard of."""

    __tablename__ = "live_presence"

    session_id: Mapped[int] = mapped_column(ForeignKey("live_session.session_id"), primary_key=True, info=PERSONAL)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True, info=PERSONAL)
    came_at: Mapped[datetime] = mapped_column(info=SENSITIVE)
    seen_at: Mapped[datetime] = mapped_column(info=SENSITIVE)
    """Kept anew at most every half minute."""
