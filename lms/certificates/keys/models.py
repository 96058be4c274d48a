"""A key that signs or has signed. Its row is never deleted: what it signed must be verifiable for ever."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import String

from lms.db import PUBLIC, Base


class Purpose(StrEnum):
    """What a key signs; one key never signs two kinds of things."""

    BADGE = "badge"
    """Open Badges and their status lists: Ed25519."""
    QR = "qr"
    """What telephones verify without a network: P-256, which every browser knows."""
    MANIFEST = "manifest"
    """What stands in batches handed to other offices: Ed25519. It is made when the first batch is."""
    BUNDLE = "bundle"
    """Classes that are taken along: Ed25519. It is made when the first class is."""
    PDF = "pdf"
    """The paper in the sense of the law. Its private part may be in a token; here is the public part only."""


_IS_CURRENT = text("retired_at IS NULL AND purpose <> 'pdf'")


class SigningKey(Base):
    """The public part of a key; triggers in both databases refuse to delete it or to put another in its place."""

    __tablename__ = "signing_key"
    __table_args__ = (
        Index("uq_signing_key_current", "purpose", unique=True, sqlite_where=_IS_CURRENT, postgresql_where=_IS_CURRENT),
    )

    kid: Mapped[str] = mapped_column(String(16), primary_key=True, info=PUBLIC)
    """Names the key in everything it signed: the first 8 hexadecimal digits of the SHA-256 of the public key."""
    purpose: Mapped[Purpose] = mapped_column(String(8), index=True, info=PUBLIC)
    public_key: Mapped[str] = mapped_column(Text, info=PUBLIC)
    """PEM."""
    valid_from: Mapped[datetime] = mapped_column(info=PUBLIC)
    retired_at: Mapped[datetime | None] = mapped_column(info=PUBLIC)
    """From then on it signs nothing more; what it signed before stays good."""
