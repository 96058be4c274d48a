"""Every read of running sessions and of who is in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from lms.classroom.live.models import LivePresence, LiveSession
from lms.classroom.models import ClassGroup, ClassMember
from lms.classroom.sessions.models import ClassSession


@dataclass(frozen=True, slots=True)
class Running:
    """A session that has been started, with the class it belongs to."""

    session: ClassSession
    live: LiveSession
    group: ClassGroup

    def is_on(self, now: datetime) -> bool:
        """Whether it is running still."""
        return now < self.live.ends_at and self.group.closed_at is None


@dataclass(frozen=True, slots=True)
class Mine:
    """A session as somebody of the class has it on the telephone."""

    running: Running
    seen_at: datetime | None
    """When this person was last heard of in it."""


def running_in(db: Session, class_id: int, now: datetime) -> Running | None:
    """The session of a class that is running."""
    row = db.execute(_on(now).where(ClassGroup.id == class_id).limit(1)).one_or_none()
    return Running(*row) if row else None


def running_for(db: Session, person_id: int, now: datetime) -> list[Running]:
    """The sessions that are running in the classes a person is in, the one started last first."""
    mine = select(ClassMember.class_id).where(ClassMember.person_id == person_id, ClassMember.left_at.is_(None))
    rows = db.execute(_on(now).where(ClassGroup.id.in_(mine)).order_by(LiveSession.started_at.desc()))
    return [Running(*row) for row in rows]


def mine(db: Session, public_id: str, person_id: int) -> Mine | None:
    """A session that was started in a class the person is in, running or over."""
    here = (LivePresence.session_id == LiveSession.session_id) & (LivePresence.person_id == person_id)
    row = db.execute(
        _started()
        .add_columns(LivePresence.seen_at)
        .join(ClassMember, ClassMember.class_id == ClassGroup.id)
        .outerjoin(LivePresence, here)
        .where(ClassSession.public_id == public_id)
        .where(ClassMember.person_id == person_id, ClassMember.left_at.is_(None))
    ).one_or_none()
    return Mine(Running(row[0], row[1], row[2]), row[3]) if row else None


def is_running(db: Session, public_id: str, now: datetime) -> bool:
    """Whether the session with this key is running."""
    return db.execute(_on(now).where(ClassSession.public_id == public_id).limit(1)).first() is not None


def live_of(db: Session, session_id: int) -> LiveSession | None:
    """What is known of a session's running; nothing for one that was never started."""
    return db.get(LiveSession, session_id)


def count(db: Session, session_id: int) -> int:
    """How many have come into a session with their telephones, and are in the class still."""
    return db.scalar(select(func.count()).select_from(_inside(session_id).subquery())) or 0


def presences(db: Session, session_id: int) -> dict[int, LivePresence]:
    """By person, who has come into a session."""
    rows = db.scalars(select(LivePresence).where(LivePresence.session_id == session_id))
    return {row.person_id: row for row in rows}


def _inside(session_id: int) -> Select[int]:
    return (
        select(LivePresence.person_id)
        .join(ClassSession, ClassSession.id == LivePresence.session_id)
        .join(
            ClassMember,
            (ClassMember.class_id == ClassSession.class_id) & (ClassMember.person_id == LivePresence.person_id),
        )
        .where(LivePresence.session_id == session_id, ClassMember.left_at.is_(None))
    )


def _started() -> Select[ClassSession, LiveSession, ClassGroup]:
    return (
        select(ClassSession, LiveSession, ClassGroup)
        .join(LiveSession, LiveSession.session_id == ClassSession.id)
        .join(ClassGroup, ClassGroup.id == ClassSession.class_id)
    )


def _on(now: datetime) -> Select[ClassSession, LiveSession, ClassGroup]:
    return _started().where(LiveSession.ends_at > now, ClassGroup.closed_at.is_(None))
