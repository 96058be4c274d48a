"""What was counted at night, of one unit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import BindParameter, Date, Integer, bindparam, func, select
from sqlalchemy.orm import Session

from lms.places.models import OrgUnit, OrgUnitScope
from lms.places.queries import in_force
from lms.places.rules import Kind
from lms.statistics.nightly.models import UnitPeople
from lms.statistics.nightly.rules import What


@dataclass(frozen=True, slots=True)
class Counted:
    """The numbers of a unit, and since when the oldest of them stands."""

    people: dict[What, int]
    at: datetime


_UNIT: BindParameter[int] = bindparam("unit", type_=Integer)
_SUMS = select(UnitPeople.what, func.sum(UnitPeople.people), func.min(UnitPeople.counted_at)).group_by(UnitPeople.what)
_OF_ONE = _SUMS.where(UnitPeople.org_unit_id == _UNIT)
_OF_PARTS = _SUMS.join(OrgUnitScope, OrgUnitScope.descendant_id == UnitPeople.org_unit_id).where(
    OrgUnitScope.ancestor_id == _UNIT, OrgUnitScope.depth == 1, in_force(OrgUnitScope, bindparam("on", type_=Date))
)


def counted(db: Session, unit: OrgUnit, on: date) -> Counted | None:
    """What was counted of a unit; of the province the sum of what lies directly below it. Reads no person."""
    asked = _OF_PARTS if unit.kind == Kind.PROVINCE else _OF_ONE
    found = db.execute(asked, {"unit": unit.id, "on": on}).all()
    if not found:
        return None
    return Counted({What(what): int(people) for what, people, _ in found}, min(at for _, _, at in found))


def below(db: Session, unit: OrgUnit, what: What, on: date) -> dict[str, int]:
    """One number of every unit directly below, by its code."""
    rows = db.execute(
        select(OrgUnit.code, UnitPeople.people)
        .join(UnitPeople, UnitPeople.org_unit_id == OrgUnit.id)
        .join(OrgUnitScope, OrgUnitScope.descendant_id == OrgUnit.id)
        .where(OrgUnitScope.ancestor_id == unit.id, OrgUnitScope.depth == 1)
        .where(in_force(OrgUnitScope, on), in_force(OrgUnit, on), UnitPeople.what == what)
    )
    return dict(rows.all())


def next_top(db: Session, after: int, on: date) -> OrgUnit | None:
    """The next unit directly below the province."""
    scope = OrgUnitScope
    province = select(OrgUnit.id).where(OrgUnit.kind == Kind.PROVINCE, in_force(OrgUnit, on))
    return db.scalar(
        select(OrgUnit)
        .join(scope, scope.descendant_id == OrgUnit.id)
        .where(scope.ancestor_id.in_(province), scope.depth == 1, in_force(scope, on), in_force(OrgUnit, on))
        .where(OrgUnit.id > after)
        .order_by(OrgUnit.id)
        .limit(1)
    )
