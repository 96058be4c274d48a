"""What a reorganisation starts from, and what became of which unit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import BindParameter, Date, Integer, bindparam, exists, select
from sqlalchemy.orm import Session, aliased

from lms.places.models import OrgUnit, OrgUnitScope
from lms.places.queries import in_force
from lms.places.reorganising.models import Succession
from lms.places.reorganising.planning import Done, Under, Unit
from lms.places.rules import Kind


def units(db: Session) -> list[Unit]:
    """Every unit there is or was."""
    rows = db.execute(
        select(
            OrgUnit.id,
            OrgUnit.code,
            OrgUnit.name,
            OrgUnit.kind,
            OrgUnit.parent_id,
            OrgUnit.valid_from,
            OrgUnit.valid_to,
        ).order_by(OrgUnit.id)
    )
    return [
        Unit(unit_id, code, name, Kind(kind), parent_id, valid_from, valid_to)
        for unit_id, code, name, kind, parent_id, valid_from, valid_to in rows
    ]


def done(db: Session) -> Done:
    """The successions that were taken."""
    new, village = aliased(OrgUnit), aliased(OrgUnit)
    rows = db.execute(
        select(Succession.old_id, new.code, village.code)
        .join(new, new.id == Succession.new_id)
        .outerjoin(village, village.id == Succession.village_id)
    )
    return frozenset((old_id, code, village_code or "") for old_id, code, village_code in rows)


def under(db: Session) -> Under:
    """Who lies under whom, as far as it has not ended."""
    found: Under = {}
    rows = db.execute(
        select(OrgUnitScope.descendant_id, OrgUnitScope.ancestor_id, OrgUnitScope.depth).where(
            OrgUnitScope.valid_to.is_(None)
        )
    )
    for unit_id, ancestor_id, depth in rows:
        found.setdefault(unit_id, {})[ancestor_id] = depth
    return found


@dataclass(frozen=True, slots=True)
class Forerunner:
    """A unit that went into another one."""

    old_id: int
    effective_on: date
    is_whole: bool


_ON: BindParameter[date] = bindparam("on", type_=Date)
_LIES_WITHIN = exists().where(
    OrgUnitScope.ancestor_id == bindparam("unit", type_=Integer),
    OrgUnitScope.descendant_id == Succession.new_id,
    in_force(OrgUnitScope, _ON),
)
"""There are few successions: each is looked up in the tree, not the tree among them."""
_WENT_IN = (
    select(Succession.new_id, Succession.old_id, Succession.effective_on, Succession.village_id)
    .where(_LIES_WITHIN, Succession.effective_on <= _ON)
    .order_by(Succession.id)
)


def forerunners(db: Session, unit_id: int, on: date) -> dict[int, list[Forerunner]]:
    """What went into a unit and into those below it by a day, each old unit once."""
    rows = db.execute(_WENT_IN, {"unit": unit_id, "on": on})
    found: dict[int, dict[int, Forerunner]] = {}
    for new_id, old_id, effective_on, village_id in rows:
        found.setdefault(new_id, {})[old_id] = Forerunner(old_id, effective_on, village_id is None)
    return {new_id: list(olds.values()) for new_id, olds in found.items()}
