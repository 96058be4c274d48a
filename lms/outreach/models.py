"""Who helps whom, what came of visits, and who was invited to which class."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.db import PERSONAL, SENSITIVE, Base
from lms.outreach.rules import Outcome


class OutreachHelper(Base):
    """Who of the team of a village helps somebody who lives there; one at a time."""

    __tablename__ = "outreach_helper"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, info=PERSONAL)
    org_unit_id: Mapped[int] = mapped_column(ForeignKey("org_unit.id"), info=PERSONAL)
    """The village: after a move nobody of the former one helps any more."""
    helper_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=PERSONAL)
    assigned_by: Mapped[int] = mapped_column(ForeignKey("person.id"), info=PERSONAL)
    assigned_at: Mapped[datetime] = mapped_column(info=PERSONAL)


class OutreachVisit(Base):
    """That somebody of the team came by; one a day and visitor, the last thing said of it counts."""

    __tablename__ = "outreach_visit"
    __table_args__ = (
        UniqueConstraint("person_id", "visited_by", "visited_on"),
        CheckConstraint("outcome IN ('will-learn', 'helped', 'not-home', 'not-now')", name="outcome_known"),
        CheckConstraint("next_on IS NULL OR next_on >= visited_on", name="next_is_later"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=PERSONAL)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=PERSONAL)
    org_unit_id: Mapped[int] = mapped_column(ForeignKey("org_unit.id"), index=True, info=PERSONAL)
    visited_by: Mapped[int] = mapped_column(ForeignKey("person.id"), info=PERSONAL)
    visited_on: Mapped[date] = mapped_column(info=SENSITIVE)
    outcome: Mapped[Outcome] = mapped_column(String(20), info=SENSITIVE)
    next_on: Mapped[date | None] = mapped_column(info=SENSITIVE)


class OutreachInvitation(Base):
    """That somebody was invited to a class, once."""

    __tablename__ = "outreach_invitation"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, info=PERSONAL)
    class_id: Mapped[int] = mapped_column(ForeignKey("class_group.id"), primary_key=True, index=True, info=PERSONAL)
    invited_by: Mapped[int] = mapped_column(ForeignKey("person.id"), info=PERSONAL)
    invited_at: Mapped[datetime] = mapped_column(info=PERSONAL)
