"""What the desks of those who work here show; each figure is one statement for all places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, distinct, func, or_, select
from sqlalchemy.orm import Session

from lms.catalogue.models import Course, CourseVersion
from lms.certificates.models import Certificate, Status
from lms.learning.models import Enrolment
from lms.people.models import Login, Residence, RoleGrant
from lms.places import queries as places
from lms.places.models import OrgUnit
from lms.roles import Role


@dataclass(frozen=True, slots=True)
class Taught:
    """A course at a teacher's place: how many who live there have begun it, and how many have completed it."""

    slug: str
    title: str
    enrolled: int
    completed: int


@dataclass(frozen=True, slots=True)
class Edition:
    """A course as it is published now."""

    slug: str
    title: str
    number: int
    published_at: datetime


def units(db: Session, unit_ids: Sequence[int]) -> list[OrgUnit]:
    """These org units, in the order of their names."""
    return list(db.scalars(select(OrgUnit).where(OrgUnit.id.in_(unit_ids)).order_by(OrgUnit.sort_key, OrgUnit.code)))


def learners(db: Session, unit_id: int, on: date) -> int:
    """How many people who live in a unit on this day have begun a course."""
    return db.scalar(_enrolments(func.count(distinct(Enrolment.person_id)), unit_id, on)) or 0


def taught(db: Session, unit_id: int, on: date) -> list[Taught]:
    """The courses of today with those who live in a unit, in the order of the courses."""
    people = func.count(distinct(Enrolment.person_id))
    completed = people.filter(Enrolment.completed_at.is_not(None)).label("completed")
    counted = _enrolments(people.label("enrolled"), unit_id, on, completed, Enrolment.course_id.label("course_id"))
    here = counted.group_by(Enrolment.course_id).subquery()
    rows = db.execute(
        select(Course.slug, CourseVersion.title, func.coalesce(here.c.enrolled, 0), func.coalesce(here.c.completed, 0))
        .join(CourseVersion, CourseVersion.course_id == Course.id)
        .outerjoin(here, here.c.course_id == Course.id)
        .where(CourseVersion.is_current)
        .order_by(CourseVersion.position, Course.slug)
    )
    return [Taught(*row) for row in rows]


def certificates_in(db: Session, unit_id: int, on: date) -> int:
    """How many certificates that hold stand in the register of a unit and of all below it."""
    return (
        db.scalar(
            select(func.count(Certificate.id)).where(
                Certificate.org_unit_id.in_(places.within([unit_id], on)), Certificate.status == Status.ACTIVE
            )
        )
        or 0
    )


def editions(db: Session) -> list[Edition]:
    """The courses as they are published now, in their order."""
    rows = db.execute(
        select(Course.slug, CourseVersion.title, CourseVersion.number, CourseVersion.published_at)
        .join(CourseVersion, CourseVersion.course_id == Course.id)
        .where(CourseVersion.is_current)
        .order_by(CourseVersion.position, Course.slug)
    )
    return [Edition(*row) for row in rows]


def people_by_role(db: Session, unit_ids: Sequence[int], on: date) -> dict[Role, int]:
    """How many people have each role in these units and below on this day; learners are those who may sign in."""
    here = places.within(unit_ids, on)
    given = db.execute(
        select(RoleGrant.role, func.count(distinct(RoleGrant.person_id)))
        .where(RoleGrant.org_unit_id.in_(here), _in_force(RoleGrant, on))
        .group_by(RoleGrant.role)
    )
    found = {Role(role): count for role, count in given}
    may_sign_in = db.scalar(
        select(func.count(distinct(Login.person_id)))
        .join(Residence, Residence.person_id == Login.person_id)
        .where(Login.disabled_at.is_(None), Residence.org_unit_id.in_(here), _in_force(Residence, on))
    )
    return {Role.LEARNER: may_sign_in or 0, **{role: found[role] for role in Role if role in found}}


def _enrolments(
    what: ColumnElement[int], unit_id: int, on: date, *more: ColumnElement[int]
) -> Select[int, *tuple[Any, ...]]:
    """Enrolments of people who live in a unit on this day."""
    return (
        select(what, *more)
        .join(Residence, Residence.person_id == Enrolment.person_id)
        .where(Residence.org_unit_id.in_(places.within([unit_id], on)), _in_force(Residence, on))
    )


def _in_force(table: type[Residence | RoleGrant], on: date) -> ColumnElement[bool]:
    return (table.valid_from <= on) & or_(table.valid_to.is_(None), table.valid_to > on)
