"""What has been imported so far: looked up before a file is taken."""

from __future__ import annotations

from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from lms.places.models import OrgUnit
from lms.statistics.models import Population, RequiredCourse, RequiredSet, Target
from lms.statistics.rules import Indicator

At = tuple[Indicator, int, int]
"""Indicator, year, unit."""


def unit_ids(db: Session, on: date) -> dict[str, int]:
    """The units in force on a day, by their codes."""
    in_force = OrgUnit.valid_from <= on, or_(OrgUnit.valid_to.is_(None), OrgUnit.valid_to > on)
    return dict(db.execute(select(OrgUnit.code, OrgUnit.id).where(*in_force)).all())


def targets(db: Session) -> dict[At, Target]:
    """Every target."""
    return {(Indicator(row.indicator), row.year, row.org_unit_id): row for row in db.scalars(select(Target))}


def newest_populations(db: Session) -> dict[At, Population]:
    """The newest version of every denominator."""
    rows = db.scalars(select(Population).order_by(Population.version))  # a later version replaces an earlier
    return {(Indicator(row.indicator), row.year, row.org_unit_id): row for row in rows}


def open_set(db: Session, indicator: Indicator, name: str) -> RequiredSet | None:
    """The set of this name that is open."""
    return db.scalar(
        select(RequiredSet).where(
            RequiredSet.indicator == indicator, RequiredSet.name == name, RequiredSet.valid_to.is_(None)
        )
    )


def courses_of(db: Session, known: RequiredSet) -> tuple[str, ...]:
    """The courses of a set, in order."""
    slugs = select(RequiredCourse.course_slug).where(RequiredCourse.set_id == known.id)
    return tuple(sorted(db.scalars(slugs)))


def is_same_set(
    db: Session,
    indicator: Indicator,
    name: str,
    valid_from: date,
    valid_to: date | None,
    source: str,
    courses: tuple[str, ...],
) -> bool:
    """Whether this set, with these days, this source and these courses, has been laid down already."""
    alike = select(RequiredSet).where(
        RequiredSet.indicator == indicator,
        RequiredSet.name == name,
        RequiredSet.valid_from == valid_from,
        RequiredSet.valid_to.is_(None) if valid_to is None else RequiredSet.valid_to == valid_to,
        RequiredSet.source == source,
    )
    return any(courses_of(db, one) == courses for one in db.scalars(alike))
