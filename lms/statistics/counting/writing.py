"""Writing what was counted: the spells of persons, then the counters, moved once in a transaction."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import (
    ARRAY,
    JSON,
    Date,
    Integer,
    String,
    any_,
    bindparam,
    cast,
    column,
    delete,
    func,
    insert,
    literal,
    select,
    values,
)
from sqlalchemy.orm import Session

from lms.db import ask_quickly, do_quickly, insert_for
from lms.statistics.counting.asking import THROUGH
from lms.statistics.counting.models import (
    CountedSpell,
    DayChange,
    ProvinceChange,
    TouchedPerson,
    UnitCount,
)
from lms.statistics.counting.rules import Deltas, Spell, shard_of
from lms.statistics.rules import Indicator

Row = dict[str, object]
FEW = 2
"""So many rows of a table stand in the statement one by one: for each number the database keeps a plan."""
_AS_JSON = json.JSONEncoder(default=str)
_COUNTED = delete(TouchedPerson).where(TouchedPerson.person_id == bindparam("person", type_=Integer))
_GONE = delete(CountedSpell).where(CountedSpell.id.in_(bindparam("gone", expanding=True)))


@dataclass(slots=True)
class Counted:
    """Persons who were counted anew, and the spells that do not hold any more and those that do now."""

    people: list[int] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)
    new: list[Row] = field(default_factory=list)

    def differs(self, person_id: int, before: dict[Spell, int], after: list[Spell]) -> None:
        """Somebody's spells are others than those that were kept."""
        self.gone += [row_id for spell, row_id in before.items() if spell not in after]
        self.new += [
            {
                "person_id": person_id,
                "indicator": spell.indicator,
                "org_unit_id": spell.unit_id,
                "valid_from": spell.since,
                "valid_to": spell.until,
            }
            for spell in after
            if spell not in before
        ]


def write(db: Session, counted: Counted, deltas: Deltas) -> None:
    """Spells first; then, once in a transaction and in one order, the counters, so that nobody waits in a ring.

    Whoever writes holds the day the counts are of; only what is due by then is added to them.
    """
    moved = sorted((at, delta) for at, delta in deltas.items() if delta)
    units = [_of_unit(*at, delta) for at, delta in moved]
    if counted.gone:
        db.connection().execute(_GONE, {"gone": counted.gone})
    if counted.people or units:
        at_once = db.get_bind().dialect.name == "postgresql"
        (_write_at_once if at_once else _write_in_turn)(db, counted, units, _of_province(moved))


def _write_at_once(db: Session, counted: Counted, units: list[Row], province: list[Row]) -> None:
    """In one statement of PostgreSQL: each that is sent costs more than what it does.

    The few rows of most commits stand in it one by one, which is quicker than to take them out of lists.
    """
    rows = {"spells": counted.new, "units": units, "province": province}
    people = "{" + ",".join(map(str, counted.people)) + "}"
    few = all(0 < len(some) <= FEW for some in rows.values())
    statement = _all_written(*map(len, rows.values())) if few else _all_written()
    given = _one_by_one(rows) if few else {name: _AS_JSON.encode(some) for name, some in rows.items()}
    ask_quickly(db, statement, {"people": people, **given})


def _one_by_one(rows: Mapping[str, list[Row]]) -> Row:
    """Every value as a word: what the driver makes of a number depends on its size, and a plan is kept by kinds of values."""
    return {
        _named(name, number, column): None if value is None else str(value)
        for name, some in rows.items()
        for number, row in enumerate(some)
        for column, value in row.items()
    }


def _named(name: str, number: int, column: str) -> str:
    return f"{name}_{number}_{column}"


def _write_in_turn(db: Session, counted: Counted, units: list[Row], province: list[Row]) -> None:
    for statement, rows in (
        (_COUNTED, [{"person": person_id} for person_id in counted.people]),
        (_spell_added(), counted.new),
        (_days_moved("sqlite", DayChange), units),
        (_days_moved("sqlite", ProvinceChange), province),
        (_counts_moved("sqlite"), sorted(units, key=_by_indicator)),
    ):
        if rows:
            do_quickly(db, statement, [_as_kept(row) for row in rows])


def _as_kept(row: Mapping[str, object]) -> Row:
    """SQLite keeps days as words."""
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()}


def _of_unit(unit_id: int, indicator: Indicator, day: date, delta: int) -> Row:
    return {"org_unit_id": unit_id, "indicator": indicator, "day": day, "delta": delta}


def _by_indicator(row: Row) -> Any:
    return row["indicator"], row["org_unit_id"], row["day"]


def _of_province(moved: list[tuple[tuple[int, Indicator, date], int]]) -> list[Row]:
    found: Counter[tuple[Indicator, date, int]] = Counter()
    for (unit_id, indicator, day), delta in moved:
        found[indicator, day, shard_of(unit_id)] += delta
    return [
        {"indicator": indicator, "day": day, "shard": shard, "delta": delta}
        for (indicator, day, shard), delta in sorted(found.items())
        if delta
    ]


@cache
def _spell_added() -> Any:
    names = (column.name for column in CountedSpell.__table__.columns if column.name != "id")
    return insert(CountedSpell).inline().values({name: bindparam(name) for name in names})


@cache
def _days_moved(dialect: str, table: type[DayChange | ProvinceChange]) -> Any:
    """By how many people a day changes, added to what it changed already."""
    row = insert_for(dialect, table)
    keys = [column.name for column in table.__table__.primary_key]
    return row.on_conflict_do_update(index_elements=keys, set_={"delta": table.delta + row.excluded.delta})


@cache
def _counts_moved(dialect: str) -> Any:
    """By how many people a count changes, if the change is of a day that is in the counts."""
    row = select(
        bindparam("indicator", type_=String),
        bindparam("org_unit_id", type_=Integer),
        bindparam("delta", type_=Integer),
    ).where(bindparam("day", type_=Date) <= THROUGH.scalar_subquery())
    return _added(dialect, row)


@cache
def _all_written(spells: int = 0, units: int = 0, province: int = 0) -> Any:
    """Everything that is new, at once: so many rows of each, or lists of them if no number is told.

    Rows of each counter in one order, and the counters in the order PostgreSQL always takes.
    """
    unit = _rows_of("units", DayChange, units)
    due = (
        select(unit.c.indicator, unit.c.org_unit_id, func.sum(unit.c.delta))
        .where(unit.c.day <= THROUGH.scalar_subquery())
        .group_by(unit.c.indicator, unit.c.org_unit_id)
        .order_by(unit.c.indicator, unit.c.org_unit_id)
    )
    spell = _rows_of("spells", CountedSpell, spells)
    added = insert(CountedSpell).inline().from_select([one.name for one in spell.c], select(*spell.c))
    days = _all_days_moved(DayChange, unit)
    of_province = _all_days_moved(ProvinceChange, _rows_of("province", ProvinceChange, province))
    people = cast(bindparam("people", type_=String), ARRAY(Integer))
    done = delete(TouchedPerson).where(TouchedPerson.person_id == any_(people))
    return _added("postgresql", due).add_cte(
        done.cte("done"), added.cte("spells"), days.cte("days"), of_province.cte("province_days")
    )


def _all_days_moved(table: type[DayChange | ProvinceChange], rows: Any) -> Any:
    read = select(*rows.c).order_by(*(rows.c[column.name] for column in table.__table__.primary_key))
    return _days_moved("postgresql", table).from_select([column.name for column in rows.c], read)


def _rows_of(name: str, table: type[CountedSpell | DayChange | ProvinceChange], many: int) -> Any:
    """Rows of a table, but for the number the database gives them: so many, or out of a list that is handed over as one value."""
    columns = [column(one.name, one.type) for one in table.__table__.columns if one.name != "id"]
    if many:
        rows = [
            tuple(bindparam(_named(name, number, one.name), type_=one.type) for one in columns)
            for number in range(many)
        ]
        return values(*columns, name=f"{name}_given").data(rows)
    given = func.json_to_recordset(cast(bindparam(name, type_=String), JSON))
    return given.table_valued(*columns).render_derived(name=f"{name}_given", with_types=True)


@cache
def days_due(dialect: str) -> Any:
    """The changes after one day, up to another, are taken into the counts."""
    due = (
        select(DayChange.indicator, DayChange.org_unit_id, func.sum(DayChange.delta))
        .where(DayChange.day > bindparam("through"), DayChange.day <= bindparam("today"))
        .group_by(DayChange.indicator, DayChange.org_unit_id)
        .having(func.sum(DayChange.delta) != 0)
    )
    return _added(dialect, due)


def draw_together(db: Session, today: date) -> None:
    """The shards of the province's days, up to a day, become one row a day: nobody queues for a day that is over.

    Whoever calls holds the day the counts are of, so that nobody writes meanwhile.
    """
    over = ProvinceChange.shard != 0, ProvinceChange.day <= today
    sums = select(ProvinceChange.indicator, ProvinceChange.day, literal(0), func.sum(ProvinceChange.delta))
    row = insert_for(db.get_bind().dialect.name, ProvinceChange).from_select(
        ["indicator", "day", "shard", "delta"],
        sums.where(*over).group_by(ProvinceChange.indicator, ProvinceChange.day),
    )
    drawn = row.on_conflict_do_update(
        index_elements=["indicator", "day", "shard"], set_={"delta": ProvinceChange.delta + row.excluded.delta}
    )
    db.connection().execute(drawn)
    db.execute(delete(ProvinceChange).where(*over))


def _added(dialect: str, rows: Any) -> Any:
    row = insert_for(dialect, UnitCount).from_select(["indicator", "org_unit_id", "people"], rows)
    return row.on_conflict_do_update(
        index_elements=["indicator", "org_unit_id"], set_={"people": UnitCount.people + row.excluded.people}
    )
