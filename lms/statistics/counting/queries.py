"""What the counters say of any day."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date
from functools import cache

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    CompoundSelect,
    Date,
    Executable,
    Integer,
    Select,
    bindparam,
    case,
    cast,
    exists,
    false,
    func,
    literal,
    literal_column,
    select,
    union_all,
)
from sqlalchemy.orm import Session, aliased

from lms.places import queries as places
from lms.places.models import OrgUnit, OrgUnitScope
from lms.statistics.counting import asking
from lms.statistics.counting.models import DayChange, ProvinceChange, Recount, UnitCount
from lms.statistics.queries.attained import Count
from lms.statistics.rules import Indicator

# Statements are put together once, which takes as long as asking; these stand for what they are asked with.
_ON, _SINCE, _BETWEEN, _UNTIL, _DRAWN_ON = (
    bindparam(day, type_=Date) for day in ("on", "since", "between", "until", "drawn_on")
)
_UNIT: BindParameter[int] = bindparam("unit", type_=Integer)
_WITHIN = select(OrgUnitScope.descendant_id).where(
    OrgUnitScope.ancestor_id == _UNIT, places.in_force(OrgUnitScope, _DRAWN_ON)
)
_ITSELF = _WITHIN.where(OrgUnitScope.depth == 0)
"""A unit, and those that were merged into it."""
_OTHER = aliased(OrgUnit)
_HAS_ANOTHER = exists().where(_OTHER.parent_id.is_(None), _OTHER.id != _UNIT, places.in_force(_OTHER, _DRAWN_ON))
_STRANGE = select(OrgUnit.id).where(
    case((places.in_force(OrgUnit, _DRAWN_ON) & ~_HAS_ANOTHER, false()), else_=OrgUnit.id.not_in(_WITHIN))
)
"""Units outside a province. Where it is the only one of its day, all that are in force lie in it, and are not looked up."""
_RECOUNTING = select(Recount.id).limit(1)
Counts = dict[tuple[Indicator, int], Count]
Where = Callable[[type[UnitCount | DayChange]], ColumnElement[bool]]


def counted_through(db: Session) -> date:
    """The day up to whose end the changes are in the counts."""
    return db.scalars(asking.THROUGH).one()


def is_recounting(db: Session) -> bool:
    """Whether everybody is being counted anew, so that figures may still be those of the old rule."""
    return db.scalar(_RECOUNTING) is not None


def counts(
    db: Session, unit: OrgUnit, on: date, drawn_on: date | None = None, below: Collection[Indicator] = ()
) -> Counts:
    """How many people have attained on a day (D6) in a unit, by indicator; what is not there nobody has.

    And, of the indicators ``below``, in every unit directly below it. They are added up by the boundaries of that day,
    or of the day ``drawn_on``. Two statements, whatever the number of units and of people; a session for reading sees
    one moment in both.
    """
    through = counted_through(db)
    statement = _of_both(tuple(below), _way(on, through), is_of_province=unit.parent_id is None)
    return _read(db, statement, {**_days(on, through, drawn_on or on), "unit": unit.id})


def counts_below(
    db: Session, indicators: Collection[Indicator], unit: OrgUnit, on: date, drawn_on: date | None = None
) -> Counts:
    """The same of the units directly below one alone."""
    through = counted_through(db)
    statements = _of_all_below(tuple(indicators), _way(on, through), is_of_province=unit.parent_id is None)
    return _read(db, union_all(*statements), {**_days(on, through, drawn_on or on), "unit": unit.id})


def counts_of_all(db: Session, on: date) -> Counts:
    """The same of every indicator in every unit of the day."""
    through = counted_through(db)
    everything = union_all(*(_of_units(indicator, _way(on, through)) for indicator in Indicator))
    return _read(db, everything, _days(on, through, on))


def _days(on: date, through: date, drawn_on: date) -> dict[str, object]:
    """What the statements below are asked with."""
    return {"on": on, "since": min(on, through), "until": max(on, through), "drawn_on": drawn_on}


def _way(on: date, through: date) -> int:
    """Whether changes are added to the counts to reach a day, or taken off, or neither."""
    return (on > through) - (on < through)


def _read(db: Session, wanted: Executable, given: Mapping[str, object]) -> Counts:
    return {
        (Indicator(indicator), unit_id): Count(people, directly)
        for indicator, unit_id, people, directly in db.connection().execute(wanted, given)
        if people
    }


def trends(
    db: Session,
    indicators: Collection[Indicator],
    unit_id: int | None,
    since: date,
    until: date,
    drawn_on: date | None = None,
    at_end_of: tuple[Collection[Indicator], date] = ((), date.max),
) -> dict[Indicator, list[tuple[date, int]]]:
    """How many have attained at the end of a day, and of each day after it on which that changed. One statement.

    Of the province (no ``unit_id``), or of a unit with what lies below it on the last day, or on the day ``drawn_on``.
    Of the indicators in ``at_end_of`` only at the end of the day there and of the last one, which is read faster.
    Reads no person.
    """
    few, between = at_end_of
    dialect = db.get_bind().dialect.name
    changes = _changes(dialect, tuple(indicators), tuple(few), is_of_province=unit_id is None)
    given = {"since": since, "between": between, "until": until, "unit": unit_id, "drawn_on": drawn_on or until}
    found = {indicator.value: [(since, 0)] for indicator in indicators}
    for indicator, day, delta in db.connection().execute(changes, given):
        of_one = found[indicator]
        if day == since:
            of_one[0] = since, delta
        elif delta:
            of_one.append((day, of_one[-1][1] + delta))
    return {Indicator(indicator): days for indicator, days in found.items()}


@cache
def _changes(
    dialect: str, indicators: tuple[Indicator, ...], few: tuple[Indicator, ...], *, is_of_province: bool
) -> CompoundSelect[str, date, int]:
    """By how much the number of people changed, by indicator and day; of ``few`` only up to two days."""
    table: type[ProvinceChange | DayChange] = ProvinceChange if is_of_province else DayChange
    asked = [] if len(indicators) == len(Indicator) else [_of_many(dialect, table.indicator.in_(indicators))]
    if not is_of_province:
        asked.append(DayChange.org_unit_id.in_(_WITHIN))
    delta = cast(func.sum(table.delta), Integer)
    before = select(table.indicator, _SINCE.label("day"), delta).where(table.day <= _SINCE, *asked)
    of_few = case((table.day <= _BETWEEN, _BETWEEN), else_=_UNTIL)
    day = case((table.indicator.in_(few), of_few), else_=table.day) if few else table.day
    after = select(table.indicator, day.label("day"), delta).where(table.day > _SINCE, table.day <= _UNTIL, *asked)
    both = union_all(before.group_by(table.indicator), after.group_by(table.indicator, day))
    return both.order_by("indicator", "day")


def _of_many(dialect: str, holds: ColumnElement[bool]) -> ColumnElement[bool]:
    """SQLite knows nothing of the rows: it must be told that this holds for many, or it reads the days of all units."""
    return func.likelihood(holds, literal_column("0.2")) if dialect == "sqlite" else holds


def by_unit(db: Session, indicator: Indicator, on: date) -> dict[int, int]:
    """How many people have attained on a day in each unit, without those below it."""
    through = counted_through(db)
    leaves = _leaves(_way(on, through), _is_of(indicator)).subquery()
    summed = select(leaves.c.org_unit_id, func.sum(leaves.c.people)).group_by(leaves.c.org_unit_id)
    rows = db.execute(summed, _days(on, through, on))
    return {unit_id: people for unit_id, people in rows if people}


@cache
def _of_units(indicator: Indicator, way: int, *, is_within: bool = False) -> Select[str, int, int, int]:
    """Every unit of a day. The tree leads to the counts: an outer join, so that SQLite does not try all with all.

    Where all that is wanted lies ``is_within`` a unit that is not the province, only the counts there are read.
    """
    leaves = _leaves(way, _is_of(indicator), *[_is_one_of(_WITHIN)] * is_within).subquery()
    return (
        select(
            literal(indicator.value),
            OrgUnitScope.ancestor_id,
            func.sum(leaves.c.people),
            func.coalesce(func.sum(case((OrgUnitScope.depth == 0, leaves.c.people), else_=0)), 0),
        )
        .select_from(OrgUnitScope)
        .outerjoin(leaves, leaves.c.org_unit_id == OrgUnitScope.descendant_id)
        .where(places.in_force(OrgUnitScope, _DRAWN_ON))
        .group_by(OrgUnitScope.ancestor_id)
    )


@cache
def _of_both(
    indicators: tuple[Indicator, ...], way: int, *, is_of_province: bool
) -> CompoundSelect[str, int, int, int]:
    own = _of_province(way) if is_of_province else _of_one(way)
    return union_all(own, *_of_all_below(indicators, way, is_of_province=is_of_province))


@cache
def _of_all_below(
    indicators: tuple[Indicator, ...], way: int, *, is_of_province: bool
) -> list[Select[str, int, int, int]]:
    above = aliased(OrgUnitScope)
    below = select(above.descendant_id).where(
        above.ancestor_id == _UNIT, above.depth == 1, places.in_force(above, _DRAWN_ON)
    )
    units = (_of_units(one, way, is_within=not is_of_province) for one in indicators)
    return [of_one.where(OrgUnitScope.ancestor_id.in_(below)) for of_one in units]


@cache
def _of_one(way: int) -> Select[str, int, int, int]:
    leaves = _leaves(way, _is_one_of(_WITHIN)).subquery()
    directly = case((leaves.c.org_unit_id.in_(_ITSELF), leaves.c.people), else_=0)
    return select(leaves.c.indicator, _UNIT, func.sum(leaves.c.people), func.sum(directly)).group_by(leaves.c.indicator)


@cache
def _of_province(way: int) -> Select[str, int, int, int]:
    """What changed in the province, less the units its boundaries do not know: no others are read, but itself."""
    lost, own = (_leaves(way, _is_one_of(units)).subquery() for units in (_STRANGE, _ITSELF))
    everything = union_all(
        select(ProvinceChange.indicator, ProvinceChange.delta.label("people"), literal(0).label("directly")).where(
            ProvinceChange.day <= _ON
        ),
        select(lost.c.indicator, -lost.c.people, literal(0)),
        select(own.c.indicator, literal(0), own.c.people),
    ).subquery()
    sums = func.sum(everything.c.people), func.sum(everything.c.directly)
    return select(everything.c.indicator, _UNIT, *sums).group_by(everything.c.indicator)


def _leaves(way: int, *where: Where) -> Select[str, int, int]:
    """The counts of units ``where`` something holds, and what changed between their day and the day asked for."""
    kept = select(UnitCount.indicator, UnitCount.org_unit_id, UnitCount.people).where(
        *(is_so(UnitCount) for is_so in where)
    )
    if not way:
        return kept
    delta = DayChange.delta if way > 0 else -DayChange.delta
    moved = (
        select(DayChange.indicator, DayChange.org_unit_id, cast(func.sum(delta), Integer).label("people"))
        .where(*(is_so(DayChange) for is_so in where), DayChange.day > _SINCE, DayChange.day <= _UNTIL)
        .group_by(DayChange.indicator, DayChange.org_unit_id)
    )
    return union_all(kept, moved)  # type: ignore[return-value]


def _is_of(indicator: Indicator) -> Where:
    return lambda table: table.indicator == indicator


def _is_one_of(units: Select[int]) -> Where:
    return lambda table: table.org_unit_id.in_(units)
