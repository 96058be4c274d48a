"""Targets, populations and required sets come from files with a source: all of a file or nothing, and twice is once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from lms.audit.actions import record
from lms.problems import N_, Conflict, Problem
from lms.statistics.counting.actions import ask_for_recount
from lms.statistics.imports import planning, queries
from lms.statistics.imports.models import Upload, What
from lms.statistics.imports.planning import Plan
from lms.statistics.imports.rows import PopulationRow, RequiredRow, TargetRow
from lms.statistics.imports.rules import Preview, Verdict
from lms.statistics.models import Population, RequiredCourse, RequiredSet, Target
from lms.tables.reading import BadFile

_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Imported:
    """What a file brought: rows that are new, rows that replace others, rows that were there already."""

    new: int
    changed: int
    same: int


class Unconfirmed(Problem):
    """The file looks odd, and nobody has said that it is meant so; ``warnings`` says what is odd."""

    def __init__(self, warnings: list[str]) -> None:
        super().__init__(
            N_("Look at the warnings and say that the file is meant so; nothing was taken from it."), field="meant"
        )
        self.warnings = warnings


class Moved(Conflict):
    """What the file would change is no longer what was shown."""

    def __init__(self) -> None:
        super().__init__(N_("Meanwhile the data has changed. Look at what the file would change now."))


def preview(db: Session, what: What, content: bytes, now: datetime) -> Preview:
    """The dry run: what taking a file now would change. Nothing is written."""
    return _plan(db, what, content, now).preview


def take(db: Session, what: What, content: bytes, name: str, now: datetime, *, confirmed: bool = False) -> Imported:
    """Take a file, all of it, as the command line does.

    Raises :class:`BadFile` naming every line that is wrong, :class:`Unconfirmed` when it looks odd.
    """
    plan = _plan(db, what, content, now)
    _check(plan, confirmed=confirmed)
    if not plan.fresh:
        return _counted(plan)
    return _carry_out(db, plan, _kept(db, what, name, content, None, now), now)


def import_targets(db: Session, file: Path, now: datetime, *, confirmed: bool = False) -> Imported:
    """Take targets from a file. Raises like :func:`take`."""
    return take(db, What.TARGETS, file.read_bytes(), file.name, now, confirmed=confirmed)


def import_populations(db: Session, file: Path, now: datetime, *, confirmed: bool = False) -> Imported:
    """Take denominators from a file; a changed value becomes a new version, the old one stays. Raises like :func:`take`."""
    return take(db, What.POPULATIONS, file.read_bytes(), file.name, now, confirmed=confirmed)


def import_required_sets(db: Session, file: Path, now: datetime, *, confirmed: bool = False) -> Imported:
    """Take required sets from a file; one of the same name with other courses closes the old. Raises like :func:`take`."""
    return take(db, What.REQUIRED_SETS, file.read_bytes(), file.name, now, confirmed=confirmed)


def put(db: Session, what: What, name: str, content: bytes, by: int, now: datetime) -> Upload:
    """Keep a file somebody wants to have a look at; an earlier one of theirs that was not taken goes."""
    db.execute(delete(Upload).where(Upload.person_id == by, Upload.taken_at.is_(None)))
    return _kept(db, what, name, content, by, now)


def take_shown(db: Session, upload: Upload, shown: str, now: datetime, *, confirmed: bool) -> Imported:
    """Take exactly the file that was shown, if it would still do what was shown (``shown`` is the fingerprint of that).

    Raises :class:`Moved` when it would not, :class:`Conflict` when it was taken already, and like :func:`take`.
    """
    db.refresh(upload, with_for_update=True)
    if upload.taken_at is not None:
        raise Conflict(N_("This file has been taken already."))
    plan = _plan(db, What(upload.what), upload.content, now)
    if plan.preview.fingerprint != shown:
        raise Moved
    _check(plan, confirmed=confirmed)
    return _carry_out(db, plan, upload, now)


def _kept(db: Session, what: What, name: str, content: bytes, by: int | None, now: datetime) -> Upload:
    added = Upload(
        what=what,
        name=name[-_LONGEST_NAME:],
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        person_id=by,
        uploaded_at=now,
    )
    db.add(added)
    db.flush()
    return added


def _check(plan: Plan, *, confirmed: bool) -> None:
    if plan.preview.complaints:
        raise BadFile(plan.preview.complaints)
    if plan.preview.warnings and not confirmed:
        raise Unconfirmed(plan.preview.warnings)


def _plan(db: Session, what: What, content: bytes, now: datetime) -> Plan:
    plans: dict[What, Callable[[Session, bytes, datetime], Plan]] = {
        What.TARGETS: planning.targets,
        What.POPULATIONS: planning.populations,
        What.REQUIRED_SETS: planning.required_sets,
    }
    return plans[what](db, content, now)


def _carry_out(db: Session, plan: Plan, upload: Upload, now: datetime) -> Imported:
    upload.taken_at = now
    replaced = [was for row in plan.fresh if (was := _write(db, row, plan, upload, now))]
    db.flush()
    if What(upload.what) is What.REQUIRED_SETS and plan.fresh:
        ask_for_recount(db, now)
    imported = _counted(plan)
    record(
        db,
        f"statistics.import-{upload.what}",
        f"file:{upload.name}"[:60],
        now,
        actor_id=upload.person_id,
        new=imported.new,
        changed=imported.changed,
        replaced=replaced,
        sha256=upload.sha256,
        despite=plan.preview.warnings,
    )
    return imported


def _counted(plan: Plan) -> Imported:
    seen = plan.preview
    return Imported(seen.count(Verdict.NEW), seen.count(Verdict.CHANGED), seen.count(Verdict.SAME))


def _write(db: Session, row: planning.Fresh, plan: Plan, upload: Upload, now: datetime) -> dict[str, Any] | None:
    """Keep a row; gives what the record should remember of what it replaced."""
    if isinstance(row, TargetRow):
        return _write_target(db, row, plan)
    if isinstance(row, PopulationRow):
        version = plan.versions.get((row.indicator, row.year, row.unit_code), 0) + 1
        db.add(_population(row, plan.ids[row.unit_code], version, upload, now))
    else:
        _write_required(db, row)
    return None


def _write_target(db: Session, row: TargetRow, plan: Plan) -> dict[str, Any] | None:
    known = plan.kept.get((row.indicator, row.year, row.unit_code))
    wanted = {name: getattr(row, name) for name in planning.TARGET_FIELDS}
    if known is None:
        db.add(Target(indicator=row.indicator, year=row.year, org_unit_id=plan.ids[row.unit_code], **wanted))
        return None
    was = {
        "target": f"{row.indicator} {row.year} {row.unit_code}",
        "was": known.basis_points,
        "people": known.people,
        "by": known.plan,
    }
    for name, value in wanted.items():
        setattr(known, name, value)
    return was


def _population(row: PopulationRow, unit_id: int, version: int, upload: Upload, now: datetime) -> Population:
    return Population(
        indicator=row.indicator,
        year=row.year,
        org_unit_id=unit_id,
        version=version,
        value=row.value,
        reference_date=row.reference_date,
        source=row.source,
        status=row.status,
        imported_at=now,
        upload_id=upload.id,
    )


def _write_required(db: Session, row: RequiredRow) -> None:
    known = queries.open_set(db, row.indicator, row.name)
    if known is not None and row.valid_from == known.valid_from:
        known.valid_to, known.source = row.valid_to, row.source
        db.flush()
        return
    if known is not None:
        known.valid_to = row.valid_from
        db.flush()
    added = RequiredSet(
        indicator=row.indicator, name=row.name, valid_from=row.valid_from, valid_to=row.valid_to, source=row.source
    )
    db.add(added)
    db.flush()
    db.add_all(RequiredCourse(set_id=added.id, course_slug=slug) for slug in row.courses)
    db.flush()
