"""Every read of sessions and of who was there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, func, or_, select
from sqlalchemy.orm import Session

from lms.classroom.models import ClassMember
from lms.classroom.sessions.models import ClassAttendance, ClassSession
from lms.classroom.sessions.rules import Mark
from lms.clock import local_date
from lms.people.models import Person, Residence
from lms.people.queries import in_force
from lms.places.models import OrgUnit


@dataclass(frozen=True, slots=True)
class Held:
    """A session in a list; nobody is present or absent before the list was kept."""

    session: ClassSession
    present: int
    absent: int


@dataclass(frozen=True, slots=True)
class OnRoster:
    """Somebody on the list of a session."""

    mark: Mark
    name: str
    birth_year: int
    village: str
    marked_at: datetime | None


def held(db: Session, class_id: int) -> list[Held]:
    """The sessions of a class, the newest first."""
    present = func.coalesce(func.sum(case((ClassAttendance.present, 1), else_=0)), 0)
    rows = db.execute(
        select(ClassSession, present, func.count(ClassAttendance.person_id))
        .outerjoin(ClassAttendance, ClassAttendance.session_id == ClassSession.id)
        .where(ClassSession.class_id == class_id)
        .group_by(ClassSession.id)
        .order_by(ClassSession.starts_at.desc())
    )
    return [Held(session, int(came), marked - int(came)) for session, came, marked in rows]


def session_of(db: Session, class_id: int, public_id: str) -> ClassSession | None:
    """A session of this class."""
    return db.scalar(select(ClassSession).where(ClassSession.class_id == class_id, ClassSession.public_id == public_id))


def roster(db: Session, session: ClassSession) -> list[OnRoster]:
    """Those who are in the class, were in it then or are marked already, by given name."""
    day = local_date(session.starts_at)
    marked = (ClassAttendance.session_id == session.id) & (ClassAttendance.person_id == ClassMember.person_id)
    rows = db.execute(
        select(ClassMember, Person, func.coalesce(OrgUnit.name, ""), ClassAttendance)
        .join(Person, Person.id == ClassMember.person_id)
        .outerjoin(Residence, (Residence.person_id == Person.id) & in_force(Residence, day))
        .outerjoin(OrgUnit, OrgUnit.id == Residence.org_unit_id)
        .outerjoin(ClassAttendance, marked)
        .where(ClassMember.class_id == session.class_id)
        .where(
            or_(
                ClassMember.left_at.is_(None),
                ClassMember.left_at >= session.starts_at,
                ClassAttendance.person_id.is_not(None),
            )
        )
        .order_by(Person.sort_key, Person.birth_year, Person.id)
    )
    return [
        OnRoster(
            Mark(
                member.public_id,
                person.id,
                local_date(member.joined_at) <= day,
                attendance.present if attendance else None,
            ),
            person.name,
            person.birth_year,
            village,
            attendance.marked_at if attendance else None,
        )
        for member, person, village, attendance in rows
    ]
