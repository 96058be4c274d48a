"""Every read of classes and of those who are in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from lms.catalogue.models import Course, CourseVersion
from lms.classroom.models import ClassGroup, ClassMember, ClassTeacher
from lms.classroom.rules import Named
from lms.people.models import Person, Residence
from lms.people.queries import in_force
from lms.places import queries as places
from lms.places.models import OrgUnit


@dataclass(frozen=True, slots=True)
class ClassLine:
    """A class in a list."""

    group: ClassGroup
    members: int
    place: str
    course: str | None
    """The address of its course, if it has one that is published."""
    course_title: str | None


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in a class, as the teacher sees it."""

    member: ClassMember
    person: Person
    village: str


def classes_of(db: Session, teacher_id: int, *, public_id: str | None = None) -> list[ClassLine]:
    """The classes somebody teaches, alone or with others, those not closed first, then by the day they begin; one of
    them if it is named.
    """
    query = lines().where(taught_by(teacher_id))
    if public_id is not None:
        query = query.where(ClassGroup.public_id == public_id)
    return [ClassLine(*row) for row in db.execute(query.order_by(*NEWEST_FIRST))]


def taught_by(person_id: int) -> ColumnElement[bool]:
    """Whether somebody teaches a class, as its teacher or beside the teacher."""
    beside = select(ClassTeacher.class_id).where(ClassTeacher.person_id == person_id)
    return or_(ClassGroup.teacher_id == person_id, ClassGroup.id.in_(beside))


def classes_joined(db: Session, person_id: int, on: date) -> list[ClassLine]:
    """The classes a person is in that are going on, by the day they begin."""
    mine = select(ClassMember.class_id).where(ClassMember.person_id == person_id, ClassMember.left_at.is_(None))
    rows = db.execute(
        lines().where(ClassGroup.id.in_(mine), _goes_on(on)).order_by(ClassGroup.starts_on, ClassGroup.id)
    )
    return [ClassLine(*row) for row in rows]


def open_class(db: Session, code: str, on: date) -> ClassLine | None:
    """The class that opens with this code on this day."""
    row = db.execute(lines().where(ClassGroup.code == code, ClassGroup.opens_by_code, _goes_on(on))).one_or_none()
    return ClassLine(*row) if row else None


def members(db: Session, class_id: int, on: date) -> list[Member]:
    """Those who are in a class, by given name."""
    return [Member(*row) for row in db.execute(_members(class_id, on))]


def member_ids(db: Session, class_id: int) -> list[int]:
    """The ids of the people in a class, by given name."""
    return list(
        db.scalars(
            select(Person.id)
            .join(ClassMember, ClassMember.person_id == Person.id)
            .where(ClassMember.class_id == class_id, ClassMember.left_at.is_(None))
            .order_by(Person.sort_key, Person.id)
        )
    )


def names(db: Session, class_id: int, on: date) -> list[Named]:
    """What the page of names may need of those who are listed, by given name."""
    rows = db.execute(_members(class_id, on).where(ClassMember.is_listed))
    return [Named(member.public_id, person.name, person.birth_year, village) for member, person, village in rows]


def listed(db: Session, class_id: int, key: str) -> ClassMember | None:
    """Whose name it was that somebody tapped."""
    return db.scalar(
        select(ClassMember).where(
            ClassMember.class_id == class_id,
            ClassMember.public_id == key,
            ClassMember.left_at.is_(None),
            ClassMember.is_listed,
        )
    )


def is_member(db: Session, class_id: int, person_id: int) -> bool:
    """Whether a person is in a class now."""
    return (
        db.scalar(
            select(ClassMember.id).where(
                ClassMember.class_id == class_id, ClassMember.person_id == person_id, ClassMember.left_at.is_(None)
            )
        )
        is not None
    )


def courses(db: Session) -> list[tuple[int, str]]:
    """The ids and titles of the courses as they are published now, in their order."""
    rows = db.execute(
        select(CourseVersion.course_id, CourseVersion.title)
        .join(Course, Course.id == CourseVersion.course_id)
        .where(CourseVersion.is_current)
        .order_by(CourseVersion.position, Course.slug)
    )
    return [(course_id, title) for course_id, title in rows]


def places_to_teach(db: Session, unit_ids: Sequence[int], on: date) -> list[OrgUnit]:
    """These units and those directly below them, in the order of their names."""
    over = places.above(on)
    return list(
        db.scalars(
            select(OrgUnit)
            .outerjoin(over, over.c.unit_id == OrgUnit.id)
            .where(OrgUnit.id.in_(unit_ids) | over.c.parent_id.in_(unit_ids))
            .where(OrgUnit.valid_from <= on, OrgUnit.valid_to.is_(None) | (OrgUnit.valid_to > on))
            .order_by(OrgUnit.id.in_(unit_ids).desc(), OrgUnit.sort_key, OrgUnit.code)
        )
    )


NEWEST_FIRST = ClassGroup.closed_at.is_not(None), ClassGroup.starts_on.desc(), ClassGroup.id


def lines() -> Select[ClassGroup, *tuple[Any, ...]]:
    """Classes with how many are in each, their place and their course."""
    inside = select(func.count(ClassMember.id)).where(
        ClassMember.class_id == ClassGroup.id, ClassMember.left_at.is_(None)
    )
    return (
        select(ClassGroup, inside.scalar_subquery(), OrgUnit.name, Course.slug, CourseVersion.title)
        .join(OrgUnit, OrgUnit.id == ClassGroup.org_unit_id)
        .outerjoin(CourseVersion, (CourseVersion.course_id == ClassGroup.course_id) & CourseVersion.is_current)
        .outerjoin(Course, Course.id == CourseVersion.course_id)
    )


def _members(class_id: int, on: date) -> Select[ClassMember, Person, str]:
    return (
        select(ClassMember, Person, func.coalesce(OrgUnit.name, ""))
        .join(Person, Person.id == ClassMember.person_id)
        .outerjoin(Residence, (Residence.person_id == Person.id) & in_force(Residence, on))
        .outerjoin(OrgUnit, OrgUnit.id == Residence.org_unit_id)
        .where(ClassMember.class_id == class_id, ClassMember.left_at.is_(None))
        .order_by(Person.sort_key, Person.birth_year, Person.id)
    )


def _goes_on(on: date) -> ColumnElement[bool]:
    return ClassGroup.closed_at.is_(None) & (ClassGroup.starts_on <= on) & (ClassGroup.ends_on >= on)
