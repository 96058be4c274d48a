"""Having somebody teach a class too, and no longer. Who it is about is told each time."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from lms.audit.actions import record
from lms.classroom.actions import living
from lms.classroom.models import ClassGroup, ClassTeacher
from lms.db import insert_once
from lms.notices.actions import tell
from lms.notices.models import Kind


def add_teacher(db: Session, class_id: int, person_id: int, by: int, now: datetime) -> bool:
    """Somebody teaches the class too. False when they do already, so that twice is once.

    Raises :class:`lms.problems.Conflict` for a closed class.
    """
    group = living(db, class_id)
    if group.teacher_id == person_id:
        return False
    added = db.scalar(
        insert_once(db, ClassTeacher)
        .values(class_id=class_id, person_id=person_id, added_by=by, added_at=now)
        .on_conflict_do_nothing(index_elements=["class_id", "person_id"])
        .returning(ClassTeacher.person_id)
    )
    if added is not None:
        _note(db, "add_teacher", group, person_id, by, now)
        _tell(db, Kind.TEACHES_ALONG, group, person_id, now, f"/classes/{group.public_id}")
    return added is not None


def remove_teacher(db: Session, class_id: int, person_id: int, by: int, now: datetime) -> None:
    """Somebody teaches the class no longer; nothing changes if they do not. A closed class can be left, too."""
    group = db.get_one(ClassGroup, class_id, with_for_update=True)
    mine = ClassTeacher.class_id == class_id, ClassTeacher.person_id == person_id
    if db.scalar(delete(ClassTeacher).where(*mine).returning(ClassTeacher.person_id)) is None:
        return
    _note(db, "remove_teacher", group, person_id, by, now)
    if by != person_id:
        _tell(db, Kind.TEACHES_NO_LONGER, group, person_id, now, "/classes")


def _note(db: Session, act: str, group: ClassGroup, person_id: int, by: int, now: datetime) -> None:
    unit, who = group.org_unit_id, f"person:{person_id}"
    record(db, f"classroom.{act}", who, now, actor_id=by, org_unit_id=unit, class_id=group.id)


def _tell(db: Session, kind: Kind, group: ClassGroup, person_id: int, now: datetime, link: str) -> None:
    key = f"class:{group.id}:{now.isoformat()}"
    tell(db, person_id, kind, now, key=key, link=link, **{"class": group.name})
