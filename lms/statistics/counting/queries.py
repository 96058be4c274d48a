"""What the counters say of any day."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
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
from lms.places.models import OrgUnit, OrgUnitScope
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
    through, drawn_on = counted_through(db), drawn_on or on
    everywhere = [one for one, unit_ids in asked.items() if _is_province(db, unit_ids)]
    wanted = [
        _of_units(indicator, on, through, drawn_on).where(OrgUnitScope.ancestor_id.in_(unit_ids))
        for indicator, unit_ids in asked.items()
        if unit_ids and indicator not in everywhere
    ]
    if everywhere:
        wanted.append(_of_province(next(iter(asked[everywhere[0]])), everywhere, on, through, drawn_on))
    return _read(db, wanted) if wanted else {}


def _is_province(db: Session, unit_ids: Collection[int]) -> bool:
    return len(unit_ids) == 1 and db.get_one(OrgUnit, next(iter(unit_ids))).parent_id is None


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


def trends(
    db: Session,
    indicators: Collection[Indicator],
    unit_id: int | None,
    since: date,
    until: date,
    drawn_on: date | None = None,
) -> dict[Indicator, list[tuple[date, int]]]:
    """How many have attained at the end of a day, and of each day after it on which that changed. One statement.

    Of the province (no ``unit_id``), or of a unit with what lies below it on the last day, or on the day ``drawn_on``.
    Reads no person.
    """
    table: type[ProvinceChange | DayChange] = ProvinceChange if unit_id is None else DayChange
    asked = [] if len(indicators) == len(Indicator) else [_of_many(db, table.indicator.in_(indicators))]
    if unit_id is not None:
        asked.append(DayChange.org_unit_id.in_(places.within([unit_id], drawn_on or until)))
    delta = cast(func.sum(table.delta), Integer)
    before = (
        select(table.indicator, literal(since).label("day"), delta)
        .where(table.day <= since, *asked)
        .group_by(table.indicator)
    )
    after = select(table.indicator, table.day, delta).where(table.day > since, table.day <= until, *asked)
    changes = union_all(before, after.group_by(table.indicator, table.day))
    return _added_up(db, changes, indicators, since)


def _added_up(
    db: Session, changes: CompoundSelect[str, date, int], indicators: Collection[Indicator], since: date
) -> dict[Indicator, list[tuple[date, int]]]:
    found = {indicator.value: [(since, 0)] for indicator in indicators}
    for indicator, day, delta in db.execute(changes.order_by("indicator", "day")).all():
        of_one = found[indicator]
        if day == since:
            of_one[0] = since, delta
        elif delta:
            of_one.append((day, of_one[-1][1] + delta))
    return {Indicator(indicator): days for indicator, days in found.items()}


def _of_many(db: Session, holds: ColumnElement[bool]) -> ColumnElement[bool]:
    """SQLite knows nothing of the rows: it must be told that this holds for many, or it reads the days of all units."""
    return func.likelihood(holds, literal_column("0.2")) if db.get_bind().dialect.name == "sqlite" else holds


def by_unit(db: Session, indicator: Indicator, on: date) -> dict[int, int]:
    """How many people have attained on a day in each unit, without those below it."""
    leaves = _leaves([indicator], on, counted_through(db)).subquery()
    rows = db.execute(select(leaves.c.org_unit_id, func.sum(leaves.c.people)).group_by(leaves.c.org_unit_id))
    return {unit_id: people for unit_id, people in rows if people}


def _of_units(indicator: Indicator, on: date, through: date, drawn_on: date) -> Select[str, int, int, int]:
    """The tree leads to the counts: an outer join, so that SQLite does not try every count with every unit."""
    leaves = _leaves([indicator], on, through).subquery()
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


def _of_province(
    unit_id: int, indicators: list[Indicator], on: date, through: date, drawn_on: date
) -> Select[str, int, int, int]:
    """The counts are read from end to end, which takes a quarter of looking up every leaf under every indicator."""
    leaves = _leaves(indicators, on, through).subquery()
    directly = func.sum(case((leaves.c.org_unit_id == unit_id, leaves.c.people), else_=0))
    return (
        select(leaves.c.indicator, literal(unit_id), func.sum(leaves.c.people), directly)
        .where(leaves.c.org_unit_id.in_(places.within([unit_id], drawn_on)))
        .group_by(leaves.c.indicator)
    )


def _leaves(indicators: list[Indicator], on: date, through: date) -> Select[str, int, int]:
    """The counts, and what changed between their day and the day asked for."""
    kept = select(UnitCount.indicator, UnitCount.org_unit_id, UnitCount.people)
    if len(indicators) < len(Indicator):
        kept = kept.where(UnitCount.indicator.in_(indicators))
    if on == through:
        return kept
    later = and_(DayChange.day > min(on, through), DayChange.day <= max(on, through))
    delta = DayChange.delta if on > through else -DayChange.delta
    moved = (
        select(DayChange.indicator, DayChange.org_unit_id, cast(func.sum(delta), Integer).label("people"))
        .where(DayChange.indicator.in_(indicators), later)
        .group_by(DayChange.indicator, DayChange.org_unit_id)
    )
    return union_all(kept, moved)  # type: ignore[return-value]
