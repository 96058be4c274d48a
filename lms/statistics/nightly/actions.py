"""Keeping what was counted of a commune, in the place of what was counted the night before."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from lms.places.boundaries import Tree, tree
from lms.places.models import OrgUnit
from lms.places.rules import Kind
from lms.statistics.nightly.counting import Tally
from lms.statistics.nightly.models import UnitPeople
from lms.statistics.nightly.rules import What


def keep(db: Session, top: OrgUnit, found: Tally, on: date, now: datetime) -> None:
    """The numbers of a commune and of every unit in it, with all below each; what is nought is kept too."""
    of_day = tree(db, on)
    there = {unit_id for unit_id in of_day.units if top.id in of_day.above.get(unit_id, ())}
    own: dict[What, dict[int, int]] = defaultdict(dict)
    for (unit_id, what), people in found.items():
        own[what][unit_id] = people
        if what is What.KNOWN and not _is_in_a_village(of_day, unit_id):
            own[What.UNPLACED][unit_id] = people
    sums = {what: of_day.added_up(own[what]) for what in What}
    db.execute(delete(UnitPeople).where(UnitPeople.org_unit_id.in_(there)))
    db.execute(
        insert(UnitPeople),
        [
            {"org_unit_id": unit_id, "what": what, "people": sums[what].get(unit_id, 0), "counted_at": now}
            for unit_id in sorted(there)
            for what in What
        ],
    )


def _is_in_a_village(of_day: Tree, unit_id: int) -> bool:
    """Whether a unit is a village, or was one that has become a part of another."""
    return any(of_day.units.get(one) is Kind.VILLAGE for one in (unit_id, *of_day.above.get(unit_id, ())))
