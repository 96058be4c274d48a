"""Targets, populations and required course sets are data with a source and a date, never code."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from lms.db import PUBLIC, Base
from lms.statistics.rules import Indicator, PopulationStatus


class Target(Base):
    """What an indicator should reach in a year, in a unit and all below it that have none of their own."""

    __tablename__ = "target"
    __table_args__ = (
        UniqueConstraint("indicator", "year", "org_unit_id"),
        CheckConstraint("basis_points BETWEEN 0 AND 10000", name="basis_points_in_range"),
        CheckConstraint("people >= 0", name="people_not_negative"),
        CheckConstraint("(basis_points IS NULL) <> (people IS NULL)", name="one_aim"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=PUBLIC)
    indicator: Mapped[Indicator] = mapped_column(String(20), info=PUBLIC)
    year: Mapped[int] = mapped_column(info=PUBLIC)
    org_unit_id: Mapped[int] = mapped_column(ForeignKey("org_unit.id"), info=PUBLIC)
    basis_points: Mapped[int | None] = mapped_column(info=PUBLIC)
    """8000 is 80 %; nothing where the target is a number of people."""
    people: Mapped[int | None] = mapped_column(info=PUBLIC)
    """How many people, of this unit alone: units below do not inherit it."""
    plan: Mapped[str] = mapped_column(String(200), info=PUBLIC)
    plan_date: Mapped[date] = mapped_column(info=PUBLIC)
    source: Mapped[str] = mapped_column(String(500), info=PUBLIC)


class Population(Base):
    """A denominator: how many people a group has in a unit, for a year. A newer version replaces, never overwrites."""

    __tablename__ = "population"
    __table_args__ = (
        UniqueConstraint("indicator", "year", "org_unit_id", "version"),
        CheckConstraint("value >= 0", name="value_not_negative"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=PUBLIC)
    indicator: Mapped[Indicator] = mapped_column(String(20), info=PUBLIC)
    year: Mapped[int] = mapped_column(info=PUBLIC)
    org_unit_id: Mapped[int] = mapped_column(ForeignKey("org_unit.id"), index=True, info=PUBLIC)
    version: Mapped[int] = mapped_column(info=PUBLIC)
    value: Mapped[int] = mapped_column(info=PUBLIC)
    reference_date: Mapped[date] = mapped_column(info=PUBLIC)
    source: Mapped[str] = mapped_column(String(500), info=PUBLIC)
    status: Mapped[PopulationStatus] = mapped_column(String(14), info=PUBLIC)
    imported_at: Mapped[datetime] = mapped_column(info=PUBLIC)
    upload_id: Mapped[int | None] = mapped_column(ForeignKey("statistics_upload.id"), info=PUBLIC)
    """The file it came with, which says who brought it; older rows do not know theirs."""


class RequiredSet(Base):
    """A set of courses that, all held, make a member of the group count as having attained.

    A group may have several sets in force: any one of them is enough (definition D5 of the statistics design).
    """

    __tablename__ = "required_set"
    __table_args__ = (
        Index(
            "uq_required_set_open",
            "indicator",
            "name",
            unique=True,
            sqlite_where=text("valid_to IS NULL"),
            postgresql_where=text("valid_to IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=PUBLIC)
    indicator: Mapped[Indicator] = mapped_column(String(20), index=True, info=PUBLIC)
    name: Mapped[str] = mapped_column(String(60), info=PUBLIC)
    valid_from: Mapped[date] = mapped_column(info=PUBLIC)
    valid_to: Mapped[date | None] = mapped_column(info=PUBLIC)
    source: Mapped[str] = mapped_column(String(500), info=PUBLIC)


class RequiredCourse(Base):
    """One course of a required set, by its address, so that a set can name a course before it is published."""

    __tablename__ = "required_course"

    set_id: Mapped[int] = mapped_column(ForeignKey("required_set.id"), primary_key=True, info=PUBLIC)
    course_slug: Mapped[str] = mapped_column(String(60), primary_key=True, info=PUBLIC)
