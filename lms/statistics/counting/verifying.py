"""The counters against a recount that shares nothing with them but the facts; a difference is told, never mended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select, text, union_all
from sqlalchemy.orm import Session

from lms.people.models import Person
from lms.places.models import OrgUnit
from lms.statistics.counting import queries
from lms.statistics.counting.knowing import known
from lms.statistics.counting.models import DayChange, ProvinceChange
from lms.statistics.queries.attained import by_unit, required
from lms.statistics.rules import Indicator
from lms.statistics.vneid.queries.counts import by_unit as confirmed


@dataclass(frozen=True, slots=True)
class Difference:
    """The counters say one number, the facts another."""

    indicator: Indicator
    unit_code: str
    on: date
    counted: int
    recounted: int


def differences(db: Session, days: Iterable[date]) -> Iterator[Difference]:
    """Every unit and indicator in which the counters are not what the facts say, on some days."""
    codes = dict(db.execute(select(OrgUnit.id, OrgUnit.code)).all())
    for on in days:
        for indicator, anew in recounted(db, on):
            counted = queries.by_unit(db, indicator, on)
            for unit_id in sorted(counted.keys() | anew.keys()):
                one, other = counted.get(unit_id, 0), anew.get(unit_id, 0)
                if one != other:
                    yield Difference(indicator, codes[unit_id], on, one, other)


def recounted(db: Session, on: date) -> Iterator[tuple[Indicator, dict[int, int]]]:
    """How many have attained on a day in each unit, without those below it, from the facts alone; takes half a minute of a province."""
    _take_time(db)
    found = by_unit(db, required(db, on), on) | {Indicator.VNEID: confirmed(db, on)}
    for indicator in Indicator:
        yield indicator, found.get(indicator, {})


def wrong_days(db: Session) -> list[tuple[Indicator, date]]:
    """The days on which the changes of the province are not those of its units."""
    of_units = select(DayChange.indicator, DayChange.day, DayChange.delta)
    of_province = select(ProvinceChange.indicator, ProvinceChange.day, -ProvinceChange.delta)
    both = union_all(of_units, of_province).subquery()
    rows = db.execute(
        select(both.c.indicator, both.c.day)
        .group_by(both.c.indicator, both.c.day)
        .having(func.sum(both.c.delta) != 0)
        .order_by(both.c.day, both.c.indicator)
    )
    return [(Indicator(indicator), day) for indicator, day in rows]


def wrong_spells(db: Session, many: int) -> list[int]:
    """Of so many persons drawn at random those whose kept spells do not follow from their facts."""
    drawn = sorted(db.scalars(select(Person.id).order_by(func.random()).limit(many)))
    found = known(db, drawn)
    return [one for one in drawn if set(found.kept.get(one, {})) != set(found.spells(one))]


def _take_time(db: Session) -> None:
    """A recount reads everything: longer than a page may ever take, and with as many helpers as the server allows."""
    if db.get_bind().dialect.name == "postgresql":
        db.execute(text("SET LOCAL statement_timeout = 0"))
        db.execute(text("SET LOCAL max_parallel_workers_per_gather TO DEFAULT"))
