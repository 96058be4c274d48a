"""The signed documents, kept byte for byte: nothing that is changed elsewhere changes what was signed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from lms.db import PERSONAL, PUBLIC, Base


class Badge(Base):
    """The badge of a certificate: the bytes that are embedded in its paper and handed out at its address."""

    __tablename__ = "certificate_badge"

    certificate_id: Mapped[str] = mapped_column(ForeignKey("certificate.id"), primary_key=True, info=PERSONAL)
    content: Mapped[bytes] = mapped_column(LargeBinary, info=PERSONAL)
    signed_at: Mapped[datetime] = mapped_column(info=PUBLIC)


class StatusList(Base):
    """A public list of certificates that hold no more, signed; it is replaced when one more has ended."""

    __tablename__ = "status_list"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, info=PUBLIC)
    ended: Mapped[int] = mapped_column(info=PUBLIC)
    """How many have ended in it: nothing that has ended ever holds again, so a list with fewer is older."""
    content: Mapped[bytes] = mapped_column(LargeBinary, info=PUBLIC)
    sha256: Mapped[str] = mapped_column(String(64), info=PUBLIC)
    signed_at: Mapped[datetime] = mapped_column(info=PUBLIC)
