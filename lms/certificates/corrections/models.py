"""What a holder asked to be put right on a certificate, and what became of it. It stays as proof."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from lms.certificates.corrections.rules import State
from lms.db import PERSONAL, PUBLIC, Base, new_id


class CertificateCorrection(Base):
    """One request; for a certificate at most one waits for its answer."""

    __tablename__ = "certificate_correction"
    __table_args__ = (
        Index(
            "uq_certificate_correction_waiting",
            "certificate_id",
            unique=True,
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
        CheckConstraint("(state = 'waiting') = (answered_at IS NULL)", name="answered_has_an_instant"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=PERSONAL)
    public_id: Mapped[str] = mapped_column(String(36), unique=True, default=new_id, info=PERSONAL)
    certificate_id: Mapped[str] = mapped_column(ForeignKey("certificate.id"), index=True, info=PERSONAL)
    wanted: Mapped[dict[str, Any]] = mapped_column(info=PERSONAL)
    """The lines that are to be different: ``holder``, ``birth_year``, ``place_line``."""
    note: Mapped[str] = mapped_column(String(500), info=PERSONAL)
    """Why, in the words of the holder."""
    asked_at: Mapped[datetime] = mapped_column(info=PERSONAL)
    state: Mapped[State] = mapped_column(String(12), info=PUBLIC)
    answered_at: Mapped[datetime | None] = mapped_column(info=PERSONAL)
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"), info=PERSONAL)
    reason: Mapped[str] = mapped_column(String(500), default="", info=PERSONAL)
    """Why it was refused, in words the holder reads."""
