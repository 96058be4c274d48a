"""Published courses. A version, once stored, never changes; people are pinned to the one they began."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, LargeBinary, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from lms.db import PUBLIC, SECRET, Base


class Course(Base):
    """A course as an address; what it teaches is in its versions."""

    __tablename__ = "course"

    id: Mapped[int] = mapped_column(primary_key=True, info=PUBLIC)
    slug: Mapped[str] = mapped_column(String(60), unique=True, info=PUBLIC)


class CourseVersion(Base):
    """Everything the course page and the certificate need, frozen at publishing."""

    __tablename__ = "course_version"
    __table_args__ = (
        UniqueConstraint("course_id", "number"),
        UniqueConstraint("course_id", "digest"),
        Index(
            "uq_course_version_current",
            "course_id",
            unique=True,
            sqlite_where=text("is_current"),
            postgresql_where=text("is_current"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=PUBLIC)
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"), index=True, info=PUBLIC)
    number: Mapped[int] = mapped_column(info=PUBLIC)
    is_current: Mapped[bool] = mapped_column(info=PUBLIC)
    """Whether newcomers get this version; one a course."""
    digest: Mapped[str] = mapped_column(String(64), info=PUBLIC)
    """SHA-256 of everything in the folder that the version was made from."""
    published_at: Mapped[datetime] = mapped_column(info=PUBLIC)
    position: Mapped[int] = mapped_column(info=PUBLIC)
    title: Mapped[str] = mapped_column(String(200), info=PUBLIC)
    summary: Mapped[str] = mapped_column(String(500), info=PUBLIC)
    intro_html: Mapped[str] = mapped_column(info=PUBLIC)
    picture: Mapped[str] = mapped_column(String(20), info=PUBLIC)
    audience: Mapped[list[str]] = mapped_column(info=PUBLIC)
    half_hours: Mapped[int] = mapped_column(info=PUBLIC)
    """Length printed on the certificate, in half hours."""
    pass_mark: Mapped[int] = mapped_column(info=PUBLIC)
    attempts: Mapped[int] = mapped_column(info=PUBLIC)
    """Tries at the final quiz within the window; 0 is no limit."""
    attempt_window_days: Mapped[int] = mapped_column(info=PUBLIC)
    wait_hours: Mapped[int] = mapped_column(info=PUBLIC)
    details: Mapped[dict[str, Any]] = mapped_column(info=PUBLIC)
    """What else the front matter says: competences, updated, review_by, licence, authors."""


class Module(Base):
    """One module of a version: its lesson, and the practice quiz that belongs to it."""

    __tablename__ = "module"
    __table_args__ = (UniqueConstraint("version_id", "slug"), UniqueConstraint("version_id", "position"))

    id: Mapped[int] = mapped_column(primary_key=True, info=PUBLIC)
    version_id: Mapped[int] = mapped_column(ForeignKey("course_version.id"), index=True, info=PUBLIC)
    slug: Mapped[str] = mapped_column(String(80), info=PUBLIC)
    position: Mapped[int] = mapped_column(info=PUBLIC)
    """From 1 upward."""
    title: Mapped[str] = mapped_column(String(200), info=PUBLIC)
    minutes: Mapped[int] = mapped_column(info=PUBLIC)
    updated: Mapped[str] = mapped_column(String(10), info=PUBLIC)
    intro_html: Mapped[str] = mapped_column(info=PUBLIC)
    sources: Mapped[list[str]] = mapped_column(info=PUBLIC)
    final_draw: Mapped[int] = mapped_column(info=PUBLIC)
    """How many items of the final quiz are drawn from this module's pool."""


class Screen(Base):
    """One idea of a lesson: what stands under one ``##`` heading, rendered and sanitised once."""

    __tablename__ = "screen"
    __table_args__ = (UniqueConstraint("module_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True, info=PUBLIC)
    module_id: Mapped[int] = mapped_column(ForeignKey("module.id"), index=True, info=PUBLIC)
    position: Mapped[int] = mapped_column(info=PUBLIC)
    """From 1 upward."""
    title: Mapped[str] = mapped_column(String(200), info=PUBLIC)
    html: Mapped[str] = mapped_column(info=PUBLIC)


class PresenterNote(Base):
    """What an author tells who teaches a lesson at one of its places. No page for learners reads this table."""

    __tablename__ = "presenter_note"
    __table_args__ = (UniqueConstraint("module_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True, info=PUBLIC)
    module_id: Mapped[int] = mapped_column(ForeignKey("module.id"), info=PUBLIC)
    position: Mapped[int] = mapped_column(info=PUBLIC)
    """From 1 upward, in the order of the lesson."""
    screen: Mapped[int] = mapped_column(info=PUBLIC)
    """The position of its screen; 0 is what stands before them."""
    after: Mapped[int] = mapped_column(info=PUBLIC)
    """How many words of its screen stand above it."""
    title: Mapped[str] = mapped_column(String(200), info=PUBLIC)
    html: Mapped[str] = mapped_column(info=PUBLIC)


class Item(Base):
    """A question of a practice quiz or of the final pool. ``key`` is the author's stable id."""

    __tablename__ = "item"
    __table_args__ = (UniqueConstraint("version_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True, info=PUBLIC)
    version_id: Mapped[int] = mapped_column(ForeignKey("course_version.id"), index=True, info=PUBLIC)
    module_id: Mapped[int] = mapped_column(ForeignKey("module.id"), index=True, info=PUBLIC)
    key: Mapped[str] = mapped_column(String(60), info=PUBLIC)
    is_final: Mapped[bool] = mapped_column(info=PUBLIC)
    """Whether it belongs to the pool of the final quiz (else to the module's practice quiz)."""
    position: Mapped[int] = mapped_column(info=PUBLIC)
    kind: Mapped[str] = mapped_column(String(12), info=PUBLIC)
    """One of ``manuscript.Kind``."""
    weight: Mapped[int] = mapped_column(info=PUBLIC)
    stem: Mapped[str] = mapped_column(info=PUBLIC)
    """The question as plain text."""
    scene_html: Mapped[str] = mapped_column(info=PUBLIC)
    """What stands between question and options; may be empty."""
    options: Mapped[list[Any]] = mapped_column(info=SECRET)
    """``[{"html": …, "text": …, "right": bool, "why_html": …}, …]`` in the author's order, ``"part"`` where not 0, ``"suits"`` of messages."""
    parts: Mapped[list[Any]] = mapped_column(default=list, info=PUBLIC)
    """``[{"html": …, "text": …}, …]``: steps to put in order, rows to match, questions of a scenario; mostly empty."""
    accepted: Mapped[dict[str, Any]] = mapped_column(default=dict, info=SECRET)
    """What may be typed: ``{"texts": […]}`` or ``{"number": …, "tolerance": …, "unit": …}``; mostly empty."""
    explanation_html: Mapped[str] = mapped_column(info=SECRET)
    reread: Mapped[str] = mapped_column(String(200), info=PUBLIC)
    """Title of the screen to read again after a wrong answer; may be empty."""


class Media(Base):
    """A picture or sound of a lesson, kept by its content, so that every node serves the same."""

    __tablename__ = "media"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True, info=PUBLIC)
    suffix: Mapped[str] = mapped_column(String(8), info=PUBLIC)
    content: Mapped[bytes] = mapped_column(LargeBinary, info=PUBLIC)
