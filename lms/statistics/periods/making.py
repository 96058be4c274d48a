"""Everything a frozen period holds, made from the counters as they stand: units, figures, and the notes these name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.places import queries as places
from lms.places.models import OrgUnit, OrgUnitScope
from lms.places.rules import Kind
from lms.problems import N_, Problem
from lms.statistics.periods.rows import Figure, Note, Unit
from lms.statistics.queries.attained import NOBODY
from lms.statistics.queries.tables import Facts, facts_of_all
from lms.statistics.queries.targets import target_for
from lms.statistics.rules import Cell, Indicator, PopulationStatus


class NoProvince(Problem):
    """The places of that day are not known."""

    def __init__(self) -> None:
        super().__init__(N_("The province is not known on this day."))


@dataclass(slots=True)
class _Notes:
    """Numbers the notes, each once."""

    numbers: dict[tuple[str, date, PopulationStatus | None], int] = field(default_factory=dict)

    def number(self, words: str, day: date, status: PopulationStatus | None) -> int:
        return self.numbers.setdefault((words, day, status), len(self.numbers) + 1)

    def rows(self) -> list[Note]:
        return [Note(number, *about) for about, number in self.numbers.items()]


@dataclass(frozen=True, slots=True)
class Made:
    """The rows of a frozen period, in their order, before they have its number."""

    units: list[Unit]
    figures: list[Figure]
    notes: list[Note]
    unit_code: str


def made(db: Session, year: int, on: date) -> Made:
    """The rows for a cut-off day. The number of statements does not depend on the number of units."""
    province = places.province(db, on)
    if province is None:
        raise NoProvince
    facts, notes = facts_of_all(db, province, year, on), _Notes()
    above = _above(db, on)
    units = _units(db, on)
    codes = {unit.id: unit.code for unit in units}
    figures = [_figure(facts, notes, unit, above[unit.id], indicator) for unit in units for indicator in Indicator]
    return Made(
        [_frozen(unit, codes.get(above[unit.id][1], "") if above[unit.id][1:] else "") for unit in units],
        figures,
        notes.rows(),
        province.code,
    )


def cells(db: Session, year: int, on: date) -> Iterator[tuple[OrgUnit, list[int], Cell]]:
    """The figures of all units of a day, each with the way up to the province, without keeping anything."""
    province = places.province(db, on)
    if province is None:
        return
    facts, above = facts_of_all(db, province, year, on), _above(db, on)
    for unit in _units(db, on):
        for indicator in Indicator:
            yield unit, above[unit.id], facts.cell(indicator, unit, above[unit.id])


def _units(db: Session, on: date) -> list[OrgUnit]:
    """In the order of their codes, those of one code can not be two on a day."""
    return list(db.scalars(select(OrgUnit).where(places.in_force(OrgUnit, on)).order_by(OrgUnit.code, OrgUnit.id)))


def _above(db: Session, on: date) -> dict[int, list[int]]:
    """For each unit the way up to the province, itself first."""
    found: dict[int, list[int]] = {}
    rows = (
        select(OrgUnitScope.descendant_id, OrgUnitScope.ancestor_id)
        .join(OrgUnit, OrgUnit.id == OrgUnitScope.descendant_id)
        .where(places.in_force(OrgUnitScope, on), places.in_force(OrgUnit, on))
        .order_by(OrgUnitScope.descendant_id, OrgUnitScope.depth)
    )
    for unit_id, ancestor_id in db.execute(rows):
        found.setdefault(unit_id, []).append(ancestor_id)
    return found


def _frozen(unit: OrgUnit, parent: str) -> Unit:
    return Unit(
        org_unit_id=unit.id,
        code=unit.code,
        name=unit.name,
        sort_key=unit.sort_key,
        kind=Kind(unit.kind),
        parent=parent,
        tile_column=unit.tile_column,
        tile_row=unit.tile_row,
    )


def _figure(facts: Facts, notes: _Notes, unit: OrgUnit, path: list[int], indicator: Indicator) -> Figure:
    cell = facts.cell(indicator, unit, path)
    has_target = cell.target is not None or cell.target_people is not None
    of, target = cell.denominator, target_for(facts.targets, indicator, path) if has_target else None
    return Figure(
        org_unit_id=unit.id,
        indicator=indicator,
        attained=cell.attained,
        directly=facts.counts.get((indicator, unit.id), NOBODY).directly,
        population=cell.population,
        population_version=facts.out_of.version(indicator, unit.id) if of else None,
        symbol=of.symbol if of else None,
        source=notes.number(of.source, of.reference_date, of.status) if of else None,
        target=cell.target,
        target_people=cell.target_people,
        plan=notes.number(target.plan, target.plan_date, None) if target else None,
        gap=cell.gap,
    )
