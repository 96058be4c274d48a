"""What a recount finds in every unit, added up by the boundaries of the day, to compare the counters with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.places.models import OrgUnitScope
from lms.places.queries import in_force
from lms.statistics.counting.queries import Counts
from lms.statistics.counting.verifying import recounted
from lms.statistics.queries.attained import NOBODY, Count
from lms.statistics.rules import Indicator


def counted_anew(db: Session, unit_ids: Collection[int], on: date) -> Counts:
    """How many have attained on a day, by indicator and unit; a unit that is not there has nobody."""
    below = select(OrgUnitScope.ancestor_id, OrgUnitScope.descendant_id, OrgUnitScope.depth)
    scopes = db.execute(below.where(OrgUnitScope.ancestor_id.in_(unit_ids), in_force(OrgUnitScope, on))).all()
    people: Counter[tuple[Indicator, int]] = Counter()
    directly: Counter[tuple[Indicator, int]] = Counter()
    for indicator, leaves in recounted(db, on):
        for unit_id, leaf, depth in scopes:
            people[indicator, unit_id] += leaves.get(leaf, 0)
            directly[indicator, unit_id] += leaves.get(leaf, 0) * (depth == 0)
    return {at: Count(many, directly[at]) for at, many in people.items() if many}


def people_anew(db: Session, indicator: Indicator, unit_id: int, on: date) -> int:
    """The same of one indicator in one unit."""
    return counted_anew(db, [unit_id], on).get((indicator, unit_id), NOBODY).people
