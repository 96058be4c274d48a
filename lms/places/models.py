"""Org units and who lies under whom, each with the days between which it holds: ``[valid_from, valid_to)``."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from lms.db import PUBLIC, Base
from lms.places.rules import Kind


class OrgUnit(Base):
    """One unit of the administrative tree, or a pseudo-unit beside the communes."""

    __tablename__ = "org_unit"
    __table_args__ = (
        Index(
            "uq_org_unit_code_in_force",
            "code",
            unique=True,
            sqlite_where=text("valid_to IS NULL"),
            postgresql_where=text("valid_to IS NULL"),
        ),
        CheckConstraint("valid_to IS NULL OR valid_to > valid_from", name="days_in_order"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=PUBLIC)
    code: Mapped[str] = mapped_column(String(20), index=True, info=PUBLIC)
    name: Mapped[str] = mapped_column(String(120), info=PUBLIC)
    folded_name: Mapped[str] = mapped_column(String(120), index=True, info=PUBLIC)
    sort_key: Mapped[str] = mapped_column(String(500), info=PUBLIC)
    """Order of the name without the word for its kind («Xã», «Phường»)."""
    kind: Mapped[Kind] = mapped_column(String(10), info=PUBLIC)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("org_unit.id"), index=True, info=PUBLIC)
    valid_from: Mapped[date] = mapped_column(info=PUBLIC)
    valid_to: Mapped[date | None] = mapped_column(info=PUBLIC)
    successor_id: Mapped[int | None] = mapped_column(ForeignKey("org_unit.id"), info=PUBLIC)
    tile_column: Mapped[int | None] = mapped_column(info=PUBLIC)
    tile_row: Mapped[int | None] = mapped_column(info=PUBLIC)
    source: Mapped[str] = mapped_column(String(300), info=PUBLIC)
    is_demonstration: Mapped[bool] = mapped_column(default=False, info=PUBLIC)


class OrgUnitScope(Base):
    """The closure of the tree: ``descendant`` lay under ``ancestor`` on these days.

    At depth 0 it is the unit itself, or an abolished one that has become a part of it: whoever belongs to that one
    counts here, without any change to persons.
    """

    __tablename__ = "org_unit_scope"
    __table_args__ = (Index("ix_org_unit_scope_ancestor_id_depth", "ancestor_id", "depth", "descendant_id"),)

    ancestor_id: Mapped[int] = mapped_column(ForeignKey("org_unit.id"), primary_key=True, info=PUBLIC)
    descendant_id: Mapped[int] = mapped_column(ForeignKey("org_unit.id"), primary_key=True, index=True, info=PUBLIC)
    valid_from: Mapped[date] = mapped_column(primary_key=True, info=PUBLIC)
    valid_to: Mapped[date | None] = mapped_column(info=PUBLIC)
    depth: Mapped[int] = mapped_column(info=PUBLIC)
