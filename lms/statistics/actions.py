"""Targets, populations and required sets come from files with a source: all of a file or nothing, and twice is once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from lms.audit.actions import record
from lms.clock import local_date
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
from lms.statistics.queries import kept
from lms.statistics.rules import Indicator

_At = tuple[Indicator, int, int]


@dataclass(frozen=True, slots=True)
class Imported:
    """What a file brought: rows that are new, rows that replace others, rows that were there already."""

    new: int
    changed: int
    same: int


def import_targets(db: Session, file: Path, now: datetime) -> Imported:
    """Take targets from a CSV file. Raises :class:`BadFile` naming every line that is wrong."""
    units = kept.unit_ids(db, local_date(now))
    rows = read_targets(file, units)
    known = kept.targets(db)
    return _tally(db, "statistics.import-targets", file, now, [_take_target(db, row, units, known) for row in rows])


def import_populations(db: Session, file: Path, now: datetime) -> Imported:
    """Take denominators from a CSV file; a changed value becomes a new version, the old one stays.

    Raises :class:`BadFile` naming every line that is wrong.
    """
    units = kept.unit_ids(db, local_date(now))
    rows = read_populations(file, units)
    known = kept.newest_populations(db)
    outcome = [_take_population(db, row, units, known, now) for row in rows]
    return _tally(db, "statistics.import-populations", file, now, outcome)


def import_required_sets(db: Session, file: Path, now: datetime) -> Imported:
    """Take required course sets from a CSV file; a set of the same name with other courses closes the old one.

    Raises :class:`BadFile` naming every line that is wrong.
    """
    rows = read_required_sets(file)
    complaints: list[str] = []
    with db.begin_nested():  # a fault found on the way takes back what was begun
        outcome = [_take_required(db, row, complaints) for row in rows]
        if complaints:
            raise BadFile(complaints)
    return _tally(db, "statistics.import-required-sets", file, now, outcome)


_Outcome = tuple[str, dict[str, Any]]
"""What became of a row, and what the record should keep of it."""


def _take_target(db: Session, row: TargetRow, units: dict[str, int], known: dict[_At, Target]) -> _Outcome:
    at = (row.indicator, row.year, units[row.unit_code])
    wanted = {"basis_points": row.basis_points, "plan": row.plan, "plan_date": row.plan_date, "source": row.source}
    before = known.get(at)
    if before is None:
        db.add(Target(indicator=row.indicator, year=row.year, org_unit_id=units[row.unit_code], **wanted))
        return "new", {}
    if all(getattr(before, name) == value for name, value in wanted.items()):
        return "same", {}
    was = {"target": f"{row.indicator} {row.year} {row.unit_code}", "was": before.basis_points, "by": before.plan}
    for name, value in wanted.items():
        setattr(before, name, value)
    return "changed", was


def _take_population(
    db: Session, row: PopulationRow, units: dict[str, int], known: dict[_At, Population], now: datetime
) -> _Outcome:
    at = (row.indicator, row.year, units[row.unit_code])
    wanted = {"value": row.value, "reference_date": row.reference_date, "source": row.source, "status": row.status}
    before = known.get(at)
    if before is not None and all(getattr(before, name) == value for name, value in wanted.items()):
        return "same", {}
    db.add(
        Population(
            indicator=row.indicator,
            year=row.year,
            org_unit_id=units[row.unit_code],
            version=before.version + 1 if before else 1,
            imported_at=now,
            **wanted,
        )
    )
    return ("changed" if before else "new"), {}


def _take_required(db: Session, row: RequiredRow, complaints: list[str]) -> _Outcome:
    if kept.is_same_set(db, row.indicator, row.name, row.valid_from, row.valid_to, row.source, row.courses):
        return "same", {}
    known = kept.open_set(db, row.indicator, row.name)
    if known is None:
        return _add_required(db, row, "new")
    if row.valid_from == known.valid_from and row.courses == kept.courses_of(db, known):
        known.valid_to, known.source = row.valid_to, row.source
        db.flush()
        return "changed", {}
    if row.valid_from <= known.valid_from:
        complaints.append(
            f"dòng {row.line}: bộ «{row.name}» đang có từ {known.valid_from}; bộ mới phải bắt đầu sau ngày đó"
        )
        return "same", {}
    known.valid_to = row.valid_from
    db.flush()
    return _add_required(db, row, "changed")


def _add_required(db: Session, row: RequiredRow, outcome: str) -> _Outcome:
    added = RequiredSet(
        indicator=row.indicator, name=row.name, valid_from=row.valid_from, valid_to=row.valid_to, source=row.source
    )
    db.add(added)
    db.flush()
    db.add_all(RequiredCourse(set_id=added.id, course_slug=slug) for slug in row.courses)
    db.flush()
    return outcome, {}


def _tally(db: Session, act: str, file: Path, now: datetime, outcomes: list[_Outcome]) -> Imported:
    db.flush()
    words = [word for word, _ in outcomes]
    imported = Imported(words.count("new"), words.count("changed"), words.count("same"))
    if imported.new or imported.changed:
        replaced = [was for _, was in outcomes if was]
        record(db, act, f"file:{file.name}"[:60], now, new=imported.new, changed=imported.changed, replaced=replaced)
    return imported
