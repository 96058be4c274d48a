"""A class and those who are in it. Who leaves keeps the row, so that coming back is the same member again."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from lms.classroom.codes import LENGTH
from lms.db import PERSONAL, PUBLIC, Base, new_id


class How(StrEnum):
    """How somebody came into a class."""

    SELF = "self"
    TEACHER = "teacher"


class ClassGroup(Base):
    """A class of one teacher at a place, from a day to a day, both of them included."""

    __tablename__ = "class_group"
    __table_args__ = (
        Index(
            "uq_class_group_code_living",
            "code",
            unique=True,
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
        CheckConstraint("ends_on >= starts_on", name="days_in_order"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=PUBLIC)
    public_id: Mapped[str] = mapped_column(String(36), unique=True, default=new_id, info=PUBLIC)
    code: Mapped[str] = mapped_column(String(LENGTH), info=PUBLIC)
    """What people type to come in; a closed class gives its code back."""
    name: Mapped[str] = mapped_column(String(100), info=PUBLIC)
    course_id: Mapped[int | None] = mapped_column(ForeignKey("course.id"), info=PUBLIC)
    org_unit_id: Mapped[int] = mapped_column(ForeignKey("org_unit.id"), index=True, info=PUBLIC)
    teacher_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=PERSONAL)
    starts_on: Mapped[date] = mapped_column(info=PUBLIC)
    ends_on: Mapped[date] = mapped_column(info=PUBLIC)
    opens_by_code: Mapped[bool] = mapped_column(default=True, info=PUBLIC)
    """Whether people may come in by the code."""
    made_at: Mapped[datetime] = mapped_column(info=PUBLIC)
    closed_at: Mapped[datetime | None] = mapped_column(info=PUBLIC)


class ClassTeacher(Base):
    """Somebody who teaches a class beside its teacher. Who is taken off leaves no row: the record tells of them."""

    __tablename__ = "class_teacher"

    class_id: Mapped[int] = mapped_column(ForeignKey("class_group.id"), primary_key=True, info=PERSONAL)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True, info=PERSONAL)
    added_by: Mapped[int] = mapped_column(ForeignKey("person.id"), info=PERSONAL)
    added_at: Mapped[datetime] = mapped_column(info=PERSONAL)


class ClassMember(Base):
    """A person in a class, once."""

    __tablename__ = "class_member"
    __table_args__ = (UniqueConstraint("class_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True, info=PERSONAL)
    class_id: Mapped[int] = mapped_column(ForeignKey("class_group.id"), info=PERSONAL)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=PERSONAL)
    public_id: Mapped[str] = mapped_column(String(36), unique=True, default=new_id, info=PERSONAL)
    """What the page of names sends back: it is of no use anywhere else."""
    how: Mapped[How] = mapped_column(String(10), info=PERSONAL)
    is_listed: Mapped[bool] = mapped_column(default=True, info=PERSONAL)
    """Whether the name stands on the page that opens with the code; people may ask to be left out."""
    joined_at: Mapped[datetime] = mapped_column(info=PERSONAL)
    left_at: Mapped[datetime | None] = mapped_column(info=PERSONAL)
