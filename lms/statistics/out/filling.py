"""Fills the dataset from the tables the pages show, for a day on which nothing is frozen yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from lms.places import queries as places
from lms.places.models import OrgUnit
from lms.places.rules import Kind
from lms.statistics.out.names import DENOMINATOR_STATUS, unknown_below
from lms.statistics.out.rows import Dataset, Mark, Period, Row, Unit
from lms.statistics.pace.drawing import trend
from lms.statistics.pace.queries import series
from lms.statistics.pace.rules import pace
from lms.statistics.queries.tables import Plan, Report, report, reports
from lms.statistics.rules import Cell, Gap, Indicator, PopulationStatus, Standing, Symbol, UnitRow

_OF_SYMBOL = {Symbol.CARRIED_FORWARD: Mark.CARRIED_FORWARD, Symbol.SUM_OF_PARTS: Mark.SUM_OF_PARTS}
PUBLIC_BY_VILLAGE = (Indicator.ADULT, Indicator.VNEID)
"""The indicators whose figures may be told by village."""


def live(year: int, on: date) -> Period:
    """The day of the figures in the place of a period."""
    return Period("hien-thoi", 0, on, year, f"Số liệu hiện thời, tính đến hết ngày {on:%d/%m/%Y}")


def dataset(db: Session, unit: OrgUnit, year: int, on: date) -> Dataset:
    """A unit and the units directly below it, every indicator of each."""
    return from_reports(reports(db, unit, year, on), _kinds(db, unit, on), live(year, on))


def with_trend(db: Session, data: Dataset, unit: OrgUnit, indicator: Indicator) -> Dataset:
    """The same with the line of its year, as the page of the unit draws it."""
    on = data.period.cut_off
    found, past = report(db, unit, indicator, data.period.year, on), series(db, [indicator], unit, on, on)[indicator]
    told = pace(found.figure, past, on, found.last_year.get(indicator))
    return replace(data, trend=trend(told, past) if told else None)


def province_to_village(db: Session, year: int, on: date) -> Dataset | None:
    """What the public may be told of, before anything is coded: all of the communes, of villages adults and VNeID."""
    province = places.province(db, on)
    if province is None:
        return None
    top = dataset(db, province, year, on)
    return to_village(
        top,
        (
            from_reports(
                [report(db, commune, indicator, year, on) for indicator in PUBLIC_BY_VILLAGE],
                _kinds(db, commune, on),
                top.period,
            )
            for commune in places.communes(db, on)
        ),
    )


def to_village(top: Dataset, communes: Iterable[Dataset]) -> Dataset:
    """The dataset of the province, and of each of its communes the rows of what lies below."""
    below = [row for one in communes for row in one.rows if row.unit.code != one.unit.code]
    return replace(top, rows=(*top.rows, *below))


def row(period: Period, unit: Unit, cell: Cell) -> Row:
    """One figure of the tables as a row."""
    return Row(
        period,
        unit,
        cell.indicator,
        cell.attained,
        cell.population,
        cell.tenths,
        cell.target,
        cell.missing if cell.population or cell.target_people else None,
        tuple(_marks(cell)),
        cell.target_people,
    )


def from_reports(found: list[Report], kinds: Mapping[str, Kind], period: Period) -> Dataset:
    """A unit and the units directly below it, from the reports of every indicator; ``kinds`` of those below by code."""
    own = _own(found[0])
    tables = [{one.code: one for one in each.rows} for each in found]
    below = {code: one for table in tables for code, one in table.items()}
    rows = [row(period, own, each.figure) for each in found]
    for one in sorted(below.values(), key=lambda one: (one.is_pseudo, one.sort_key, one.code)):
        unit = Unit(one.code, one.name, kinds[one.code], own.code) if one.code else unknown_below(own)
        rows += [row(period, unit, _cell(table.get(one.code), each)) for table, each in zip(tables, found, strict=True)]
    cells = [each.figure for each in found] + [one.cell for table in tables for one in table.values()]
    return Dataset(
        period,
        own,
        tuple(rows),
        {code: one.tile for code, one in below.items() if one.tile},
        (*_sources(cells), *_plans(each.target for each in found)),
        any(cell.denominator and cell.denominator.status is PopulationStatus.DEMONSTRATION for cell in cells),
    )


def _own(found: Report) -> Unit:
    above = found.path[-2].code if found.path[1:] else ""
    return Unit(found.unit.code, found.unit.name, Kind(found.unit.kind), above)


def _kinds(db: Session, unit: OrgUnit, on: date) -> dict[str, Kind]:
    return {below.code: Kind(below.kind) for below in places.children(db, unit.id, on)}


def _cell(one: UnitRow | None, found: Report) -> Cell:
    """The figure of a unit. There is none only of a rest that nobody of the group is in."""
    if one is not None:
        return one.cell
    gap = found.figure.gap
    return Cell(found.indicator, 0 if gap is None else None, None, None, gap or Gap.NOT_PLACED)


def _marks(cell: Cell) -> Iterator[Mark]:
    if cell.denominator and cell.denominator.symbol:
        yield _OF_SYMBOL[cell.denominator.symbol]
    is_uncounted = cell.population is None and cell.gap is not Gap.NOT_PLACED
    if cell.attained is None or is_uncounted:
        yield Mark.NONE_YET
    if cell.standing in (Standing.NO_TARGET, Standing.NOT_APPLICABLE):
        yield Mark.NOT_APPLICABLE
    if cell.surplus:
        yield Mark.SURPLUS
    if cell.rate == Mark.TINY:
        yield Mark.TINY


def _sources(cells: Iterable[Cell]) -> Iterator[str]:
    """Where the denominators come from, each source once."""
    found = [cell.denominator for cell in cells if cell.denominator]
    yield from dict.fromkeys(
        f"Tổng số: {one.source}, {one.reference_date:%d/%m/%Y}, {DENOMINATOR_STATUS[one.status]}" for one in found
    )


def _plans(targets: Iterable[Plan | None]) -> Iterator[str]:
    yield from dict.fromkeys(f"Chỉ tiêu: {one.plan}, {one.plan_date:%d/%m/%Y}" for one in targets if one)
