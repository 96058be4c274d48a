"""What is given on paper: cards that sign in whoever holds them, and codes that open the door once.

Both are kept as fingerprints only: who reads these tables cannot come in.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from lms.db import PERSONAL, SECRET, SENSITIVE, Base

LONGEST_PRINTED_FOR = 40


def _one_open(name: str) -> Index:
    """At most one row of a login that has not ended, whatever happens at the same moment."""
    return Index(
        name, "login_id", unique=True, sqlite_where=text("ended_at IS NULL"), postgresql_where=text("ended_at IS NULL")
    )


class SignInCard(Base):
    """A printed card with a QR code, for a learner who does not type. It holds until it is ended or replaced."""

    __tablename__ = "sign_in_card"
    __table_args__ = (_one_open("uq_sign_in_card_open"),)

    id: Mapped[int] = mapped_column(primary_key=True, info=PERSONAL)
    login_id: Mapped[int] = mapped_column(ForeignKey("login.id"), index=True, info=PERSONAL)
    secret_sha256: Mapped[str] = mapped_column(String(64), unique=True, info=SECRET)
    """Of 128 random bits, which need no slow hash."""
    made_by: Mapped[int] = mapped_column(ForeignKey("person.id"), info=PERSONAL)
    made_at: Mapped[datetime] = mapped_column(info=PERSONAL)
    ended_at: Mapped[datetime | None] = mapped_column(info=PERSONAL)


class RecoveryCode(Base):
    """Eight digits for somebody who has forgotten the password: once, within a day, with few tries."""

    __tablename__ = "recovery_code"
    __table_args__ = (_one_open("uq_recovery_code_open"),)

    id: Mapped[int] = mapped_column(primary_key=True, info=PERSONAL)
    login_id: Mapped[int] = mapped_column(ForeignKey("login.id"), index=True, info=PERSONAL)
    code_hash: Mapped[str] = mapped_column(String(200), info=SECRET)
    made_by: Mapped[int] = mapped_column(ForeignKey("person.id"), info=PERSONAL)
    made_at: Mapped[datetime] = mapped_column(info=PERSONAL)
    expires_at: Mapped[datetime] = mapped_column(info=PERSONAL)
    printed_for: Mapped[str | None] = mapped_column(String(LONGEST_PRINTED_FOR), index=True, info=PERSONAL)
    """With what it ends, for example a class on whose cards it stands."""
    tries: Mapped[int] = mapped_column(default=0, info=SENSITIVE)
    ended_at: Mapped[datetime | None] = mapped_column(info=PERSONAL)
    used_at: Mapped[datetime | None] = mapped_column(info=PERSONAL)
