"""What is left to do for a class the same evening."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import and_, exists, func, not_, select
from sqlalchemy.orm import Session

from lms.certificates.bulk.models import Export, ExportItem
from lms.certificates.bulk.rules import KEPT, Kind
from lms.certificates.bulk.scopes import Scope, reach
from lms.certificates.models import Certificate, Status
from lms.classroom.certificates import CLASS
from lms.classroom.models import ClassGroup, ClassMember
from lms.classroom.sessions.models import ClassAttendance, ClassSession
from lms.clock import LOCAL
from lms.learning.models import Enrolment
from lms.people.models import Person


@dataclass(frozen=True, slots=True)
class Left:
    """What is left to do; all of it empty when everything is done."""

    not_marked: list[ClassSession]
    """Sessions of which nobody was marked."""
    without_certificate: list[str]
    """Those who have completed the course and were issued nothing for it, by given name."""
    to_print: int
    """Certificates of the last days that no print file of a class holds."""

    def __bool__(self) -> bool:
        return bool(self.not_marked or self.without_certificate or self.to_print)


def left_to_do(db: Session, group: ClassGroup, reader_id: int, on: date) -> Left:
    """For somebody who teaches it: sessions up to this day, completions, and what was issued in the last seven days."""
    return Left(_not_marked(db, group, on), _without_certificate(db, group), _to_print(db, group, reader_id, on))


def _not_marked(db: Session, group: ClassGroup, on: date) -> list[ClassSession]:
    if group.closed_at is not None:
        return []
    until = datetime.combine(on + timedelta(days=1), time(0), LOCAL)
    is_marked = exists().where(ClassAttendance.session_id == ClassSession.id)
    return list(
        db.scalars(
            select(ClassSession)
            .where(ClassSession.class_id == group.id, ClassSession.starts_at < until, not_(is_marked))
            .order_by(ClassSession.starts_at)
        )
    )


def _without_certificate(db: Session, group: ClassGroup) -> list[str]:
    issued = exists().where(
        Certificate.person_id == Enrolment.person_id,
        Certificate.course_id == Enrolment.course_id,
        Certificate.edition == Enrolment.edition,
    )
    return list(
        db.scalars(
            select(Person.name)
            .join(ClassMember, and_(ClassMember.person_id == Person.id, ClassMember.left_at.is_(None)))
            .join(Enrolment, Enrolment.person_id == Person.id)
            .where(ClassMember.class_id == group.id, Enrolment.course_id == group.course_id)
            .where(Enrolment.completed_at.is_not(None), not_(issued))
            .order_by(Person.sort_key, Person.id)
        )
    )


def _to_print(db: Session, group: ClassGroup, reader_id: int, on: date) -> int:
    within = reach(db, reader_id, Scope(CLASS, (group.id,)), on)
    if within is None:
        return 0
    printed = (
        select(ExportItem.certificate_id)
        .join(Export, Export.id == ExportItem.export_id)
        .where(Export.scope_kind == CLASS, Export.kind == Kind.PRINT)
    )
    return (
        db.scalar(
            select(func.count(Certificate.id)).where(
                within,
                Certificate.status == Status.ACTIVE,
                Certificate.issued_on > on - KEPT,
                Certificate.id.not_in(printed),
            )
        )
        or 0
    )
