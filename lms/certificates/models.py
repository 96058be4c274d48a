"""Certificates as records of their own. What is printed is frozen at issue; status changes, facts do not."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.orm import Mapped, mapped_column

from lms.certificates.issuers import MOVEMENT, IssuerDetails
from lms.certificates.rules import Facts, Reason
from lms.db import PERSONAL, PUBLIC, Base, new_id


class Status(StrEnum):
    """Whether a certificate holds today."""

    ACTIVE = "active"
    REVOKED = "revoked"
    SUPERSEDED = "superseded"


def _day_of_issue(context: DefaultExecutionContext) -> Any:
    return context.get_current_parameters()["issued_on"]  # type: ignore[no-untyped-call] # SQLAlchemy leaves it open


class Issuer(Base):
    """A body that issues certificates, and every line of it that is printed. One is the default."""

    __tablename__ = "issuer"
    __table_args__ = (
        Index(
            "uq_issuer_default",
            "is_default",
            unique=True,
            sqlite_where=text("is_default"),
            postgresql_where=text("is_default"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=PUBLIC)
    key: Mapped[str] = mapped_column(String(40), unique=True, info=PUBLIC)
    org_unit_id: Mapped[int] = mapped_column(ForeignKey("org_unit.id"), info=PUBLIC)
    superior: Mapped[str] = mapped_column(String(200), info=PUBLIC)
    name: Mapped[str] = mapped_column(String(200), info=PUBLIC)
    place: Mapped[str] = mapped_column(String(80), info=PUBLIC)
    """Where it is issued, before the date: «Phú Thọ»."""
    number_format: Mapped[str] = mapped_column(String(60), info=PUBLIC)
    """With ``{number}`` and ``{year}``, for example ``{number:05d}/{year}/GCN-BCĐ``."""
    signatory_title: Mapped[str] = mapped_column(String(200), info=PUBLIC)
    signatory_name: Mapped[str] = mapped_column(String(100), info=PUBLIC)
    decision: Mapped[str] = mapped_column(String(300), info=PUBLIC)
    """The decision the certificates rest on; may be empty."""
    check_at: Mapped[str] = mapped_column(String(200), info=PUBLIC)
    """Scheme and host printed in the QR code: papers must find this page for ever."""
    is_default: Mapped[bool] = mapped_column(info=PUBLIC)
    """Whether it issues where no other was appointed."""
    is_demonstration: Mapped[bool] = mapped_column(default=False, info=PUBLIC)
    movement: Mapped[str] = mapped_column(String(200), default=MOVEMENT, info=PUBLIC)
    """The line below the title."""
    template: Mapped[str] = mapped_column(String(40), default="", info=PUBLIC)
    """Key of the template it prints on; empty is the one that comes with the program."""
    logo: Mapped[str] = mapped_column(String(40), default="", info=PUBLIC)
    """Name of its picture in ``issuer_logo``; empty is none."""
    logo_alt: Mapped[str] = mapped_column(String(200), default="", info=PUBLIC)
    """What the picture shows, for whoever does not see it."""
    english: Mapped[dict[str, Any]] = mapped_column(default=dict, info=PUBLIC)
    """Its lines in English, by their names."""

    def details(self) -> IssuerDetails:
        """What of the issuer is printed."""
        return IssuerDetails(**{field.name: getattr(self, field.name) for field in fields(IssuerDetails)})


class OfficeElsewhere(Base):
    """On a laptop that a class was taken along on: which server issues certificates in its place. Elsewhere there is none."""

    __tablename__ = "office_elsewhere"

    id: Mapped[int] = mapped_column(primary_key=True, info=PUBLIC)
    name: Mapped[str] = mapped_column(String(200), info=PUBLIC)
    address: Mapped[str] = mapped_column(String(200), info=PUBLIC)
    """Scheme and host of the server."""


class Appointment(Base):
    """That an issuer, and not the default one, issues for a unit and all below it."""

    __tablename__ = "issuer_appointment"

    org_unit_id: Mapped[int] = mapped_column(ForeignKey("org_unit.id"), primary_key=True, info=PUBLIC)
    issuer_id: Mapped[int] = mapped_column(ForeignKey("issuer.id"), index=True, info=PUBLIC)


class IssuerLogo(Base):
    """A picture of an issuer. Papers that bear it stay, so it stays; its name follows from its bytes."""

    __tablename__ = "issuer_logo"

    name: Mapped[str] = mapped_column(String(40), primary_key=True, info=PUBLIC)
    content: Mapped[bytes] = mapped_column(LargeBinary, info=PUBLIC)


class RegisterBook(Base):
    """The last number given by an issuer in a year; locked while a number is taken, so there are no gaps."""

    __tablename__ = "register_book"

    issuer_id: Mapped[int] = mapped_column(ForeignKey("issuer.id"), primary_key=True, info=PUBLIC)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, info=PUBLIC)
    last_number: Mapped[int] = mapped_column(info=PUBLIC)


_LOOKED_THROUGH = (
    "org_unit_id",
    "issued_at",
    "number",
    "id",
    "status",
    "mode",
    "course_id",
    "issued_on",
    "year",
    "person_id",
    "holder_folded",
    "holder_sort_key",
)
"""All the register is searched and sorted by: looking through 200,000 certificates reads this and no certificate."""

_WHEN = ("issued_on", "ended_on", "attained_on")
"""When it counted: on PostgreSQL, what makes a certificate unique tells this of each person's, too."""
_HELD = ("course_id", "person_id", *_WHEN)
"""All that says who held a course on a day: counting everybody anew reads this and no certificate."""


class Certificate(Base):
    """One certificate; unique per person, course and edition, apart from corrected copies that replace it."""

    __tablename__ = "certificate"
    __table_args__ = (
        UniqueConstraint("person_id", "course_id", "edition", "correction", postgresql_include=_WHEN),
        UniqueConstraint("issuer_id", "year", "number"),
        UniqueConstraint("status_list", "status_index"),
        Index("ix_certificate_register", *_LOOKED_THROUGH),
        Index("ix_certificate_held", *_HELD),
    )

    id: Mapped[str] = mapped_column(String(36), primary_key=True, default=new_id, info=PERSONAL)
    code: Mapped[str] = mapped_column(String(16), unique=True, info=PERSONAL)
    """What is printed and scanned: 15 random symbols and a check symbol."""
    issuer_id: Mapped[int] = mapped_column(ForeignKey("issuer.id"), info=PUBLIC)
    year: Mapped[int] = mapped_column(info=PUBLIC)
    number: Mapped[int] = mapped_column(info=PUBLIC)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), info=PERSONAL)
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"), info=PUBLIC)
    edition: Mapped[int] = mapped_column(default=1, info=PUBLIC)
    correction: Mapped[int] = mapped_column(default=0, info=PUBLIC)
    """0 is the first; each corrected copy that replaces it has the next."""
    org_unit_id: Mapped[int] = mapped_column(ForeignKey("org_unit.id"), info=PERSONAL)
    """Where the person lived at issue: whose register it stands in."""
    mode: Mapped[str] = mapped_column(String(12), info=PUBLIC)
    issued_at: Mapped[datetime] = mapped_column(info=PUBLIC)
    issued_on: Mapped[date] = mapped_column(index=True, info=PUBLIC)
    """The local calendar day of ``issued_at``."""
    attained_on: Mapped[date] = mapped_column(default=_day_of_issue, info=PUBLIC)
    """The day the first one was issued: a corrected copy keeps it, so that nobody attains later by a correction."""
    snapshot: Mapped[dict[str, Any]] = mapped_column(JSON().with_variant(JSONB(), "postgresql"), info=PERSONAL)
    """Every printed fact, frozen: see :class:`lms.certificates.rules.Facts`. Their order is nobody's."""
    holder_folded: Mapped[str] = mapped_column(String(100), index=True, info=PERSONAL)
    holder_sort_key: Mapped[str] = mapped_column(String(500), index=True, info=PERSONAL)
    status: Mapped[Status] = mapped_column(String(12), default=Status.ACTIVE, info=PUBLIC)
    ended_on: Mapped[date | None] = mapped_column(info=PUBLIC)
    """From this day it no longer counts: ``issued_on <= day < ended_on``."""
    ended_at: Mapped[datetime | None] = mapped_column(info=PUBLIC)
    """When it was ended; ``ended_on`` may be earlier."""
    is_void: Mapped[bool] = mapped_column(default=False, info=PUBLIC)
    """Ended from the beginning: it never counted, so ``ended_on`` is ``issued_on``."""
    ended_reason: Mapped[Reason | None] = mapped_column(String(20), info=PUBLIC)
    """The kind of reason, which is shown to everybody; more is in the audit record."""
    replaced_by: Mapped[str | None] = mapped_column(ForeignKey("certificate.id"), info=PERSONAL)
    status_list: Mapped[int] = mapped_column(info=PUBLIC)
    """Which of the public lists of revoked certificates it stands in: see :mod:`lms.certificates.status_places`."""
    status_index: Mapped[int] = mapped_column(info=PUBLIC)
    """Its place in that list, random."""

    @property
    def place_in_book(self) -> str:
        """«00127/2026»: where it stands in the register book, without the letters of the printed number."""
        return f"{self.number:05d}/{self.year}"

    @property
    def facts(self) -> Facts:
        """What is printed on it."""
        return Facts.from_json(self.snapshot)


class CertificateFile(Base):
    """The printed form, once printed and, where certificates are signed, signed; the same bytes for ever."""

    __tablename__ = "certificate_file"

    certificate_id: Mapped[str] = mapped_column(ForeignKey("certificate.id"), primary_key=True, info=PERSONAL)
    sha256: Mapped[str] = mapped_column(String(64), index=True, info=PUBLIC)
    content: Mapped[bytes] = mapped_column(LargeBinary, info=PERSONAL)
    rendered_at: Mapped[datetime] = mapped_column(info=PUBLIC)
    way: Mapped[str] = mapped_column(String(20), info=PUBLIC)
    """How it was printed, in the words of the press."""
    signature_level: Mapped[str | None] = mapped_column(String(8), info=PUBLIC)
    """B-B, B-T or B-LT; nothing where it is not signed."""
    signer: Mapped[str | None] = mapped_column(String(200), info=PUBLIC)
    signer_fingerprint: Mapped[str | None] = mapped_column(String(64), info=PUBLIC)
    """SHA-256 of the certificate of the key."""

    @property
    def is_signed(self) -> bool:
        """Whether it carries the signature of the office."""
        return self.signature_level is not None
