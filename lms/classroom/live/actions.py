"""Starting and ending a running session, and coming into it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from lms.audit.actions import record
from lms.classroom.actions import living
from lms.classroom.live.models import LivePresence, LiveSession
from lms.classroom.live.rules import LONGEST, SEEN_EVERY
from lms.classroom.models import ClassGroup
from lms.classroom.sessions.actions import open_session
from lms.classroom.sessions.models import ClassSession
from lms.classroom.sessions.rules import hours
from lms.clock import local, local_date
from lms.db import insert_once


def start_today(db: Session, class_id: int, actor_id: int, now: datetime) -> ClassSession:
    """Let the session of today run, which is opened if there is none yet; one that is running goes on.

    Raises :class:`lms.problems.Problem` on a day that the class does not have.
    """
    group = living(db, class_id)
    session = _of_today(db, group, now) or _open(db, group, actor_id, now)
    _end_all(db, class_id, now, but=session.id)
    run = db.get(LiveSession, session.id)
    if run is not None and now < run.ends_at:
        return session
    if run is None:
        db.add(LiveSession(session_id=session.id, started_at=now, ends_at=now + LONGEST, started_by=actor_id))
    else:
        run.ends_at = now + LONGEST
    _record(db, "start_live", group, session.id, actor_id, now)
    return session


def end(db: Session, session: ClassSession, actor_id: int, now: datetime) -> None:
    """End a session that is running; ending it twice is ending it once."""
    group = db.get_one(ClassGroup, session.class_id, with_for_update=True)
    if _end_all(db, group.id, now):
        _record(db, "end_live", group, session.id, actor_id, now)


def come_in(db: Session, session_id: int, person_id: int, now: datetime) -> None:
    """Keep that somebody is in a running session; nothing is written when that was kept a moment ago."""
    row = insert_once(db, LivePresence).values(session_id=session_id, person_id=person_id, came_at=now, seen_at=now)
    db.execute(
        row.on_conflict_do_update(
            index_elements=["session_id", "person_id"],
            set_={"seen_at": now},
            where=LivePresence.seen_at <= now - SEEN_EVERY,
        )
    )


def _of_today(db: Session, group: ClassGroup, now: datetime) -> ClassSession | None:
    latest = select(ClassSession).where(ClassSession.class_id == group.id).order_by(ClassSession.starts_at.desc())
    found = db.scalars(latest.limit(1)).first()
    return found if found is not None and local_date(found.starts_at) == local_date(now) else None


def _open(db: Session, group: ClassGroup, actor_id: int, now: datetime) -> ClassSession:
    at = local(now).replace(second=0, microsecond=0)
    when = hours(at.date(), at.time(), None, (group.starts_on, group.ends_on), at.date())
    return open_session(db, group.id, when, "", actor_id, now)


def _end_all(db: Session, class_id: int, now: datetime, *, but: int = 0) -> bool:
    """One session of a class runs at a time. The class is held by the caller."""
    ours = select(ClassSession.id).where(ClassSession.class_id == class_id, ClassSession.id != but)
    running = LiveSession.session_id.in_(ours), LiveSession.ends_at > now
    return bool(
        db.scalars(update(LiveSession).where(*running).values(ends_at=now).returning(LiveSession.session_id)).all()
    )


def _record(db: Session, act: str, group: ClassGroup, session_id: int, actor_id: int, now: datetime) -> None:
    subject = f"class_session:{session_id}"
    record(db, f"classroom.{act}", subject, now, actor_id=actor_id, org_unit_id=group.org_unit_id)
