"""Opening the final to people a teacher watches, and closing it: both stand in the record."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from lms.audit.actions import record
from lms.classroom.actions import living
from lms.classroom.quizzes.models import WatchedFinal
from lms.classroom.quizzes.watched.rules import closes_at
from lms.classroom.sessions.models import ClassSession
from lms.db import insert_once
from lms.problems import N_, Problem


def open_final(
    db: Session, session: ClassSession, people: Sequence[int], actor_id: int, now: datetime, *, have_learned: bool
) -> datetime:
    """These people are watched from now on, those who were watched already anew. Gives until when."""
    group = living(db, session.class_id)
    until = closes_at(session.starts_at, now)
    if actor_id in people:
        raise Problem(N_("Nobody watches a final of their own. Another teacher does that."))
    values = {"session_id": session.id, "has_learned": have_learned, "opened_by": actor_id}
    rows = insert_once(db, WatchedFinal).values(
        [{**values, "person_id": person_id, "opened_at": now, "closes_at": until} for person_id in people]
    )
    said = rows.excluded
    anew = {name: said[name] for name in ("has_learned", "opened_by", "opened_at", "closes_at")}
    db.execute(rows.on_conflict_do_update(index_elements=["session_id", "person_id"], set_=anew))
    record(
        db,
        "classroom.open_final",
        f"class_session:{session.id}",
        now,
        actor_id=actor_id,
        org_unit_id=group.org_unit_id,
        people=sorted(people),
        have_learned=have_learned,
    )
    return until


def close_final(db: Session, session: ClassSession, actor_id: int, now: datetime) -> None:
    """Nobody is watched in this session any more."""
    group = living(db, session.class_id)
    closed = db.execute(
        update(WatchedFinal)
        .where(WatchedFinal.session_id == session.id, WatchedFinal.closes_at > now)
        .values(closes_at=now)
        .returning(WatchedFinal.person_id)
    ).all()
    if closed:
        subject, unit = f"class_session:{session.id}", group.org_unit_id
        record(db, "classroom.close_final", subject, now, actor_id=actor_id, org_unit_id=unit)
