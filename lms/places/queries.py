"""Every read of org units."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import BindParameter, ColumnElement, Date, Integer, Select, String, Subquery, bindparam, or_, select
from sqlalchemy.orm import Session

from lms.places.models import OrgUnit, OrgUnitScope
from lms.places.rules import COMMUNE_LEVEL, Kind


def in_force(table: type[OrgUnit | OrgUnitScope], on: date | BindParameter[date]) -> ColumnElement[bool]:
    """Whether a row holds on a day."""
    return (table.valid_from <= on) & or_(table.valid_to.is_(None), table.valid_to > on)


_ON: BindParameter[date] = bindparam("on", type_=Date)
_UNIT: BindParameter[int] = bindparam("unit", type_=Integer)
# What nearly every page asks is put together once: putting it together takes as long as asking.
_PROVINCE = select(OrgUnit).where(OrgUnit.kind == Kind.PROVINCE, in_force(OrgUnit, _ON))
_OF_CODE = select(OrgUnit).where(OrgUnit.code == bindparam("code", type_=String), in_force(OrgUnit, _ON))
_CHILDREN = (
    select(OrgUnit)
    .join(OrgUnitScope, OrgUnitScope.descendant_id == OrgUnit.id)
    .where(OrgUnitScope.ancestor_id == _UNIT, OrgUnitScope.depth == 1)
    .where(in_force(OrgUnit, _ON), in_force(OrgUnitScope, _ON))
    .order_by(OrgUnit.sort_key, OrgUnit.code)
)
_PATH = (
    select(OrgUnit)
    .join(OrgUnitScope, OrgUnitScope.ancestor_id == OrgUnit.id)
    .where(OrgUnitScope.descendant_id == _UNIT, in_force(OrgUnitScope, _ON))
    .order_by(OrgUnitScope.depth.desc())
)


def within(unit_ids: Iterable[int], on: date) -> Select[int]:
    """A subquery of the ids of these units and of all that lie below them on this day."""
    return select(OrgUnitScope.descendant_id).where(
        OrgUnitScope.ancestor_id.in_(list(unit_ids)), in_force(OrgUnitScope, on)
    )


def is_within(db: Session, unit_id: int, ancestor_ids: Iterable[int], on: date) -> bool:
    """Whether a unit is one of these units or lies below one of them on this day."""
    return (
        db.scalar(select(OrgUnit.id).where(OrgUnit.id == unit_id, OrgUnit.id.in_(within(ancestor_ids, on)))) is not None
    )


def province(db: Session, on: date) -> OrgUnit | None:
    """The province; nothing before the places are imported."""
    return db.scalar(_PROVINCE, {"on": on})


def communes(db: Session, on: date) -> list[OrgUnit]:
    """The communes and wards, in the order of their names."""
    return list(
        db.scalars(
            select(OrgUnit)
            .where(OrgUnit.kind.in_(COMMUNE_LEVEL), in_force(OrgUnit, on))
            .order_by(OrgUnit.sort_key, OrgUnit.code)
        )
    )


def children(db: Session, parent_id: int, on: date) -> list[OrgUnit]:
    """The units directly below one on this day, in the order of their names."""
    return list(db.scalars(_CHILDREN, {"unit": parent_id, "on": on}))


def above(on: date) -> Subquery:
    """Every unit (``unit_id``) with the one directly above it (``parent_id``) on this day, whatever is to come."""
    return (
        select(OrgUnitScope.descendant_id.label("unit_id"), OrgUnitScope.ancestor_id.label("parent_id"))
        .where(OrgUnitScope.depth == 1, in_force(OrgUnitScope, on))
        .subquery()
    )


def parent_id(db: Session, unit_id: int, on: date) -> int | None:
    """The unit directly above one on this day; nothing above the province."""
    found = above(on)
    return db.scalar(select(found.c.parent_id).where(found.c.unit_id == unit_id))


def unit(db: Session, unit_id: int) -> OrgUnit | None:
    """One unit, in force or not."""
    return db.get(OrgUnit, unit_id)


def unit_by_code(db: Session, code: str, on: date) -> OrgUnit | None:
    """The unit that has this code on this day."""
    return db.scalar(_OF_CODE, {"code": code, "on": on})


def path(db: Session, unit_id: int, on: date) -> list[OrgUnit]:
    """The unit and everything above it on this day, the province first.

    Of a unit that has been merged into another it begins with that other one.
    """
    return list(db.scalars(_PATH, {"unit": unit_id, "on": on}))


def commune_of(db: Session, unit_id: int, on: date) -> OrgUnit | None:
    """The commune or ward that a unit is or lies in."""
    return next((found for found in path(db, unit_id, on) if found.kind in COMMUNE_LEVEL), None)


def line(db: Session, unit_id: int, on: date) -> str:
    """A unit as an address, smallest first: «Khu 4, Xã Lâm Thao, Tỉnh Phú Thọ»."""
    return ", ".join(found.name for found in reversed(path(db, unit_id, on)))
