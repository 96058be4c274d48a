"""Opening a session of a class, and keeping who came."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.audit.actions import record
from lms.classroom.actions import living
from lms.classroom.sessions import queries
from lms.classroom.sessions.models import ClassAttendance, ClassSession
from lms.classroom.sessions.rules import Hours, changed
from lms.db import insert_once, new_id


def open_session(db: Session, class_id: int, hours: Hours, place: str, actor_id: int, now: datetime) -> ClassSession:
    """A session of the class at these hours; one that begins at the same instant is that one."""
    group = living(db, class_id)
    row = insert_once(db, ClassSession).values(
        public_id=new_id(),
        class_id=class_id,
        starts_at=hours.starts_at,
        ends_at=hours.ends_at,
        place=place,
        opened_by=actor_id,
    )
    made = db.scalar(row.on_conflict_do_nothing(index_elements=["class_id", "starts_at"]).returning(ClassSession.id))
    if made is not None:
        record(
            db,
            "classroom.open_session",
            f"class_session:{made}",
            now,
            actor_id=actor_id,
            org_unit_id=group.org_unit_id,
            starts_at=hours.starts_at.isoformat(),
        )
    same = select(ClassSession).where(ClassSession.class_id == class_id, ClassSession.starts_at == hours.starts_at)
    return db.scalars(same).one()


def keep_roster(
    db: Session, session: ClassSession, shown: Collection[str], ticked: Collection[str], actor_id: int, now: datetime
) -> dict[int, bool]:
    """Keep who came, of those whose names were ``shown``; what was marked before stands in the record. Gives what changed."""
    group = living(db, session.class_id)
    what = changed([line.mark for line in queries.roster(db, session)], shown, ticked)
    if not what:
        return what
    rows = insert_once(db, ClassAttendance).values(
        [
            {"session_id": session.id, "person_id": person_id, "present": came, "marked_by": actor_id, "marked_at": now}
            for person_id, came in what.items()
        ]
    )
    said = rows.excluded
    db.execute(
        rows.on_conflict_do_update(
            index_elements=["session_id", "person_id"],
            set_={name: said[name] for name in ("present", "marked_by", "marked_at")},
        )
    )
    record(
        db,
        "classroom.attendance",
        f"class_session:{session.id}",
        now,
        actor_id=actor_id,
        org_unit_id=group.org_unit_id,
        present=sorted(person_id for person_id, came in what.items() if came),
        absent=sorted(person_id for person_id, came in what.items() if not came),
    )
    return what
