"""Taking in when the class came together and who was there: of two marks the later one holds."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import or_, select

from lms.classroom.bundles.account import What
from lms.classroom.bundles.facts import ToldMark, ToldSession
from lms.classroom.bundles.studying import Desk
from lms.classroom.models import ClassGroup
from lms.classroom.sessions.models import ClassAttendance, ClassSession
from lms.classroom.sessions.rules import LONGEST_PLACE
from lms.db import insert_once
from lms.learning.rules.arriving import Fate
from lms.problems import N_, Conflict


def bring_session(desk: Desk, group: ClassGroup, told: ToldSession, by: int) -> None:
    """One session with its marks; one that begins at the same instant here is that one."""
    session = desk.db.scalar(
        select(ClassSession).where(
            ClassSession.class_id == group.id,
            or_(ClassSession.public_id == told.id, ClassSession.starts_at == told.starts_at),
        )
    )
    if session is None:
        session = ClassSession(
            public_id=told.id,
            class_id=group.id,
            starts_at=told.starts_at,
            ends_at=told.ends_at,
            place=told.place[:LONGEST_PLACE],
            opened_by=by,
        )
        desk.db.add(session)
        desk.db.flush()
        desk.account.add(What.SESSION, Fate.NEW)
    else:
        desk.account.add(What.SESSION, Fate.KNOWN)
    for mark in told.marks:
        _bring_mark(desk, session, mark, by)


def _bring_mark(desk: Desk, session: ClassSession, told: ToldMark, by: int) -> None:
    person = desk.whose.get(told.person)
    if person is None:
        desk.account.add(What.MARK, Fate.REFUSED)
        return
    moments = desk.moments.of(person.until)
    if (why := moments.complaint(told.marked_at)) is not None:
        desk.account.tell(What.MARK, Fate.REFUSED, person.name, why)
        return
    here = desk.db.get(ClassAttendance, (session.id, person.person_id))
    marked_at = moments.settled(told.marked_at)
    if here is not None and (here.present == told.present or here.marked_at >= marked_at):
        _stays(desk, person.name, here, told, marked_at)
        return
    desk.account.add(What.MARK, Fate.NEW)
    if here is None:
        row = {"session_id": session.id, "person_id": person.person_id}
        values = {"present": told.present, "marked_by": by, "marked_at": marked_at}
        desk.db.execute(insert_once(desk.db, ClassAttendance).values(**row, **values).on_conflict_do_nothing())
    else:
        here.present, here.marked_by, here.marked_at = told.present, by, marked_at
        desk.db.flush()


def _stays(desk: Desk, name: str, here: ClassAttendance, told: ToldMark, marked_at: datetime) -> None:
    if here.present == told.present:
        desk.account.add(What.MARK, Fate.KNOWN)
        return
    sentence = N_("Was marked otherwise here later on. The later mark stands.")
    if marked_at < here.marked_at:
        desk.account.tell(What.MARK, Fate.DIFFERS, name, Conflict(sentence))
    else:
        desk.account.add(What.MARK, Fate.KNOWN)
