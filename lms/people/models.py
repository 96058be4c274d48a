"""A person is not a login: somebody enrolled by a teacher may never have one, a family may share a telephone."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from lms.db import PERSONAL, PUBLIC, SECRET, SENSITIVE, Base, new_id
from lms.roles import Role


class Group(StrEnum):
    """The population groups of the plan (N1 to N5). ADULT follows from the year of birth and is never stored."""

    PUBLIC_SECTOR = "public-sector"
    SECONDARY_STUDENT = "secondary-student"
    PRIMARY_PUPIL = "primary-pupil"
    ADULT = "adult"
    ENTERPRISE_WORKER = "enterprise-worker"


class Person(Base):
    """One natural person. Rows found to be the same person are linked by ``canonical_id``, never rewritten."""

    __tablename__ = "person"
    __table_args__ = (CheckConstraint("birth_year BETWEEN 1900 AND 2100", name="birth_year_plausible"),)

    id: Mapped[int] = mapped_column(primary_key=True, info=PERSONAL)
    public_id: Mapped[str] = mapped_column(String(36), unique=True, default=new_id, info=PERSONAL)
    """What may stand in an address instead of the row number."""
    name: Mapped[str] = mapped_column(String(100), info=PERSONAL)
    folded_name: Mapped[str] = mapped_column(String(100), index=True, info=PERSONAL)
    sort_key: Mapped[str] = mapped_column(String(500), info=PERSONAL)
    birth_year: Mapped[int] = mapped_column(info=PERSONAL)
    phone: Mapped[str | None] = mapped_column(String(20), index=True, info=PERSONAL)
    """As +84…; families share one, so it is neither required nor unique."""
    canonical_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=PERSONAL)
    left_on: Mapped[date | None] = mapped_column(info=PERSONAL)
    """From this day the person counts nowhere here: dead, or gone from the province."""
    created_at: Mapped[datetime] = mapped_column(info=PERSONAL)
    is_demonstration: Mapped[bool] = mapped_column(default=False, info=PUBLIC)


class Residence(Base):
    """Where a person lives, ``[valid_from, valid_to)``; one open row a person."""

    __tablename__ = "residence"
    __table_args__ = (
        Index(
            "uq_residence_open",
            "person_id",
            unique=True,
            sqlite_where=text("valid_to IS NULL"),
            postgresql_where=text("valid_to IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=PERSONAL)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=PERSONAL)
    org_unit_id: Mapped[int] = mapped_column(ForeignKey("org_unit.id"), index=True, info=PERSONAL)
    valid_from: Mapped[date] = mapped_column(info=PERSONAL)
    valid_to: Mapped[date | None] = mapped_column(info=PERSONAL)


class Membership(Base):
    """A person belongs to a population group, ``[valid_from, valid_to)``, counted at ``org_unit_id``
    (place of work or school).
    """

    __tablename__ = "membership"
    __table_args__ = (
        Index(
            "uq_membership_open",
            "person_id",
            "group",
            unique=True,
            sqlite_where=text("valid_to IS NULL"),
            postgresql_where=text("valid_to IS NULL"),
        ),
        CheckConstraint("\"group\" <> 'adult'", name="adult_is_derived"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=PERSONAL)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=PERSONAL)
    group: Mapped[Group] = mapped_column(String(20), info=PERSONAL)
    org_unit_id: Mapped[int] = mapped_column(ForeignKey("org_unit.id"), index=True, info=PERSONAL)
    valid_from: Mapped[date] = mapped_column(info=PERSONAL)
    valid_to: Mapped[date | None] = mapped_column(info=PERSONAL)
    declared_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"), info=PERSONAL)
    """Who said so: the person, or somebody of the office; none is an import."""


class Login(Base):
    """A way in: a login name and the Argon2id hash of its password."""

    __tablename__ = "login"

    id: Mapped[int] = mapped_column(primary_key=True, info=PERSONAL)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=PERSONAL)
    name: Mapped[str] = mapped_column(String(60), info=PERSONAL)
    folded_name: Mapped[str] = mapped_column(String(60), unique=True, info=PERSONAL)
    password_hash: Mapped[str] = mapped_column(String(200), info=SECRET)
    epoch: Mapped[int] = mapped_column(default=1, info=SECRET)
    """Raised to end every session of this login at once."""
    pictures_hash: Mapped[str | None] = mapped_column(String(200), info=SECRET)
    """Argon2id of three pictures in their order, keyed with the server's secret; none are chosen by most."""
    created_at: Mapped[datetime] = mapped_column(info=PERSONAL)
    disabled_at: Mapped[datetime | None] = mapped_column(info=PERSONAL)


class SignInFailures(Base):
    """Wrong passwords, pictures or codes for one name, so that guessing gets slower, across restarts and nodes."""

    __tablename__ = "sign_in_failures"

    key: Mapped[str] = mapped_column(String(64), primary_key=True, info=SENSITIVE)
    """SHA-256 of what was tried and of the name or number it was tried for: one that does not exist is counted alike."""
    failures: Mapped[int] = mapped_column(info=SENSITIVE)
    not_before: Mapped[datetime] = mapped_column(info=SENSITIVE)


class RoleGrant(Base):
    """A person has a role at a place and for all below it, ``[valid_from, valid_to)``."""

    __tablename__ = "role_grant"
    __table_args__ = (
        Index(
            "uq_role_grant_open",
            "person_id",
            "role",
            "org_unit_id",
            unique=True,
            sqlite_where=text("valid_to IS NULL"),
            postgresql_where=text("valid_to IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=PERSONAL)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=PERSONAL)
    role: Mapped[Role] = mapped_column(String(20), info=PUBLIC)
    org_unit_id: Mapped[int] = mapped_column(ForeignKey("org_unit.id"), index=True, info=PUBLIC)
    valid_from: Mapped[date] = mapped_column(info=PUBLIC)
    valid_to: Mapped[date | None] = mapped_column(info=PUBLIC)
    granted_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"), info=PERSONAL)


class Consent(Base):
    """That a person agreed, to which words, when and how (Law 91/2025/QH15, Decree 356/2025/NĐ-CP)."""

    __tablename__ = "consent"

    id: Mapped[int] = mapped_column(primary_key=True, info=PERSONAL)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=PERSONAL)
    purpose: Mapped[str] = mapped_column(String(40), info=PUBLIC)
    text_version: Mapped[str] = mapped_column(String(20), info=PUBLIC)
    text_sha256: Mapped[str] = mapped_column(String(64), info=PUBLIC)
    language: Mapped[str] = mapped_column(String(5), info=PUBLIC)
    channel: Mapped[str] = mapped_column(String(20), info=PUBLIC)
    given_by: Mapped[int] = mapped_column(ForeignKey("person.id"), info=PERSONAL)
    given_at: Mapped[datetime] = mapped_column(info=PERSONAL)
    withdrawn_at: Mapped[datetime | None] = mapped_column(info=PERSONAL)
