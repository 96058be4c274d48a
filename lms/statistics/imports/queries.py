"""What has been imported so far, and the units a file may speak of: looked up before a file is taken."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, defer

from lms.people.models import Person
from lms.places.models import OrgUnit
from lms.places.queries import above, in_force
from lms.places.rules import Kind
from lms.statistics.imports.models import Upload
from lms.statistics.imports.rules import At, KeptSet
from lms.statistics.models import Population, RequiredCourse, RequiredSet, Target
from lms.statistics.rules import Indicator


@dataclass(frozen=True, slots=True)
class Units:
    """The units in force on a day, by their codes."""

    ids: dict[str, int]
    names: dict[str, str]
    kinds: dict[str, Kind]
    parents: dict[str, str]
    """The code above each code."""


def units(db: Session, on: date) -> Units:
    """The units a file may speak of."""
    over = above(on)
    rows = db.execute(
        select(OrgUnit.id, OrgUnit.code, OrgUnit.name, OrgUnit.kind, over.c.parent_id)
        .outerjoin(over, over.c.unit_id == OrgUnit.id)
        .where(in_force(OrgUnit, on))
        .order_by(OrgUnit.code)
    ).all()
    codes = {unit_id: code for unit_id, code, _, _, _ in rows}
    return Units(
        {code: unit_id for unit_id, code, _, _, _ in rows},
        {code: name for _, code, name, _, _ in rows},
        {code: Kind(kind) for _, code, _, kind, _ in rows},
        {code: codes[parent_id] for _, code, _, _, parent_id in rows if parent_id in codes},
    )


def targets(db: Session, codes: dict[str, int]) -> dict[At, Target]:
    """The targets of these units."""
    of = {unit_id: code for code, unit_id in codes.items()}
    rows = db.scalars(select(Target))
    return {(Indicator(row.indicator), row.year, of[row.org_unit_id]): row for row in rows if row.org_unit_id in of}


def newest_populations(db: Session, codes: dict[str, int]) -> dict[At, Population]:
    """The newest version of every denominator of these units."""
    of = {unit_id: code for code, unit_id in codes.items()}
    rows = db.scalars(select(Population).order_by(Population.version))  # a later version replaces an earlier
    return {(Indicator(row.indicator), row.year, of[row.org_unit_id]): row for row in rows if row.org_unit_id in of}


def open_set(db: Session, indicator: Indicator, name: str) -> RequiredSet | None:
    """The set of this name that is open."""
    return db.scalar(
        select(RequiredSet).where(
            RequiredSet.indicator == indicator, RequiredSet.name == name, RequiredSet.valid_to.is_(None)
        )
    )


def upload(db: Session, public_id: str, person_id: int) -> Upload | None:
    """A file somebody has shown here."""
    return db.scalar(select(Upload).where(Upload.public_id == public_id, Upload.person_id == person_id))


def taken(db: Session, most: int) -> list[tuple[Upload, str]]:
    """The files that were taken and who brought them, the newest first."""
    rows = db.execute(
        select(Upload, func.coalesce(Person.name, ""))
        .outerjoin(Person, Person.id == Upload.person_id)
        .where(Upload.taken_at.is_not(None))
        .options(defer(Upload.content))
        .order_by(Upload.taken_at.desc(), Upload.id.desc())
        .limit(most)
    )
    return [(upload, name) for upload, name in rows]


def sets(db: Session) -> list[tuple[Indicator, str, KeptSet]]:
    """Every required set that was laid down, in order."""
    courses: dict[int, list[str]] = {}
    for set_id, slug in db.execute(select(RequiredCourse.set_id, RequiredCourse.course_slug)):
        courses.setdefault(set_id, []).append(slug)
    return [
        (
            Indicator(row.indicator),
            row.name,
            KeptSet(row.valid_from, row.valid_to, row.source, tuple(sorted(courses.get(row.id, ())))),
        )
        for row in db.scalars(select(RequiredSet).order_by(RequiredSet.id))
    ]
