"""The outbox row, written in the business transaction that wants the work done."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from lms.db import PUBLIC, SENSITIVE, Base


class State(StrEnum):
    """Where a job stands; a dead one failed eight times and waits for a person."""

    READY = "ready"
    DONE = "done"
    DEAD = "dead"


class Job(Base):
    """One piece of work of a ``kind`` on a ``subject``; ``dedup`` is unique, so asking twice is asking once."""

    __tablename__ = "job"
    __table_args__ = (Index("ix_job_due", "state", "run_after"),)

    id: Mapped[int] = mapped_column(primary_key=True, info=PUBLIC)
    kind: Mapped[str] = mapped_column(String(60), info=PUBLIC)
    subject: Mapped[str] = mapped_column(String(80), info=PUBLIC)
    dedup: Mapped[str] = mapped_column(String(160), unique=True, info=PUBLIC)
    state: Mapped[State] = mapped_column(String(10), default=State.READY, info=PUBLIC)
    created_at: Mapped[datetime] = mapped_column(info=PUBLIC)
    run_after: Mapped[datetime] = mapped_column(info=PUBLIC)
    lease_until: Mapped[datetime | None] = mapped_column(info=PUBLIC)
    owner: Mapped[str | None] = mapped_column(String(80), info=PUBLIC)
    tries: Mapped[int] = mapped_column(default=0, info=PUBLIC)
    error: Mapped[str | None] = mapped_column(String(2000), info=SENSITIVE)
    done_at: Mapped[datetime | None] = mapped_column(info=PUBLIC)
