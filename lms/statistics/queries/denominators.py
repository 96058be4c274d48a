"""Out of how many (D7): a unit's own number, else the sum of its parts, else last year's; never a guess, never zero."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from lms.places.models import OrgUnit
from lms.places.rules import Kind
from lms.statistics.models import Population
from lms.statistics.rules import Denominator, Indicator, PopulationStatus, Symbol

_OF_GROUP = {Indicator.VNEID: Indicator.ADULT}
"""Confirmations are counted out of the same adults."""
_NEEDS_NONE = (Kind.OFFICES, Kind.UNKNOWN)
"""Pseudo-units: a sum is complete without them."""

Key = tuple[Indicator, int, int]


def denominators(
    db: Session, indicators: Iterable[Indicator], units: Iterable[OrgUnit], year: int, on: date
) -> dict[tuple[Indicator, int], Denominator]:
    """The denominator of every indicator in every unit that has one, by (indicator, unit)."""
    units, indicators = list(units), list(indicators)
    groups = {_OF_GROUP.get(indicator, indicator) for indicator in indicators}
    ids = [unit.id for unit in units]
    parts = _parts(db, ids, on)
    known = _known(db, groups, [*ids, *(part for below in parts.values() for part in below)], year)
    found = {}
    for indicator in indicators:
        group = _OF_GROUP.get(indicator, indicator)
        for unit_id in ids:
            denominator = _denominator(known, group, unit_id, parts.get(unit_id, []), year)
            if denominator is not None:
                found[indicator, unit_id] = denominator
    return found


def _denominator(
    known: dict[Key, Population], group: Indicator, unit_id: int, parts: list[int], year: int
) -> Denominator | None:
    own = known.get((group, year, unit_id))
    if own is not None:
        return _as_denominator([own], None)
    of_parts = [known.get((group, year, part)) for part in parts]
    present = [row for row in of_parts if row is not None]
    if parts and len(present) == len(parts):
        return _as_denominator(present, Symbol.SUM_OF_PARTS)
    last = known.get((group, year - 1, unit_id))
    return _as_denominator([last], Symbol.CARRIED_FORWARD) if last is not None else None


def _as_denominator(rows: list[Population], symbol: Symbol | None) -> Denominator:
    oldest = min(rows, key=lambda row: row.reference_date)
    statuses = {PopulationStatus(row.status) for row in rows}
    return Denominator(
        value=sum(row.value for row in rows),
        source="; ".join(dict.fromkeys(row.source for row in rows)),
        reference_date=oldest.reference_date.strftime("%d/%m/%Y"),
        status=max(statuses, key=list(PopulationStatus).index),  # as sure as its least sure part
        symbol=symbol,
    )


def _known(db: Session, groups: set[Indicator], unit_ids: list[int], year: int) -> dict[Key, Population]:
    rows = db.scalars(
        select(Population)
        .where(
            Population.indicator.in_(groups),
            Population.year.in_([year, year - 1]),
            Population.org_unit_id.in_(unit_ids),
        )
        .order_by(Population.version)
    )
    return {(row.indicator, row.year, row.org_unit_id): row for row in rows}  # a later version replaces an earlier


def _parts(db: Session, unit_ids: list[int], on: date) -> dict[int, list[int]]:
    rows = db.execute(
        select(OrgUnit.parent_id, OrgUnit.id)
        .where(
            OrgUnit.parent_id.in_(unit_ids),
            OrgUnit.kind.not_in(_NEEDS_NONE),
            OrgUnit.valid_from <= on,
            or_(OrgUnit.valid_to.is_(None), OrgUnit.valid_to > on),
        )
        .order_by(OrgUnit.id)
    )
    parts: dict[int, list[int]] = {}
    for parent_id, unit_id in rows:
        if parent_id is not None:
            parts.setdefault(parent_id, []).append(unit_id)
    return parts
