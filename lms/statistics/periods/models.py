"""What periods keep: the calendar, who confirmed and approved, frozen figures, and what changed after they were."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.db import PERSONAL, PUBLIC, SENSITIVE, Base
from lms.places.rules import Kind
from lms.statistics.periods.rules import PeriodKind
from lms.statistics.rules import Gap, Indicator, PopulationStatus, Symbol


class ReportingPeriod(Base):
    """A period of the calendar (D14): figures are those at the end of its cut-off day."""

    __tablename__ = "reporting_period"
    __table_args__ = (CheckConstraint("since <= cut_off AND cut_off <= deadline", name="days_in_order"),)

    id: Mapped[int] = mapped_column(primary_key=True, info=PUBLIC)
    code: Mapped[str] = mapped_column(String(20), unique=True, info=PUBLIC)
    """As it stands in addresses, for example «2026-T11»."""
    kind: Mapped[PeriodKind] = mapped_column(String(12), info=PUBLIC)
    calendar: Mapped[str] = mapped_column(String(20), info=PUBLIC)
    """The preset it was made from."""
    since: Mapped[date] = mapped_column(info=PUBLIC)
    cut_off: Mapped[date] = mapped_column(index=True, info=PUBLIC)
    deadline: Mapped[date] = mapped_column(info=PUBLIC)
    series_break: Mapped[str] = mapped_column(String(500), default="", info=PUBLIC)
    """Why its figures cannot be compared with earlier ones; empty where they can."""

    @property
    def year(self) -> int:
        """Whose targets are compared."""
        return self.cut_off.year


class UnitConfirmation(Base):
    """A commune says of its figures in a period: they are right."""

    __tablename__ = "unit_confirmation"

    period_id: Mapped[int] = mapped_column(ForeignKey("reporting_period.id"), primary_key=True, info=PUBLIC)
    org_unit_id: Mapped[int] = mapped_column(ForeignKey("org_unit.id"), primary_key=True, info=PUBLIC)
    confirmed_by: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=PERSONAL)
    confirmed_at: Mapped[datetime] = mapped_column(info=PUBLIC)
    sha256: Mapped[str] = mapped_column(String(64), info=PUBLIC)
    """Of the figures it saw: whether they changed since can be told."""
    note: Mapped[str] = mapped_column(String(500), info=SENSITIVE)


class SurplusReason(Base):
    """Why more people have attained than the population has: without it, or a mended number, nothing is frozen (D8)."""

    __tablename__ = "surplus_reason"

    period_id: Mapped[int] = mapped_column(ForeignKey("reporting_period.id"), primary_key=True, info=PUBLIC)
    org_unit_id: Mapped[int] = mapped_column(ForeignKey("org_unit.id"), primary_key=True, info=PUBLIC)
    indicator: Mapped[Indicator] = mapped_column(String(20), primary_key=True, info=PUBLIC)
    reason: Mapped[str] = mapped_column(String(500), info=SENSITIVE)
    given_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=PERSONAL)
    given_at: Mapped[datetime] = mapped_column(info=PUBLIC)


class PeriodApproval(Base):
    """The province says: freeze this. A revision after the first has a reason (D17).

    It can be withdrawn as long as nothing refers to it, which from its first row on a freezing does.
    """

    __tablename__ = "period_approval"
    __table_args__ = (CheckConstraint("revision = 0 OR reason <> ''", name="corrections_have_reasons"),)

    period_id: Mapped[int] = mapped_column(ForeignKey("reporting_period.id"), primary_key=True, info=PUBLIC)
    revision: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, info=PUBLIC)
    approved_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=PERSONAL)
    """Nobody where it was done on the command line."""
    approved_at: Mapped[datetime] = mapped_column(info=PUBLIC)
    reason: Mapped[str] = mapped_column(String(500), info=PUBLIC)


class FrozenPeriod(Base):
    """One revision of a period as it was frozen. It is there for others once a :class:`FrozenCheck` has let it through."""

    __tablename__ = "frozen_period"
    __table_args__ = (
        UniqueConstraint("period_id", "revision"),
        ForeignKeyConstraint(["period_id", "revision"], ["period_approval.period_id", "period_approval.revision"]),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=PUBLIC)
    period_id: Mapped[int] = mapped_column(ForeignKey("reporting_period.id"), info=PUBLIC)
    revision: Mapped[int] = mapped_column(info=PUBLIC)
    frozen_at: Mapped[datetime] = mapped_column(info=PUBLIC)
    unit_code: Mapped[str] = mapped_column(String(20), info=PUBLIC)
    """The province."""
    sha256: Mapped[str] = mapped_column(String(64), info=PUBLIC)
    """Of the canonical file of all its rows."""
    late_through: Mapped[int] = mapped_column(info=PUBLIC)
    """The last late change that was already counted in."""
    software: Mapped[str] = mapped_column(String(40), info=PUBLIC)
    required_sets: Mapped[list[str]] = mapped_column(info=PUBLIC)
    """The rules people were counted by, one line each."""
    not_confirmed: Mapped[list[str]] = mapped_column(info=PUBLIC)
    """Codes of the communes that had not confirmed."""


class FrozenCheck(Base):
    """A recount from the facts agreed with what was frozen."""

    __tablename__ = "frozen_check"

    frozen_id: Mapped[int] = mapped_column(ForeignKey("frozen_period.id"), primary_key=True, info=PUBLIC)
    checked_at: Mapped[datetime] = mapped_column(info=PUBLIC)


class FrozenUnit(Base):
    """A unit as it was called, and where it lay, on the cut-off day."""

    __tablename__ = "frozen_unit"
    __table_args__ = (
        Index("ix_frozen_unit_code", "frozen_id", "code"),
        Index("ix_frozen_unit_parent", "frozen_id", "parent"),
    )

    frozen_id: Mapped[int] = mapped_column(ForeignKey("frozen_period.id"), primary_key=True, info=PUBLIC)
    org_unit_id: Mapped[int] = mapped_column(ForeignKey("org_unit.id"), primary_key=True, info=PUBLIC)
    code: Mapped[str] = mapped_column(String(20), info=PUBLIC)
    name: Mapped[str] = mapped_column(String(120), info=PUBLIC)
    sort_key: Mapped[str] = mapped_column(String(500), info=PUBLIC)
    kind: Mapped[Kind] = mapped_column(String(10), info=PUBLIC)
    parent: Mapped[str] = mapped_column(String(20), info=PUBLIC)
    """Code of the unit above; empty for the province."""
    tile_column: Mapped[int | None] = mapped_column(info=PUBLIC)
    tile_row: Mapped[int | None] = mapped_column(info=PUBLIC)


class FrozenNote(Base):
    """Where numbers came from, or which plan a target stands in: said once, and named by figures."""

    __tablename__ = "frozen_note"

    frozen_id: Mapped[int] = mapped_column(ForeignKey("frozen_period.id"), primary_key=True, info=PUBLIC)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, info=PUBLIC)
    words: Mapped[str] = mapped_column(String(2000), info=PUBLIC)
    day: Mapped[date] = mapped_column(info=PUBLIC)
    """The reference date of a source, the date of a plan."""
    status: Mapped[PopulationStatus | None] = mapped_column(String(14), info=PUBLIC)
    """How sure the numbers are; nothing of a plan."""


class FrozenFigure(Base):
    """One indicator of one unit, as it was (D15)."""

    __tablename__ = "frozen_figure"

    frozen_id: Mapped[int] = mapped_column(ForeignKey("frozen_period.id"), primary_key=True, info=PUBLIC)
    org_unit_id: Mapped[int] = mapped_column(ForeignKey("org_unit.id"), primary_key=True, info=PUBLIC)
    indicator: Mapped[Indicator] = mapped_column(String(20), primary_key=True, info=PUBLIC)
    attained: Mapped[int | None] = mapped_column(info=PUBLIC)
    directly: Mapped[int] = mapped_column(info=PUBLIC)
    """How many of them belong to the unit and to nothing below it."""
    population: Mapped[int | None] = mapped_column(info=PUBLIC)
    population_version: Mapped[int | None] = mapped_column(info=PUBLIC)
    """Of the unit's own number; nothing where it was added up."""
    symbol: Mapped[Symbol | None] = mapped_column(String(1), info=PUBLIC)
    source: Mapped[int | None] = mapped_column(info=PUBLIC)
    """The number of its note."""
    target: Mapped[int | None] = mapped_column(info=PUBLIC)
    target_people: Mapped[int | None] = mapped_column(info=PUBLIC)
    plan: Mapped[int | None] = mapped_column(info=PUBLIC)
    """The number of its note."""
    gap: Mapped[Gap | None] = mapped_column(String(14), info=PUBLIC)


class LateChange(Base):
    """What would be shown for a frozen cut-off day has changed since (D16): live = frozen + the sum of these."""

    __tablename__ = "late_change"
    __table_args__ = (Index("ix_late_change_period", "period_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True, info=PUBLIC)
    period_id: Mapped[int] = mapped_column(ForeignKey("reporting_period.id"), info=PUBLIC)
    indicator: Mapped[Indicator] = mapped_column(String(20), info=PUBLIC)
    org_unit_id: Mapped[int] = mapped_column(ForeignKey("org_unit.id"), info=PUBLIC)
    delta: Mapped[int] = mapped_column(info=PUBLIC)
    causes: Mapped[str] = mapped_column(String(80), info=PUBLIC)
    """The words of :class:`lms.statistics.counting.rules.Cause`, with spaces between."""
    recorded_at: Mapped[datetime] = mapped_column(info=PUBLIC)
