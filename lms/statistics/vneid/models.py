"""Batches of people to be confirmed, what was answered of each, confirmations, and what has to be told to the other side."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, LargeBinary, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from lms.db import PERSONAL, PUBLIC, SECRET, Base, new_id
from lms.statistics.vneid.rules import Form, State, Status

_IS_MAKING = text("state = 'making'")


class Batch(Base):
    """People sent together. Its manifest says how many and is signed; it stays when the file with the names has gone."""

    __tablename__ = "vneid_batch"
    __table_args__ = (
        Index("uq_vneid_batch_making", "state", unique=True, sqlite_where=_IS_MAKING, postgresql_where=_IS_MAKING),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=PUBLIC)
    public_id: Mapped[str] = mapped_column(String(36), unique=True, default=new_id, info=PUBLIC)
    """Names it in its files and to the other side, for whom it is the key that makes sending twice sending once."""
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=PERSONAL)
    """Who asked for it; nobody is the command line."""
    state: Mapped[State] = mapped_column(String(10), default=State.MAKING, info=PUBLIC)
    form: Mapped[Form] = mapped_column(String(4), info=PUBLIC)
    layout: Mapped[list[Any]] = mapped_column(info=PUBLIC)
    """Its columns in their order, each with its head."""
    as_of: Mapped[date] = mapped_column(info=PUBLIC)
    """The day on which its people had attained."""
    total: Mapped[int] = mapped_column(default=0, info=PUBLIC)
    asked_at: Mapped[datetime] = mapped_column(info=PUBLIC)
    made_at: Mapped[datetime | None] = mapped_column(info=PUBLIC)
    sent_at: Mapped[datetime | None] = mapped_column(info=PUBLIC)
    is_over_the_line: Mapped[bool] = mapped_column(default=False, info=PUBLIC)
    """The background sent it, so the other side knows it by its name; others were handed over as files."""
    receipt: Mapped[str] = mapped_column(String(200), default="", info=PUBLIC)
    """What the other side said when it took the batch; or with which paper it was handed over."""
    answered_at: Mapped[datetime | None] = mapped_column(info=PUBLIC)
    """When the newest reply was taken."""
    replies: Mapped[int] = mapped_column(default=0, info=PUBLIC)
    package: Mapped[bytes | None] = mapped_column(LargeBinary, info=PERSONAL)
    """The ZIP with file, manifest and signature, sealed where identity numbers are kept; taken away when nobody waits any
    more."""
    sha256: Mapped[str] = mapped_column(String(64), default="", info=PUBLIC)
    manifest: Mapped[bytes | None] = mapped_column(LargeBinary, info=PUBLIC)
    signature: Mapped[bytes | None] = mapped_column(LargeBinary, info=PUBLIC)
    kid: Mapped[str] = mapped_column(String(16), default="", info=PUBLIC)


class Member(Base):
    """A person in a batch under a key made for this batch, and what was answered."""

    __tablename__ = "vneid_member"
    __table_args__ = (UniqueConstraint("batch_id", "key"), UniqueConstraint("batch_id", "person_id"))

    batch_id: Mapped[int] = mapped_column(ForeignKey("vneid_batch.id"), primary_key=True, info=PUBLIC)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, info=PUBLIC)
    key: Mapped[str] = mapped_column(String(16), info=PERSONAL)
    """Random, so that two batches cannot be laid side by side by it."""
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=PERSONAL)
    status: Mapped[Status] = mapped_column(String(10), default=Status.PENDING, info=PERSONAL)
    confirmed_on: Mapped[date | None] = mapped_column(info=PERSONAL)
    reason: Mapped[str] = mapped_column(String(300), default="", info=PERSONAL)
    answered_at: Mapped[datetime | None] = mapped_column(info=PERSONAL)


class Confirmation(Base):
    """That somebody is confirmed since a day, and who said so. Nothing withdraws it; the earliest day counts."""

    __tablename__ = "vneid_confirmation"
    __table_args__ = (UniqueConstraint("person_id", "confirmed_on"),)

    id: Mapped[int] = mapped_column(primary_key=True, info=PERSONAL)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), info=PERSONAL)
    confirmed_on: Mapped[date] = mapped_column(index=True, info=PERSONAL)
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("vneid_batch.id"), index=True, info=PUBLIC)
    """The batch whose reply said so; nothing where it was obtained elsewhere."""
    source: Mapped[str] = mapped_column(String(300), default="", info=PUBLIC)
    """The document, where it was obtained elsewhere."""
    recorded_at: Mapped[datetime] = mapped_column(info=PERSONAL)
    recorded_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"), info=PERSONAL)


class WaitingReply(Base):
    """A reply that was looked through and not taken yet; another upload takes its place, and it goes with its batch."""

    __tablename__ = "vneid_reply"

    batch_id: Mapped[int] = mapped_column(ForeignKey("vneid_batch.id"), primary_key=True, info=PUBLIC)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), info=PERSONAL)
    """Who brought it."""
    name: Mapped[str] = mapped_column(String(120), info=PUBLIC)
    sha256: Mapped[str] = mapped_column(String(64), info=PUBLIC)
    content: Mapped[bytes] = mapped_column(LargeBinary, info=PERSONAL)
    """Sealed where identity numbers are kept."""
    uploaded_at: Mapped[datetime] = mapped_column(info=PERSONAL)


class ClosedCase(Base):
    """That the other side was told of a certificate that is void. Cases themselves follow from the facts."""

    __tablename__ = "vneid_case"

    certificate_id: Mapped[str] = mapped_column(ForeignKey("certificate.id"), primary_key=True, info=PERSONAL)
    note: Mapped[str] = mapped_column(String(300), info=PERSONAL)
    closed_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"), info=PERSONAL)
    closed_at: Mapped[datetime] = mapped_column(info=PERSONAL)


class IdentityNumber(Base):
    """A national identity number, sealed, and a mark to find it by; both need a key that is not in the database."""

    __tablename__ = "vneid_number"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, info=PERSONAL)
    mark: Mapped[str] = mapped_column(String(64), unique=True, info=SECRET)
    sealed: Mapped[bytes] = mapped_column(LargeBinary, info=SECRET)
    recorded_at: Mapped[datetime] = mapped_column(info=PERSONAL)
