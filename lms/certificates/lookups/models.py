"""The tally: a number for each certificate and day, and nothing of who asked."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from lms.db import PERSONAL, PUBLIC, Base


class CertificateLookup(Base):
    """How often a certificate was looked up on a day."""

    __tablename__ = "certificate_lookup"

    certificate_id: Mapped[str] = mapped_column(ForeignKey("certificate.id"), primary_key=True, info=PERSONAL)
    on: Mapped[date] = mapped_column(primary_key=True, info=PUBLIC)
    count: Mapped[int] = mapped_column(info=PERSONAL)
