"""Targets, populations and required sets come from files with a source: all of a file or nothing, and twice is once."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.audit.actions import record
from lms.clock import local_date
from lms.places import queries as places
from lms.statistics.files import (
    BadFile,
    PopulationRow,
    RequiredRow,
    TargetRow,
    read_populations,
    read_required_sets,
    read_targets,
)
from lms.statistics.models import Population, RequiredCourse, RequiredSet, Target


@dataclass(frozen=True, slots=True)
class Imported:
    """What a file brought: rows that are new, rows that replace others, rows that were there already."""

    new: int
    changed: int
    same: int


def import_targets(db: Session, file: Path, now: datetime) -> Imported:
    """Take targets from a CSV file. Raises :class:`BadFile` naming every line that is wrong."""
    rows = read_targets(_records(file))
    units = _units(db, rows, now)
    return _tally(db, "statistics.import-targets", file, now, [_take_target(db, row, units) for row in rows])


def import_populations(db: Session, file: Path, now: datetime) -> Imported:
    """Take denominators from a CSV file; a changed value becomes a new version, the old one stays.

    Raises :class:`BadFile` naming every line that is wrong.
    """
    rows = read_populations(_records(file))
    units = _units(db, rows, now)
    known = _newest_populations(db)
    outcome = [_take_population(db, row, units, known, now) for row in rows]
    return _tally(db, "statistics.import-populations", file, now, outcome)


def import_required_sets(db: Session, file: Path, now: datetime) -> Imported:
    """Take required course sets from a CSV file; a set of the same name with other courses closes the old one.

    Raises :class:`BadFile` naming every line that is wrong.
    """
    rows = read_required_sets(_records(file))
    outcome = [_take_required(db, row) for row in rows]
    return _tally(db, "statistics.import-required-sets", file, now, outcome)


class _AtUnit(Protocol):
    @property
    def line(self) -> int: ...

    @property
    def unit_code(self) -> str: ...


def _records(file: Path) -> list[Mapping[str, str | None]]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))


def _units(db: Session, rows: Iterable[_AtUnit], now: datetime) -> dict[str, int]:
    today = local_date(now)
    units: dict[str, int] = {}
    complaints: list[str] = []
    for row in rows:
        unit = places.unit_by_code(db, row.unit_code, today)
        if unit is None:
            complaints.append(f"dòng {row.line}: không có đơn vị mang mã «{row.unit_code}»")
        else:
            units[row.unit_code] = unit.id
    if complaints:
        raise BadFile(complaints)
    return units


def _take_target(db: Session, row: TargetRow, units: dict[str, int]) -> str:
    unit_id = units[row.unit_code]
    known = db.scalar(
        select(Target).where(Target.indicator == row.indicator, Target.year == row.year, Target.org_unit_id == unit_id)
    )
    wanted = {
        "basis_points": row.basis_points,
        "plan": row.plan,
        "plan_date": row.plan_date,
        "source": row.source,
    }
    if known is None:
        db.add(Target(indicator=row.indicator, year=row.year, org_unit_id=unit_id, **wanted))
        return "new"
    if all(getattr(known, name) == value for name, value in wanted.items()):
        return "same"
    for name, value in wanted.items():
        setattr(known, name, value)
    return "changed"


_Key = tuple[str, int, int]


def _newest_populations(db: Session) -> dict[_Key, Population]:
    rows = db.scalars(select(Population).order_by(Population.version))
    return {(row.indicator, row.year, row.org_unit_id): row for row in rows}  # a later version replaces an earlier


def _take_population(
    db: Session, row: PopulationRow, units: dict[str, int], known: dict[_Key, Population], now: datetime
) -> str:
    unit_id = units[row.unit_code]
    before = known.get((row.indicator, row.year, unit_id))
    wanted = {
        "value": row.value,
        "reference_date": row.reference_date,
        "source": row.source,
        "status": row.status,
    }
    if before is not None and all(getattr(before, name) == value for name, value in wanted.items()):
        return "same"
    db.add(
        Population(
            indicator=row.indicator,
            year=row.year,
            org_unit_id=unit_id,
            version=before.version + 1 if before else 1,
            imported_at=now,
            **wanted,
        )
    )
    return "changed" if before else "new"


def _take_required(db: Session, row: RequiredRow) -> str:
    known = db.scalar(
        select(RequiredSet).where(
            RequiredSet.indicator == row.indicator, RequiredSet.name == row.name, RequiredSet.valid_to.is_(None)
        )
    )
    if known is not None:
        courses = set(db.scalars(select(RequiredCourse.course_slug).where(RequiredCourse.set_id == known.id)))
        if courses == set(row.courses) and known.source == row.source:
            return "same"
        if row.valid_from <= known.valid_from:
            raise BadFile(
                [f"dòng {row.line}: bộ «{row.name}» đang có từ {known.valid_from}; bộ mới phải bắt đầu sau đó"]
            )
        known.valid_to = row.valid_from
        db.flush()
    added = RequiredSet(indicator=row.indicator, name=row.name, valid_from=row.valid_from, source=row.source)
    db.add(added)
    db.flush()
    db.add_all(RequiredCourse(set_id=added.id, course_slug=slug) for slug in row.courses)
    return "changed" if known else "new"


def _tally(db: Session, act: str, file: Path, now: datetime, outcome: list[str]) -> Imported:
    db.flush()
    imported = Imported(outcome.count("new"), outcome.count("changed"), outcome.count("same"))
    if imported.new or imported.changed:
        record(db, act, f"file:{file.name}"[:60], now, new=imported.new, changed=imported.changed)
    return imported
