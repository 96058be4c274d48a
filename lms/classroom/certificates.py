"""Which certificates a teacher may take at once: those that the class has led to, of the people who are in it.

Those issued from the first day of the class to its last, which is the day it was closed if that came first; with a
course, only those of the course. Asked anew whenever they are chosen, made or downloaded: who has left the class, or is
no teacher there any more, takes theirs along. Their files go in the order of the list of the class.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from lms.certificates.bulk.scopes import scope_kind
from lms.certificates.models import Certificate
from lms.classroom.models import ClassGroup, ClassMember, ClassTeacher
from lms.clock import local_date
from lms.people.queries import grants
from lms.places.queries import is_within
from lms.roles import Role

CLASS = "class"
"""The kind of scope; its one key is the id of the class."""


@scope_kind(CLASS, by_name=True)
def of_class(db: Session, person_id: int | None, keys: Sequence[Any], on: date) -> ColumnElement[bool] | None:
    """The certificates of a class, for those who teach it while they teach there."""
    group = db.get(ClassGroup, keys[0])
    if group is None or not (person_id is None or _teaches(db, person_id, group, on)):
        return None
    inside = select(ClassMember.person_id).where(ClassMember.class_id == group.id, ClassMember.left_at.is_(None))
    led_to = Certificate.person_id.in_(inside) & Certificate.issued_on.between(group.starts_on, last_day(group))
    return led_to if group.course_id is None else led_to & (Certificate.course_id == group.course_id)


def last_day(group: ClassGroup) -> date:
    """The last day of a class, or the day it was closed if that came first."""
    return group.ends_on if group.closed_at is None else min(group.ends_on, local_date(group.closed_at))


def _teaches(db: Session, person_id: int, group: ClassGroup, on: date) -> bool:
    taught = [grant.org_unit_id for grant in grants(db, person_id, on) if grant.role is Role.TEACHER]
    is_theirs = group.teacher_id == person_id or db.get(ClassTeacher, (group.id, person_id)) is not None
    return is_theirs and is_within(db, group.org_unit_id, taught, on)
