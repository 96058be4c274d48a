"""What tells whether the figures a commune confirmed are still those: a digest of every figure of it and its villages."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable

from sqlalchemy.orm import Session

from lms.places.models import OrgUnit
from lms.places.rules import COMMUNE_LEVEL
from lms.statistics.out.filling import dataset
from lms.statistics.out.names import UNKNOWN
from lms.statistics.periods.making import Made
from lms.statistics.periods.models import ReportingPeriod
from lms.statistics.rules import Cell

_Line = tuple[object, ...]


def digest_of(db: Session, commune: OrgUnit, period: ReportingPeriod) -> str:
    """The digest of one commune's figures on the cut-off day."""
    rows = dataset(db, commune, period.year, period.cut_off).rows
    return _digest(
        (row.unit.code, row.indicator.value, row.attained, row.population, row.target, row.target_people)
        for row in rows
        if not row.unit.code.endswith(UNKNOWN)
    )


def digests(figures: Iterable[tuple[OrgUnit, list[int], Cell]], communes: Collection[int]) -> dict[int, str]:
    """The same of many communes at once, by the id of the unit, from the figures of all units."""
    lines: dict[int, list[_Line]] = {}
    wanted = set(communes)
    for unit, path, cell in figures:
        for commune in wanted.intersection(path):
            lines.setdefault(commune, []).append(
                (unit.code, cell.indicator.value, cell.attained, cell.population, cell.target, cell.target_people)
            )
    return {commune: _digest(rows) for commune, rows in lines.items()}


def of_rows(rows: Made, communes: Collection[int]) -> dict[int, str]:
    """The same from the rows that are about to be frozen."""
    wanted = set(communes)
    ids = {unit.code: unit.org_unit_id for unit in rows.units if unit.kind in COMMUNE_LEVEL}
    of_unit = {unit.org_unit_id: (unit.code, ids.get(unit.code) or ids.get(unit.parent)) for unit in rows.units}
    lines: dict[int, list[_Line]] = {}
    for row in rows.figures:
        code, commune = of_unit[row.org_unit_id]
        if commune in wanted:
            lines.setdefault(commune, []).append(
                (code, row.indicator.value, row.attained, row.population, row.target, row.target_people)
            )
    return {commune: _digest(found) for commune, found in lines.items()}


def _digest(lines: Iterable[_Line]) -> str:
    return hashlib.sha256("\n".join(sorted(map(repr, lines))).encode()).hexdigest()
