"""What somebody asked to have at once, the certificates it holds, and the files made of them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, ForeignKeyConstraint, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from lms.certificates.bulk.rules import Kind, State
from lms.certificates.rules import Wanted
from lms.db import PERSONAL, PUBLIC, Base, new_id


class Export(Base):
    """One thing asked for. It is gone some days after it was ready; the audit record keeps that it was."""

    __tablename__ = "certificate_export"

    id: Mapped[int] = mapped_column(primary_key=True, info=PUBLIC)
    public_id: Mapped[str] = mapped_column(String(36), unique=True, default=new_id, info=PERSONAL)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=PERSONAL)
    """Who asked, and who alone may have it; nobody is the command line."""
    scope_kind: Mapped[str] = mapped_column(String(20), info=PUBLIC)
    scope_keys: Mapped[list[Any]] = mapped_column(info=PUBLIC)
    """Of what the certificates are: see :mod:`lms.certificates.bulk.scopes`."""
    label: Mapped[str] = mapped_column(String(200), info=PUBLIC)
    """The same in words: «Xã Lâm Thao»."""
    kind: Mapped[Kind] = mapped_column(String(10), info=PUBLIC)
    wanted: Mapped[dict[str, Any]] = mapped_column(info=PERSONAL)
    total: Mapped[int] = mapped_column(info=PUBLIC)
    done: Mapped[int] = mapped_column(default=0, info=PUBLIC)
    missing: Mapped[int] = mapped_column(default=0, info=PUBLIC)
    """How many could not be put in: revoked meanwhile, or still waiting for their signature."""
    step: Mapped[int] = mapped_column(default=0, info=PUBLIC)
    """Counts the steps of the making, so that none is done twice."""
    state: Mapped[State] = mapped_column(String(10), default=State.MAKING, info=PUBLIC)
    asked_at: Mapped[datetime] = mapped_column(info=PERSONAL)
    expires_at: Mapped[datetime] = mapped_column(index=True, info=PUBLIC)
    ready_at: Mapped[datetime | None] = mapped_column(info=PUBLIC)

    @property
    def looked_for(self) -> Wanted:
        """What the register was asked for."""
        return Wanted.from_json(self.wanted)


class ExportItem(Base):
    """A certificate in an export, at its place; chosen when it was asked for, so that every try finds the same."""

    __tablename__ = "certificate_export_item"

    export_id: Mapped[int] = mapped_column(ForeignKey("certificate_export.id"), primary_key=True, info=PUBLIC)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, info=PUBLIC)
    certificate_id: Mapped[str] = mapped_column(ForeignKey("certificate.id"), info=PERSONAL)


class ExportPart(Base):
    """A file of an export. It is there for others when all of it is: then ``made_at`` says since when."""

    __tablename__ = "certificate_export_part"

    export_id: Mapped[int] = mapped_column(ForeignKey("certificate_export.id"), primary_key=True, info=PUBLIC)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, info=PUBLIC)
    """From 1; drafts that are bound together at the end have numbers below 0."""
    name: Mapped[str] = mapped_column(String(120), info=PUBLIC)
    count: Mapped[int] = mapped_column(default=0, info=PUBLIC)
    size: Mapped[int] = mapped_column(default=0, info=PUBLIC)
    sha256: Mapped[str] = mapped_column(String(64), default="", info=PUBLIC)
    made_at: Mapped[datetime | None] = mapped_column(info=PUBLIC)


class ExportPiece(Base):
    """Some bytes of a part: ``content``, and after it the kept file of a certificate if one is named."""

    __tablename__ = "certificate_export_piece"
    __table_args__ = (
        ForeignKeyConstraint(
            ["export_id", "number"],
            ["certificate_export_part.export_id", "certificate_export_part.number"],
            name="fk_certificate_export_piece_part",
        ),
    )

    export_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, info=PUBLIC)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, info=PUBLIC)
    begins_at: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, info=PUBLIC)
    size: Mapped[int] = mapped_column(info=PUBLIC)
    content: Mapped[bytes] = mapped_column(LargeBinary, info=PERSONAL)
    certificate_id: Mapped[str | None] = mapped_column(ForeignKey("certificate.id"), info=PERSONAL)
