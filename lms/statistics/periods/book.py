"""A frozen period opened at some units: the same reports and datasets as of a living day, from frozen rows alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from lms.places.rules import Kind
from lms.statistics.periods.models import FrozenFigure, FrozenNote, FrozenUnit
from lms.statistics.queries.tables import Report
from lms.statistics.rules import Cell, Denominator, Gap, Indicator, PopulationStatus, Symbol, UnitRow

_PSEUDO = (Kind.OFFICES, Kind.UNKNOWN)


@dataclass(frozen=True, slots=True)
class FrozenPlan:
    """The plan a target stands in."""

    plan: str
    plan_date: date


@dataclass(frozen=True, slots=True)
class Book:
    """Frozen rows of some units; of all of them where everything was read."""

    year: int
    cut_off: date
    units: Mapping[str, FrozenUnit]
    figures: Mapping[tuple[int, Indicator], FrozenFigure]
    notes: Mapping[int, FrozenNote]
    _below: dict[str, list[FrozenUnit]] = field(default_factory=dict)

    def below(self, code: str) -> Sequence[FrozenUnit]:
        """The units directly below one, in the order of their names."""
        if not self._below:
            for unit in sorted(self.units.values(), key=lambda unit: (unit.sort_key, unit.code)):
                self._below.setdefault(unit.parent, []).append(unit)
        return self._below.get(code, [])

    def path(self, code: str) -> list[FrozenUnit]:
        """The unit and everything above it, the province first."""
        found: list[FrozenUnit] = []
        while code in self.units:
            found.insert(0, self.units[code])
            code = found[0].parent
        return found

    def report(self, code: str, indicator: Indicator) -> Report:
        """The report of a unit that is in the book."""
        unit = self.units[code]
        below = self.below(code)
        rows = [_row(child, self.cell(child, indicator)) for child in below]
        chosen = self.figures[unit.org_unit_id, indicator]
        if below and chosen.directly:
            rows.append(UnitRow("", "", "", self._directly(chosen), is_pseudo=True))
        plan = self.notes.get(chosen.plan or 0)
        return Report(
            unit,
            self.path(code),
            self.cut_off,
            self.year,
            indicator,
            [self.cell(unit, one) for one in Indicator],
            rows,
            FrozenPlan(plan.words, plan.day) if plan else None,
        )

    def cell(self, unit: FrozenUnit, indicator: Indicator) -> Cell:
        """A frozen figure as the pages know figures."""
        row = self.figures[unit.org_unit_id, indicator]
        gap = Gap(row.gap) if row.gap else None
        return Cell(indicator, row.attained, self._out_of(row), row.target, gap, row.target_people)

    def _out_of(self, row: FrozenFigure) -> Denominator | None:
        if row.population is None or row.source is None:
            return None
        note = self.notes[row.source]
        symbol = Symbol(row.symbol) if row.symbol else None
        status = PopulationStatus(note.status or PopulationStatus.ESTIMATED)
        return Denominator(row.population, note.words, note.day, status, symbol)

    def _directly(self, row: FrozenFigure) -> Cell:
        gap = Gap(row.gap) if row.gap else None
        return Cell(Indicator(row.indicator), row.directly if gap is None else None, None, None, gap or Gap.NOT_PLACED)


def _row(unit: FrozenUnit, cell: Cell) -> UnitRow:
    tile = (unit.tile_column, unit.tile_row) if unit.tile_column is not None and unit.tile_row is not None else None
    return UnitRow(unit.code, unit.name, unit.sort_key, cell, Kind(unit.kind) in _PSEUDO, tile)
