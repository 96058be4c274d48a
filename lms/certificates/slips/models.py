"""The slip of a certificate, kept so that whoever prints it again prints the same bytes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from lms.db import PERSONAL, PUBLIC, Base


class CertificateSlip(Base):
    """What was signed when a certificate was printed. It is never changed: not even when keys are."""

    __tablename__ = "certificate_slip"

    certificate_id: Mapped[str] = mapped_column(ForeignKey("certificate.id"), primary_key=True, info=PERSONAL)
    payload: Mapped[str] = mapped_column(String(300), info=PERSONAL)
    """What stands behind the address in the QR code; empty where the code holds the address alone."""
    mark: Mapped[str] = mapped_column(String(8), index=True, info=PERSONAL)
    """By which telephones find it in the list of what has ended; empty without a payload."""
    kid: Mapped[str] = mapped_column(String(16), info=PUBLIC)
    """The key that signed; empty for papers from before slips were signed."""
    whole: Mapped[str] = mapped_column(String(128), info=PERSONAL)
    """The signature over every printed fact, which shows when a row was changed behind our back."""
    signed_at: Mapped[datetime] = mapped_column(info=PUBLIC)
