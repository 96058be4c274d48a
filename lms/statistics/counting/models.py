"""What counting keeps: who was touched, since when who counts where, changes by day, and the numbers of today."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.db import PERSONAL, PUBLIC, Base, new_id
from lms.statistics.counting.rules import Cause
from lms.statistics.rules import Indicator


class TouchedPerson(Base):
    """Somebody of whom a fact was changed in this transaction: triggers write it, and it is empty at the commit.

    Triggers see what any statement changes, so that no act can forget to tell the counters.
    """

    __tablename__ = "touched_person"

    person_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, info=PERSONAL)
    cause: Mapped[Cause] = mapped_column(String(20), primary_key=True, info=PERSONAL)
    """What kind of fact; several may have changed at once."""


class CountedSpell(Base):
    """A person, by its canonical row, counts for an indicator in a unit, ``[valid_from, valid_to)``."""

    __tablename__ = "counted_spell"
    __table_args__ = (UniqueConstraint("person_id", "indicator", "valid_from"),)

    id: Mapped[int] = mapped_column(primary_key=True, info=PERSONAL)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), info=PERSONAL)
    indicator: Mapped[Indicator] = mapped_column(String(20), info=PERSONAL)
    org_unit_id: Mapped[int] = mapped_column(ForeignKey("org_unit.id"), index=True, info=PERSONAL)
    valid_from: Mapped[date] = mapped_column(info=PERSONAL)
    valid_to: Mapped[date | None] = mapped_column(info=PERSONAL)


class DayChange(Base):
    """By how many people an indicator changes in one unit (without those below it) from a day on."""

    __tablename__ = "day_change"
    __table_args__ = (Index("ix_day_change_day", "indicator", "day", "org_unit_id", "delta"),)

    org_unit_id: Mapped[int] = mapped_column(ForeignKey("org_unit.id"), primary_key=True, info=PUBLIC)
    indicator: Mapped[Indicator] = mapped_column(String(20), primary_key=True, info=PUBLIC)
    day: Mapped[date] = mapped_column(primary_key=True, info=PUBLIC)
    delta: Mapped[int] = mapped_column(info=PUBLIC)


class ProvinceChange(Base):
    """The same of all units together, so that a year of the province is read at once.

    Kept in shards, by the number of the unit: one row for everybody would make all who write wait for each other. The turn
    of the day draws them together. Whatever happens to the boundaries of units, the province stays the same.
    """

    __tablename__ = "province_change"

    indicator: Mapped[Indicator] = mapped_column(String(20), primary_key=True, info=PUBLIC)
    day: Mapped[date] = mapped_column(primary_key=True, info=PUBLIC)
    shard: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, info=PUBLIC)
    delta: Mapped[int] = mapped_column(info=PUBLIC)


class UnitCount(Base):
    """How many people count in one unit (without those below it) at the end of :class:`CountedThrough`'s day."""

    __tablename__ = "unit_count"

    indicator: Mapped[Indicator] = mapped_column(String(20), primary_key=True, info=PUBLIC)
    org_unit_id: Mapped[int] = mapped_column(ForeignKey("org_unit.id"), primary_key=True, info=PUBLIC)
    people: Mapped[int] = mapped_column(info=PUBLIC)


class CountedThrough(Base):
    """The day up to whose end the changes are in the counts; one row. Figures of other days add or subtract the rest."""

    __tablename__ = "counted_through"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, info=PUBLIC)
    day: Mapped[date] = mapped_column(info=PUBLIC)


class Recount(Base):
    """A rule changed and everybody is counted anew: how far that is. Its figures are marked meanwhile."""

    __tablename__ = "recount"

    id: Mapped[str] = mapped_column(String(36), primary_key=True, default=new_id, info=PUBLIC)
    done_through: Mapped[int] = mapped_column(info=PUBLIC)
    """The last person, by row, who has been counted anew."""
    asked_at: Mapped[datetime] = mapped_column(info=PUBLIC)
