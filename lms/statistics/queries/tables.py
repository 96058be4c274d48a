"""The tables of the pages: six figures of a unit, and one figure of every unit below it. Rows add up to their unit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from lms.places import queries as places
from lms.places.models import OrgUnit
from lms.places.rules import Kind
from lms.statistics.models import Target
from lms.statistics.queries.attained import attained, attained_directly, has_courses
from lms.statistics.queries.denominators import denominators
from lms.statistics.queries.targets import target_for, targets
from lms.statistics.rules import Cell, Denominator, Gap, Indicator, UnitRow


@dataclass(frozen=True, slots=True)
class Report:
    """What the page of a unit shows, for one day and one year's targets."""

    unit: OrgUnit
    on: date
    year: int
    indicator: Indicator
    figures: list[Cell]
    """All indicators of the unit, in the order of the plan."""
    rows: list[UnitRow]
    """The chosen indicator in every unit directly below."""
    target: Target | None
    """The target of the chosen indicator, with its plan."""

    @property
    def figure(self) -> Cell:
        """The unit's figure for the chosen indicator."""
        return next(cell for cell in self.figures if cell.indicator is self.indicator)


def report(db: Session, unit: OrgUnit, indicator: Indicator, year: int, on: date) -> Report:
    """The report of a unit."""
    below = places.children(db, unit.id, on)
    above = [found.id for found in reversed(places.path(db, unit.id, on))]
    wanted = targets(db, year)
    laid_down = has_courses(db, on)
    figures = _figures(db, unit, above, wanted, laid_down, year, on)
    rows = _rows(db, unit, below, above, indicator, wanted, laid_down, year, on)
    return Report(unit, on, year, indicator, figures, rows, target_for(wanted, indicator, above))


def _figures(
    db: Session, unit: OrgUnit, above: list[int], wanted: list[Target], laid_down: set[Indicator], year: int, on: date
) -> list[Cell]:
    out_of = denominators(db, Indicator, [unit], year, on)
    return [
        _cell(
            indicator,
            attained(db, indicator, [unit.id], on).get(unit.id, 0),
            out_of.get((indicator, unit.id)),
            target_for(wanted, indicator, above),
            laid_down,
        )
        for indicator in Indicator
    ]


def _rows(
    db: Session,
    unit: OrgUnit,
    below: list[OrgUnit],
    above: list[int],
    indicator: Indicator,
    wanted: list[Target],
    laid_down: set[Indicator],
    year: int,
    on: date,
) -> list[UnitRow]:
    reached = attained(db, indicator, [child.id for child in below], on)
    out_of = denominators(db, [indicator], below, year, on)
    rows = [
        _row(
            child,
            _cell(
                indicator,
                reached.get(child.id, 0),
                out_of.get((indicator, child.id)),
                target_for(wanted, indicator, [child.id, *above]) if child.kind is not Kind.UNKNOWN else None,
                laid_down,
            ),
        )
        for child in below
    ]
    directly = attained_directly(db, indicator, unit.id, on) if below else 0
    if directly:
        rows.append(UnitRow(None, "", "", "", _cell(indicator, directly, None, None, laid_down)))
    return rows


def _row(unit: OrgUnit, cell: Cell) -> UnitRow:
    tile = (unit.tile_column, unit.tile_row) if unit.tile_column is not None and unit.tile_row is not None else None
    return UnitRow(unit.id, unit.code, unit.name, unit.sort_key, cell, tile)


def _cell(
    indicator: Indicator, number: int, out_of: Denominator | None, target: Target | None, laid_down: set[Indicator]
) -> Cell:
    points = target.basis_points if target else None
    if indicator is Indicator.VNEID:
        return Cell(indicator, None, out_of, points, Gap.NOT_CONFIRMED)
    if indicator not in laid_down:
        return Cell(indicator, None, out_of, points, Gap.NO_COURSES)
    return Cell(indicator, number, out_of, points)
