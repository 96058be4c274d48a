"""What the counters say of any day."""

from __future__ import annotations

from datetime import date

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    and_,
    case,
    cast,
    func,
    literal,
    literal_column,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from lms.places import queries as places
from lms.places.models import OrgUnitScope
from lms.statistics.counting import asking
from lms.statistics.counting.models import DayChange, ProvinceChange, Recount, UnitCount
from lms.statistics.queries.attained import Asked, Count
from lms.statistics.rules import Indicator


def counted_through(db: Session) -> date:
    """The day up to whose end the changes are in the counts."""
    return db.scalars(asking.THROUGH).one()


def is_recounting(db: Session) -> bool:
    """Whether everybody is being counted anew, so that figures may still be those of the old rule."""
    return db.scalar(select(Recount.id).limit(1)) is not None


def counts(db: Session, asked: Asked, on: date, drawn_on: date | None = None) -> dict[tuple[Indicator, int], Count]:
    """How many people have attained on a day (D6), by indicator and unit asked for; who is not there has nobody.

    They are added up by the boundaries of that day, or of the day ``drawn_on``. Two statements, whatever the number of units and of people; a session for reading sees one moment in both.
    """
    through = counted_through(db)
    wanted = [
        _of_units(indicator, on, through, drawn_on or on).where(OrgUnitScope.ancestor_id.in_(unit_ids))
        for indicator, unit_ids in asked.items()
        if unit_ids
    ]
    return _read(db, wanted) if wanted else {}


def counts_of_all(db: Session, on: date) -> dict[tuple[Indicator, int], Count]:
    """The same of every unit of the day."""
    through = counted_through(db)
    return _read(db, [_of_units(indicator, on, through, on) for indicator in Indicator])


def _read(db: Session, wanted: list[Select[str, int, int, int]]) -> dict[tuple[Indicator, int], Count]:
    rows = db.execute(union_all(*wanted))
    return {
        (Indicator(indicator), unit_id): Count(people, directly)
        for indicator, unit_id, people, directly in rows
        if people
    }


def trend(
    db: Session, indicator: Indicator, unit_id: int | None, since: date, until: date, drawn_on: date | None = None
) -> list[tuple[date, int]]:
    """How many have attained at the end of a day, and of each day after it on which that changed.

    Of the province (no ``unit_id``), or of a unit with what lies below it on the last day, or on the day ``drawn_on``.
    Reads no person.
    """
    table: type[ProvinceChange | DayChange] = ProvinceChange if unit_id is None else DayChange
    changed = select(table.day, cast(func.sum(table.delta), Integer)).where(
        _of_many(db, table.indicator == indicator), table.day <= until
    )
    if unit_id is not None:
        changed = changed.where(DayChange.org_unit_id.in_(places.within([unit_id], drawn_on or until)))
    people, found = 0, [(since, 0)]
    for day, delta in db.execute(changed.group_by(table.day).order_by(table.day)):
        people += delta
        if day <= since:
            found[0] = since, people
        elif delta:
            found.append((day, people))
    return found


def _of_many(db: Session, holds: ColumnElement[bool]) -> ColumnElement[bool]:
    """SQLite knows nothing of the rows: it must be told that this holds for many, or it reads the days of all units."""
    return func.likelihood(holds, literal_column("0.2")) if db.get_bind().dialect.name == "sqlite" else holds


def by_unit(db: Session, indicator: Indicator, on: date) -> dict[int, int]:
    """How many people have attained on a day in each unit, without those below it."""
    leaves = _leaves(indicator, on, counted_through(db)).subquery()
    rows = db.execute(select(leaves.c.org_unit_id, func.sum(leaves.c.people)).group_by(leaves.c.org_unit_id))
    return {unit_id: people for unit_id, people in rows if people}


def _of_units(indicator: Indicator, on: date, through: date, drawn_on: date) -> Select[str, int, int, int]:
    """The tree leads to the counts: an outer join, so that SQLite does not try every count with every unit."""
    leaves = _leaves(indicator, on, through).subquery()
    return (
        select(
            literal(indicator.value),
            OrgUnitScope.ancestor_id,
            func.sum(leaves.c.people),
            func.coalesce(func.sum(case((OrgUnitScope.depth == 0, leaves.c.people), else_=0)), 0),
        )
        .select_from(OrgUnitScope)
        .outerjoin(leaves, leaves.c.org_unit_id == OrgUnitScope.descendant_id)
        .where(places.in_force(OrgUnitScope, drawn_on))
        .group_by(OrgUnitScope.ancestor_id)
    )


def _leaves(indicator: Indicator, on: date, through: date) -> Select[int, int]:
    """The counts, and what changed between their day and the day asked for."""
    kept = select(UnitCount.org_unit_id, UnitCount.people).where(UnitCount.indicator == indicator)
    if on == through:
        return kept
    later = and_(DayChange.day > min(on, through), DayChange.day <= max(on, through))
    delta = DayChange.delta if on > through else -DayChange.delta
    moved = (
        select(DayChange.org_unit_id, cast(func.sum(delta), Integer).label("people"))
        .where(DayChange.indicator == indicator, later)
        .group_by(DayChange.org_unit_id)
    )
    return union_all(kept, moved)  # type: ignore[return-value]
