"""Every read of who teaches a class together, and of the classes an official is in charge of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session, aliased

from lms.classroom.models import ClassGroup, ClassTeacher
from lms.classroom.queries import NEWEST_FIRST, ClassLine, lines
from lms.people.models import Person, RoleGrant
from lms.people.queries import in_force
from lms.places import queries as places
from lms.places.models import OrgUnit
from lms.roles import Role
from lms.vietnamese import fold

MOST = 20
"""How many teachers a search shows."""
PER_PAGE = 30


@dataclass(frozen=True, slots=True)
class InCharge:
    """A class as the official of its unit sees it in a list."""

    one: ClassLine
    teacher: str
    above: str
    """The unit above its place."""


def beside(db: Session, class_id: int) -> list[Person]:
    """Those who teach a class beside its teacher, by given name."""
    mine = select(ClassTeacher.person_id).where(ClassTeacher.class_id == class_id)
    return list(db.scalars(select(Person).where(Person.id.in_(mine)).order_by(Person.sort_key, Person.id)))


def may_be_added(db: Session, group: ClassGroup, typed: str, on: date) -> list[Person]:
    """Those who teach at the place of a class and do not teach it yet, whose names hold every word; by given name."""
    there = [unit.id for unit in places.path(db, group.org_unit_id, on)]
    teach_there = select(RoleGrant.person_id).where(
        RoleGrant.role == Role.TEACHER, RoleGrant.org_unit_id.in_(there), in_force(RoleGrant, on)
    )
    already = select(ClassTeacher.person_id).where(ClassTeacher.class_id == group.id)
    return list(
        db.scalars(
            select(Person)
            .where(Person.id.in_(teach_there), Person.id != group.teacher_id, Person.id.not_in(already))
            .where(*(Person.folded_name.contains(word, autoescape=True) for word in _words(typed)))
            .order_by(Person.sort_key, Person.id)
            .limit(MOST)
        )
    )


def class_at(db: Session, public_id: str, unit_ids: Iterable[int], on: date) -> ClassLine | None:
    """The class, if its place lies within these units."""
    row = db.execute(lines().where(ClassGroup.public_id == public_id, _within(unit_ids, on))).one_or_none()
    return ClassLine(*row) if row else None


def in_charge(db: Session, unit_ids: Iterable[int], typed: str, on: date, page: int) -> tuple[int, list[InCharge]]:
    """How many classes there are within these units, and a page of them, those not closed first. Every word that is
    typed stands in the name of the place, of the unit above it, or of the teacher.
    """
    above, over, teacher = aliased(OrgUnit), places.above(on), aliased(Person)
    found = (
        lines()
        .add_columns(teacher.name, func.coalesce(above.name, ""))
        .join(teacher, teacher.id == ClassGroup.teacher_id)
        .outerjoin(over, over.c.unit_id == ClassGroup.org_unit_id)
        .outerjoin(above, above.id == over.c.parent_id)
        .where(_within(unit_ids, on))
    )
    for word in _words(typed):
        columns = OrgUnit.folded_name, above.folded_name, teacher.folded_name
        found = found.where(or_(*(column.contains(word, autoescape=True) for column in columns)))
    total = db.scalar(select(func.count()).select_from(found.with_only_columns(ClassGroup.id).subquery())) or 0
    rows = db.execute(found.order_by(*NEWEST_FIRST).limit(PER_PAGE).offset(PER_PAGE * (page - 1)))
    return total, [InCharge(ClassLine(*row[:-2]), row[-2], row[-1]) for row in rows]


def _within(unit_ids: Iterable[int], on: date) -> ColumnElement[bool]:
    return ClassGroup.org_unit_id.in_(places.within(unit_ids, on))


def _words(typed: str) -> list[str]:
    return "".join(character if character.isprintable() else " " for character in fold(typed)).split()
