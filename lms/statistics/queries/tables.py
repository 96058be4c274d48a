"""The tables of the pages: six figures of a unit, and one figure of every unit below it. Rows add up to their unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.places import queries as places
from lms.places.models import OrgUnit
from lms.places.queries import in_force
from lms.places.rules import Kind
from lms.statistics.counting.queries import by_unit, counts, counts_of_all
from lms.statistics.queries.attained import NOBODY, Count, required
from lms.statistics.queries.denominators import Denominators, denominators
from lms.statistics.queries.targets import Targets, target_for, targets
from lms.statistics.rules import Cell, Gap, Indicator, UnitRow
from lms.statistics.vneid.queries.counts import has_confirmations

_PSEUDO = (Kind.OFFICES, Kind.UNKNOWN)


class Place(Protocol):
    """A unit as reports name it: in force, or as it was when a period was frozen."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def kind(self) -> Kind: ...


class Plan(Protocol):
    """Where a target stands."""

    @property
    def plan(self) -> str: ...
    @property
    def plan_date(self) -> date: ...


@dataclass(frozen=True, slots=True)
class Report:
    """What the page of a unit shows, for one day and one year's targets."""

    unit: Place
    path: Sequence[Place]
    """The province first, the unit last."""
    on: date
    year: int
    indicator: Indicator
    figures: list[Cell]
    """All indicators of the unit, in the order of the plan."""
    rows: list[UnitRow]
    """The chosen indicator in every unit directly below."""
    target: Plan | None
    """The target of the chosen indicator, with its plan."""
    last_year: Mapping[Indicator, int] = field(default_factory=dict)
    """Out of how many the year before, where that is known."""

    @property
    def figure(self) -> Cell:
        """The unit's figure for the chosen indicator."""
        return next(cell for cell in self.figures if cell.indicator is self.indicator)


@dataclass(frozen=True, slots=True)
class Facts:
    """What cells are made from."""

    targets: Targets
    laid_down: set[Indicator]
    """What can be counted: a set of courses is laid down, or confirmations have come in."""
    counts: dict[tuple[Indicator, int], Count]
    out_of: Denominators

    def cell(self, indicator: Indicator, unit: OrgUnit, path: list[int]) -> Cell:
        """The figure of a unit; ``path`` leads from it up to the province."""
        people = self.counts.get((indicator, unit.id), NOBODY).people
        if unit.kind == Kind.UNKNOWN:
            return self._unplaced(indicator, people)
        target = target_for(self.targets, indicator, path)
        gap = self._gap(indicator)
        return Cell(
            indicator,
            people if gap is None else None,
            self.out_of.of(indicator, unit.id),
            target.basis_points if target else None,
            gap,
            target.people if target else None,
        )

    def directly(self, indicator: Indicator, unit: OrgUnit) -> Cell:
        """The figure of those who belong to the unit and to nothing below it."""
        return self._unplaced(indicator, self.counts.get((indicator, unit.id), NOBODY).directly)

    def _unplaced(self, indicator: Indicator, people: int) -> Cell:
        gap = self._gap(indicator)
        return Cell(indicator, people if gap is None else None, None, None, gap or Gap.NOT_PLACED)

    def _gap(self, indicator: Indicator) -> Gap | None:
        if indicator in self.laid_down:
            return None
        return Gap.NOT_CONFIRMED if indicator is Indicator.VNEID else Gap.NO_COURSES


def facts_of_all(db: Session, province: OrgUnit, year: int, on: date) -> Facts:
    """What the cells of all units of a day are made from, in a few statements.

    People of a unit that the day does not know are of nobody knows where, so that rows add up to the province.
    """
    found = counts_of_all(db, on)
    unknown = db.scalar(select(OrgUnit.id).where(OrgUnit.kind == Kind.UNKNOWN, in_force(OrgUnit, on)))
    for indicator in Indicator:
        lost = sum(by_unit(db, indicator, on).values()) - found.get((indicator, province.id), NOBODY).people
        for unit_id in (province.id, unknown):
            if lost and unit_id is not None:
                known = found.get((indicator, unit_id), NOBODY)
                found[indicator, unit_id] = Count(known.people + lost, known.directly + lost * (unit_id == unknown))
    below = places.children(db, province.id, on)
    return Facts(targets(db, year), _laid_down(db, on), found, denominators(db, province, below, year, on, of_all=True))


def _laid_down(db: Session, on: date) -> set[Indicator]:
    sets = {one.indicator for one in required(db, on)}
    return sets | {Indicator.VNEID} if has_confirmations(db, on) else sets


def report(
    db: Session, unit: OrgUnit, indicator: Indicator, year: int, on: date, drawn_on: date | None = None
) -> Report:
    """The report of a unit, by the boundaries of its day or of the day ``drawn_on``.

    The number of statements does not depend on the number of units.
    """
    return _reports(db, unit, [indicator], year, on, drawn_on or on)[0]


def reports(db: Session, unit: OrgUnit, year: int, on: date) -> list[Report]:
    """The report of every indicator, with as many statements as for one."""
    return _reports(db, unit, list(Indicator), year, on, on)


def _reports(
    db: Session, unit: OrgUnit, indicators: list[Indicator], year: int, on: date, drawn_on: date
) -> list[Report]:
    below = places.children(db, unit.id, drawn_on)
    path = places.path(db, unit.id, drawn_on)
    above = [found.id for found in reversed(path)]
    facts = _facts(db, unit, below, indicators, year, on, drawn_on)
    figures = [facts.cell(one, unit, above) for one in Indicator]
    last_year = {one: people for one in Indicator if (people := facts.out_of.last_year(one, unit.id)) is not None}
    return [
        Report(
            unit,
            path,
            on,
            year,
            indicator,
            figures,
            _rows(facts, unit, below, above, indicator),
            target_for(facts.targets, indicator, above),
            last_year,
        )
        for indicator in indicators
    ]


def _facts(
    db: Session, unit: OrgUnit, below: list[OrgUnit], indicators: list[Indicator], year: int, on: date, drawn_on: date
) -> Facts:
    """Every indicator of a unit, and some of the units directly below it."""
    found = counts(db, unit, on, drawn_on, indicators)
    return Facts(targets(db, year), _laid_down(db, on), found, denominators(db, unit, below, year, drawn_on))


def figures_below(db: Session, unit: OrgUnit, year: int, on: date) -> list[tuple[OrgUnit, list[Cell]]]:
    """All indicators of a unit and of every unit directly below it, the unit first."""
    below = places.children(db, unit.id, on)
    above = [one.id for one in reversed(places.path(db, unit.id, on))]
    facts = _facts(db, unit, below, list(Indicator), year, on, on)
    paths = [above, *([each.id, *above] for each in below)]
    return [
        (each, [facts.cell(one, each, path) for one in Indicator])
        for each, path in zip([unit, *below], paths, strict=True)
    ]


def _rows(facts: Facts, unit: OrgUnit, below: list[OrgUnit], above: list[int], indicator: Indicator) -> list[UnitRow]:
    rows = [_row(child, facts.cell(indicator, child, [child.id, *above])) for child in below]
    directly = facts.directly(indicator, unit)
    if below and directly.attained:
        rows.append(UnitRow("", "", "", directly, is_pseudo=True))
    return rows


def _row(unit: OrgUnit, cell: Cell) -> UnitRow:
    tile = (unit.tile_column, unit.tile_row) if unit.tile_column is not None and unit.tile_row is not None else None
    return UnitRow(unit.code, unit.name, unit.sort_key, cell, unit.kind in _PSEUDO, tile)
