"""What somebody says of a group, and what became of it."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from lms.db import PERSONAL, PUBLIC, Base, new_id
from lms.people.groups.rules import Says, State
from lms.people.models import Group


class Declaration(Base):
    """One declaration; of each group a person has at most one that waits. Approved, it becomes a membership."""

    __tablename__ = "group_declaration"
    __table_args__ = (
        Index(
            "uq_group_declaration_waiting",
            "person_id",
            "group",
            unique=True,
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
        CheckConstraint("(state = 'waiting') = (answered_at IS NULL)", name="answered_has_an_instant"),
        CheckConstraint("(state = 'approved') = (holds_from IS NOT NULL)", name="approved_has_a_day"),
        CheckConstraint("\"group\" <> 'adult'", name="adult_is_derived"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=PERSONAL)
    public_id: Mapped[str] = mapped_column(String(36), unique=True, default=new_id, info=PERSONAL)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=PERSONAL)
    group: Mapped[Group] = mapped_column(String(20), info=PERSONAL)
    says: Mapped[Says] = mapped_column(String(10), info=PERSONAL)
    org_unit_id: Mapped[int] = mapped_column(ForeignKey("org_unit.id"), index=True, info=PERSONAL)
    """Where the person works or goes to school: those in charge of that place answer."""
    note: Mapped[str] = mapped_column(String(300), info=PERSONAL)
    """The name of the workplace or school, in the person's words."""
    declared_at: Mapped[datetime] = mapped_column(info=PERSONAL)
    state: Mapped[State] = mapped_column(String(12), info=PUBLIC)
    holds_from: Mapped[date | None] = mapped_column(info=PERSONAL)
    """The day the official set: the first in the group, or the first after it."""
    answered_at: Mapped[datetime | None] = mapped_column(info=PERSONAL)
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"), info=PERSONAL)
    reason: Mapped[str] = mapped_column(String(500), default="", info=PERSONAL)
    """Why it was refused, in words the person reads."""
