"""Out of how many (D7): a unit's own number, else the sum of its parts, else last year's; never a guess, never zero."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from lms.places.models import OrgUnit, OrgUnitScope
from lms.places.rules import Kind
from lms.statistics.models import Population
from lms.statistics.rules import BY_RESIDENCE, Denominator, Indicator, PopulationStatus, Symbol

_OF_GROUP = {Indicator.VNEID: Indicator.ADULT}
"""Confirmations are counted out of the same adults."""
_NAMED_SOURCES = 3


@dataclass(frozen=True, slots=True)
class _Known:
    value: int
    source: str
    reference_date: date
    status: PopulationStatus


@dataclass(frozen=True, slots=True)
class Denominators:
    """Every number that can be said of a unit and of all below it, for one year and the year before."""

    year: int
    parts: dict[int, list[tuple[int, Kind]]]
    known: dict[tuple[Indicator, int, int], _Known]

    def of(self, indicator: Indicator, unit_id: int) -> Denominator | None:
        """The denominator of an indicator in a unit, if there is one."""
        group = _OF_GROUP.get(indicator, indicator)
        found = self._in_year(group, self.year, unit_id)
        if found is not None:
            return _told(found, None if (group, self.year, unit_id) in self.known else Symbol.SUM_OF_PARTS)
        last = self._in_year(group, self.year - 1, unit_id)
        return _told(last, Symbol.CARRIED_FORWARD) if last is not None else None

    def _in_year(self, group: Indicator, year: int, unit_id: int) -> list[_Known] | None:
        """The unit's own number, else those of its parts if not one of them is missing."""
        own = self.known.get((group, year, unit_id))
        if own is not None:
            return [own]
        parts = [self._in_year(group, year, part) for part, kind in self.parts.get(unit_id, []) if _adds(kind, group)]
        return [one for part in parts for one in part or []] if parts and None not in parts else None


def denominators(db: Session, unit: OrgUnit, year: int, on: date) -> Denominators:
    """What there is to divide by, in a unit and in everything below it on this day. Two statements."""
    parts: dict[int, list[tuple[int, Kind]]] = {}
    tree = db.execute(
        select(OrgUnit.parent_id, OrgUnit.id, OrgUnit.kind)
        .join(OrgUnitScope, OrgUnitScope.descendant_id == OrgUnit.id)
        .where(*_below(unit.id, on), OrgUnitScope.depth > 0)
        .order_by(OrgUnit.id)
    )
    for parent_id, unit_id, kind in tree:
        parts.setdefault(parent_id or 0, []).append((unit_id, Kind(kind)))
    return Denominators(year, parts, _known(db, unit.id, year, on))


def _adds(kind: Kind, group: Indicator) -> bool:
    """Whether a part's number belongs into the sum: nobody lives in an office, and the unplaced are not counted."""
    return kind is not Kind.UNKNOWN and not (kind is Kind.OFFICES and group in BY_RESIDENCE)


def _told(rows: list[_Known], symbol: Symbol | None) -> Denominator:
    return Denominator(
        value=sum(row.value for row in rows),
        source=_together(dict.fromkeys(row.source for row in rows)),
        reference_date=min(row.reference_date for row in rows),
        status=max((row.status for row in rows), key=list(PopulationStatus).index),  # as sure as its least sure part
        symbol=symbol,
    )


def _together(sources: Collection[str]) -> str:
    named = list(sources)[:_NAMED_SOURCES]
    return "; ".join(named + ["…"] * (len(sources) > len(named)))


def _known(db: Session, unit_id: int, year: int, on: date) -> dict[tuple[Indicator, int, int], _Known]:
    newest = (
        select(
            Population.indicator, Population.year, Population.org_unit_id, func.max(Population.version).label("last")
        )
        .join(OrgUnitScope, OrgUnitScope.descendant_id == Population.org_unit_id)
        .where(*_below(unit_id, on), Population.year.in_([year, year - 1]))
        .group_by(Population.indicator, Population.year, Population.org_unit_id)
        .subquery()
    )
    is_newest = and_(
        newest.c.indicator == Population.indicator,
        newest.c.year == Population.year,
        newest.c.org_unit_id == Population.org_unit_id,
        newest.c.last == Population.version,
    )
    rows = db.execute(
        select(
            Population.indicator,
            Population.year,
            Population.org_unit_id,
            Population.value,
            Population.source,
            Population.reference_date,
            Population.status,
        ).join(newest, is_newest)
    )
    return {
        (Indicator(indicator), of_year, at): _Known(value, source, day, PopulationStatus(status))
        for indicator, of_year, at, value, source, day, status in rows
    }


def _below(unit_id: int, on: date) -> tuple[ColumnElement[bool], ...]:
    scope = OrgUnitScope
    return scope.ancestor_id == unit_id, scope.valid_from <= on, or_(scope.valid_to.is_(None), scope.valid_to > on)
