"""Classes that were taken along and what came back; and, on the laptop itself, which bundle it was opened from."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.db import PERSONAL, PUBLIC, SECRET, Base, new_id


class ClassBundle(Base):
    """That a class was taken along: when, by whom, until when it may be used, and by which key its results are known."""

    __tablename__ = "class_bundle"
    __table_args__ = (UniqueConstraint("class_id", "serial"),)

    id: Mapped[int] = mapped_column(primary_key=True, info=PUBLIC)
    public_id: Mapped[str] = mapped_column(String(36), unique=True, default=new_id, info=PUBLIC)
    class_id: Mapped[int] = mapped_column(ForeignKey("class_group.id"), info=PUBLIC)
    serial: Mapped[int] = mapped_column(info=PUBLIC)
    """From 1 upward for this class."""
    taken_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=PERSONAL)
    """None is the command line."""
    taken_at: Mapped[datetime] = mapped_column(info=PUBLIC)
    valid_until: Mapped[datetime] = mapped_column(info=PUBLIC)
    results_key: Mapped[str] = mapped_column(Text, info=PUBLIC)
    """PEM. The private part is in the bundle and nowhere else."""


class BundlePerson(Base):
    """That somebody was in a bundle, or came to the class on the laptop it was opened on: nobody else's results are taken."""

    __tablename__ = "bundle_person"

    bundle_id: Mapped[int] = mapped_column(ForeignKey("class_bundle.id"), primary_key=True, info=PERSONAL)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True, info=PERSONAL)


class BundleArrival(Base):
    """That results came back, once for each file; the same file again is the same row."""

    __tablename__ = "bundle_arrival"
    __table_args__ = (UniqueConstraint("bundle_id", "sha256"),)

    id: Mapped[int] = mapped_column(primary_key=True, info=PUBLIC)
    bundle_id: Mapped[int] = mapped_column(ForeignKey("class_bundle.id"), info=PUBLIC)
    opening: Mapped[str] = mapped_column(String(36), info=PUBLIC)
    """Which opening of the bundle it comes from: two laptops make two."""
    serial: Mapped[int] = mapped_column(info=PUBLIC)
    sha256: Mapped[str] = mapped_column(String(64), info=PUBLIC)
    made_at: Mapped[datetime] = mapped_column(info=PUBLIC)
    brought_at: Mapped[datetime] = mapped_column(info=PUBLIC)
    brought_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=PERSONAL)
    totals: Mapped[dict[str, Any]] = mapped_column(info=PUBLIC)
    """How many rows of each kind were new, known, differing and refused."""


class OpenedBundle(Base):
    """On a laptop: the bundle this database was made from. On the home server there is none."""

    __tablename__ = "opened_bundle"

    bundle: Mapped[str] = mapped_column(String(36), primary_key=True, info=PUBLIC)
    opening: Mapped[str] = mapped_column(String(36), default=new_id, info=PUBLIC)
    class_id: Mapped[int] = mapped_column(ForeignKey("class_group.id"), info=PUBLIC)
    opened_at: Mapped[datetime] = mapped_column(info=PUBLIC)
    taken_at: Mapped[datetime] = mapped_column(info=PUBLIC)
    valid_until: Mapped[datetime] = mapped_column(info=PUBLIC)
    serial: Mapped[int] = mapped_column(default=0, info=PUBLIC)
    """Of the last file of results that was made."""
    key: Mapped[str] = mapped_column(Text, info=SECRET)
    """PEM of the private key that signs the results of this bundle, and nothing else."""
