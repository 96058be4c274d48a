"""The dataset of a frozen period, for every face: made from frozen rows alone, so that it is the same for ever."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.orm import Session

from lms.places.rules import COMMUNE_LEVEL, Kind
from lms.statistics.out.filling import PUBLIC_BY_VILLAGE, from_reports, to_village
from lms.statistics.out.rows import Dataset, Mark, Period, Row
from lms.statistics.periods import queries
from lms.statistics.periods.book import Book
from lms.statistics.periods.queries import Frozen
from lms.statistics.rules import Indicator


def dataset(db: Session, of: Frozen, code: str, address: str = "") -> Dataset | None:
    """A unit and the units directly below it; nothing if there was no such unit. ``address`` is where the period is found."""
    opened = queries.book(db, of, code)
    if code not in opened.units:
        return None
    before = _earlier(db, of)
    return _marked(_of(opened, of, code, address), of, queries.book(db, before, code) if before else None)


def to_be_published(db: Session, of: Frozen, address: str = "") -> Dataset:
    """The province, its communes, and of villages what may be told of them; nothing is coded yet."""
    opened = queries.book(db, of)
    top = _of(opened, of, of.unit_code, address)
    communes = [unit.code for unit in opened.below(of.unit_code) if unit.kind in COMMUNE_LEVEL]
    data = to_village(top, (_of(opened, of, code, address, PUBLIC_BY_VILLAGE) for code in communes))
    before = _earlier(db, of)
    return _marked(data, of, queries.book(db, before) if before else None)


def _of(
    opened: Book, of: Frozen, code: str, address: str, indicators: tuple[Indicator, ...] = tuple(Indicator)
) -> Dataset:
    period = Period(of.code, of.revision, of.cut_off, of.year, of.title, of.sha256, address)
    kinds = {unit.code: Kind(unit.kind) for unit in opened.below(code)}
    return from_reports([opened.report(code, one) for one in indicators], kinds, period)


def _earlier(db: Session, of: Frozen) -> Frozen | None:
    """The first freezing, which corrections are compared with."""
    return queries.frozen(db, of.code, 0) if of.revision else None


def _marked(data: Dataset, of: Frozen, before: Book | None) -> Dataset:
    """With the marks of a correction on what it changed, and of a break in the series on everything (D21)."""
    rows = [
        replace(row, marks=(*row.marks, *_corrected(row, before), *([Mark.BREAK] if of.series_break else [])))
        for row in data.rows
    ]
    return replace(data, rows=tuple(rows))


def _corrected(row: Row, before: Book | None) -> list[Mark]:
    if before is None:
        return []
    unit = before.units.get(row.unit.code)
    if unit is None:
        return [Mark.CORRECTED]
    cell = before.cell(unit, row.indicator)
    was = cell.attained, cell.population, cell.target, cell.target_people
    return [] if was == (row.attained, row.population, row.target, row.target_people) else [Mark.CORRECTED]
