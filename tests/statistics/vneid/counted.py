"""Counts the confirmed straight from the facts, one unit with all below it at a time, to compare the counters with."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import case, func, or_, select
from sqlalchemy.orm import Session

from lms.places.models import OrgUnitScope
from lms.statistics.queries.attained import Count
from lms.statistics.vneid.queries.counts import confirmed_adults


def confirmed(db: Session, unit_ids: Collection[int], on: date) -> dict[int, Count]:
    """How many adults are confirmed by the end of a day, by unit; a unit that is not there has nobody."""
    counted = confirmed_adults(on).subquery()
    scope = OrgUnitScope
    rows = db.execute(
        select(scope.ancestor_id, func.count(), func.sum(case((scope.depth == 0, 1), else_=0)))
        .join(counted, counted.c.org_unit_id == scope.descendant_id)
        .where(
            scope.ancestor_id.in_(list(unit_ids)),
            scope.valid_from <= on,
            or_(scope.valid_to.is_(None), scope.valid_to > on),
        )
        .group_by(scope.ancestor_id)
    )
    return {unit_id: Count(people, directly) for unit_id, people, directly in rows}
