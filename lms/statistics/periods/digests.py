"""What tells whether the figures a commune confirmed are still those: a digest of every figure of it and its villages."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from sqlalchemy.orm import Session

from lms.places import queries as places
from lms.places.models import OrgUnit
from lms.statistics.out.filling import dataset
from lms.statistics.out.names import UNKNOWN
from lms.statistics.periods.making import cells
from lms.statistics.periods.models import ReportingPeriod

_Line = tuple[object, ...]


def digest_of(db: Session, commune: OrgUnit, period: ReportingPeriod) -> str:
    """The digest of one commune's figures on the cut-off day."""
    rows = dataset(db, commune, period.year, period.cut_off).rows
    return _digest(
        (row.unit.code, row.indicator.value, row.attained, row.population, row.target, row.target_people)
        for row in rows
        if not row.unit.code.endswith(UNKNOWN)
    )


def digests(db: Session, period: ReportingPeriod) -> dict[int, str]:
    """The same of all communes at once, by the id of the unit."""
    lines: dict[int, list[_Line]] = {}
    communes = {unit.id for unit in places.communes(db, period.cut_off)}
    for unit, path, cell in cells(db, period.year, period.cut_off):
        for commune in communes.intersection(path):
            lines.setdefault(commune, []).append(
                (unit.code, cell.indicator.value, cell.attained, cell.population, cell.target, cell.target_people)
            )
    return {commune: _digest(rows) for commune, rows in lines.items()}


def _digest(lines: Iterable[_Line]) -> str:
    return hashlib.sha256("\n".join(sorted(map(repr, lines))).encode()).hexdigest()
