"""Out of how many (D7): a unit's own number, else the sum of its parts, else last year's; never a guess, never zero."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import BindParameter, Date, Integer, Row, bindparam, select
from sqlalchemy.orm import Session

from lms.places.models import OrgUnit, OrgUnitScope
from lms.places.queries import in_force
from lms.places.reorganising.queries import Forerunner, forerunners
from lms.places.rules import Kind
from lms.statistics.models import Population
from lms.statistics.rules import BY_RESIDENCE, Denominator, Indicator, PopulationStatus, Symbol

_OF_GROUP = {Indicator.VNEID: Indicator.ADULT}
"""Confirmations are counted out of the same adults."""
_NAMED_SOURCES = 3
_SURENESS: list[str] = list(PopulationStatus)
_GROUPS = [indicator for indicator in Indicator if indicator not in _OF_GROUP]
_KINDS = {kind.value: kind for kind in Kind}
"""Found by looking up, because thousands of rows are read."""
_Known = Row[tuple[str, int, int, int, str, date, str, int]]
"""A number of a unit, as it was read: a page has a thousand and a half of them. Its columns are those of ``_COLUMNS``."""


@dataclass(frozen=True, slots=True)
class Denominators:
    """Every number that can be said of a unit and of all below it, for one year and the year before."""

    year: int
    parts: dict[int, list[tuple[int, Kind]]]
    known: dict[tuple[Indicator, int, int], _Known]
    forerunners: dict[int, list[Forerunner]]
    """What was merged into a unit, or split off into it."""
    added_up: dict[tuple[Indicator, int, int], list[_Known] | None] = field(default_factory=dict)
    """What was found out already, as a unit is asked for several times and adds up all below it."""

    def of(self, indicator: Indicator, unit_id: int) -> Denominator | None:
        """The denominator of an indicator in a unit, if there is one."""
        group = _OF_GROUP.get(indicator, indicator)
        found = self._in_year(group, self.year, unit_id)
        if found is not None:
            is_own = len(found) == 1 and (group, self.year, unit_id) in self.known
            return _told(found, None if is_own else Symbol.SUM_OF_PARTS)
        last = self._in_year(group, self.year - 1, unit_id)
        return _told(last, Symbol.CARRIED_FORWARD) if last is not None else None

    def last_year(self, indicator: Indicator, unit_id: int) -> int | None:
        """The denominator of the year before, if there was one."""
        found = self._in_year(_OF_GROUP.get(indicator, indicator), self.year - 1, unit_id)
        return None if found is None else sum(part.value for part in found)

    def version(self, indicator: Indicator, unit_id: int) -> int | None:
        """The version of the unit's own number, where that is its denominator: of this year, else of the last."""
        group = _OF_GROUP.get(indicator, indicator)
        for year in (self.year, self.year - 1):
            found = self._in_year(group, year, unit_id)
            if found is not None:
                own = self.known.get((group, year, unit_id))
                return own.version if own is not None and found == [own] else None
        return None

    def _in_year(self, group: Indicator, year: int, unit_id: int) -> list[_Known] | None:
        """The unit's own number, else what it has to be put together from."""
        key = group, year, unit_id
        own = self.known.get(key)
        if own is not None and unit_id not in self.forerunners:
            return [own]
        if key not in self.added_up:
            self.added_up[key] = self._found_in_year(group, year, unit_id, own)
        return self.added_up[key]

    def _found_in_year(self, group: Indicator, year: int, unit_id: int, own: _Known | None) -> list[_Known] | None:
        """The unit's own number, else those of its parts if not one of them is missing, else of what it was made from.

        A number counted before something was merged into the unit does not hold what came in (D13).
        """
        olds = self.forerunners.get(unit_id, [])
        later = [old for old in olds if own is None or own.reference_date < old.effective_on]
        if own is not None:
            return self._together(group, year, later, [own])
        parts = [self._in_year(group, year, part) for part, kind in self.parts.get(unit_id, []) if _adds(kind, group)]
        if parts and None not in parts:
            return [one for part in parts for one in part or []]
        return self._together(group, year, later, []) if later else None

    def _together(self, group: Indicator, year: int, olds: list[Forerunner], own: list[_Known]) -> list[_Known] | None:
        """A sum with what was merged in; nobody can say how many came with a part of a unit that was split."""
        found = [self._in_year(group, year, old.old_id) if old.is_whole else None for old in olds]
        if None in found:
            return None
        return own + [one for old in found for one in old or []]


def denominators(
    db: Session, unit: OrgUnit, below: Sequence[OrgUnit], year: int, on: date, *, of_all: bool = False
) -> Denominators:
    """What there is to divide by, in a unit and in the units directly ``below`` it on this day. At most four statements.

    What lies deeper is read only where a unit directly below has no number of its own, or where all are asked for.
    """
    parts = {unit.id: sorted((part.id, Kind(part.kind)) for part in below)}
    found = [part for part, _ in parts[unit.id]]
    went_in = forerunners(db, unit.id, on)
    olds = [old.old_id for some in went_in.values() for old in some]
    given = {"years": [year, year - 1], "unit": unit.id, "on": on}
    known = _known(db, _HERE, given)
    if olds:
        known |= _known(db, _OF_SOME, {**given, "units": olds})
    lacking = [
        part
        for part, kind in parts[unit.id]
        if any((group, of, part) not in known for group in _GROUPS if _adds(kind, group) for of in (year, year - 1))
    ]
    if of_all:
        lacking = found
    if lacking and (deeper := _parts(db, lacking, on)):
        parts |= deeper
        known |= _known(db, _WITHIN_SOME, {**given, "units": lacking})
    return Denominators(year, parts, known, went_in)


_ON: BindParameter[date] = bindparam("on", type_=Date)
_SOME: BindParameter[Any] = bindparam("units", expanding=True)
_PARTS = (
    select(OrgUnitScope.ancestor_id, OrgUnit.id, OrgUnit.kind)
    .join(OrgUnit, OrgUnit.id == OrgUnitScope.descendant_id)
    .where(OrgUnitScope.ancestor_id.in_(_SOME), OrgUnitScope.depth == 1)
    .where(in_force(OrgUnitScope, _ON), in_force(OrgUnit, _ON))
    .order_by(OrgUnit.id)
)
_COLUMNS = ("indicator", "year", "org_unit_id", "value", "source", "reference_date", "status", "version")
_NUMBERS = (
    select(*(Population.__table__.c[name] for name in _COLUMNS))  # the table's, as rows are read and no objects
    .where(Population.year.in_(bindparam("years", expanding=True)))
    .order_by(Population.version)
)
_OF_SOME = _NUMBERS.where(Population.org_unit_id.in_(_SOME))
_IN_TREE = select(OrgUnitScope.descendant_id).where(in_force(OrgUnitScope, _ON))
_WITHIN_SOME = _NUMBERS.where(Population.org_unit_id.in_(_IN_TREE.where(OrgUnitScope.ancestor_id.in_(_SOME))))
_OF_HERE = OrgUnitScope.ancestor_id == bindparam("unit", type_=Integer), OrgUnitScope.depth <= 1
_HERE = _NUMBERS.where(Population.org_unit_id.in_(_IN_TREE.where(*_OF_HERE)))
"""Of a unit and of those directly below it."""


def _parts(db: Session, unit_ids: Collection[int], on: date) -> dict[int, list[tuple[int, Kind]]]:
    """The units directly below these."""
    tree = db.execute(_PARTS, {"units": unit_ids, "on": on})
    parts: dict[int, list[tuple[int, Kind]]] = {}
    for parent_id, unit_id, kind in tree:
        parts.setdefault(parent_id, []).append((unit_id, _KINDS[kind]))
    return parts


def _adds(kind: Kind, group: Indicator) -> bool:
    """Whether a part's number belongs into the sum: nobody lives in an office, and the unplaced are not counted."""
    return kind is not Kind.UNKNOWN and not (kind is Kind.OFFICES and group in BY_RESIDENCE)


def _told(rows: list[_Known], symbol: Symbol | None) -> Denominator:
    _, _, _, values, sources, days, statuses, _ = zip(*rows, strict=True)
    return Denominator(
        value=sum(values),
        source=_together(dict.fromkeys(sources)),
        reference_date=min(days),
        status=PopulationStatus(max(set(statuses), key=_SURENESS.index)),  # as sure as its least sure part
        symbol=symbol,
    )


def _together(sources: Collection[str]) -> str:
    named = list(sources)[:_NAMED_SOURCES]
    return "; ".join(named + ["…"] * (len(sources) > len(named)))


def _known(db: Session, asked: Any, given: Mapping[str, object]) -> dict[tuple[Indicator, int, int], _Known]:
    """The newest numbers of units, of the year and the one before. The line is asked, as no objects are made of them."""
    return {(row[0], row[1], row[2]): row for row in db.connection().execute(asked, given).all()}
