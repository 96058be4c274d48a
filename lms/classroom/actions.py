"""Making, changing and closing a class; who comes into it, who goes, and whose name is listed.

``by`` is who does it: somebody who teaches the class beside its teacher, or nobody named, which is its teacher.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from lms.audit.actions import record
from lms.classroom import rules
from lms.classroom.codes import new_code
from lms.classroom.live.models import LiveSession
from lms.classroom.models import ClassGroup, ClassMember, How
from lms.classroom.quizzes.ending import withdraw_all
from lms.classroom.sessions.models import ClassSession
from lms.clock import local_date
from lms.db import insert_once
from lms.notices.actions import tell
from lms.notices.models import Kind
from lms.people.activation.actions import end_printed_for as end_activations
from lms.people.papers.actions import end_printed_for as end_codes
from lms.problems import N_, Conflict

Draw = Callable[[], str]


@dataclass(frozen=True, slots=True)
class NewClass:
    """What a teacher says of a new class; the days can be changed afterwards."""

    teacher_id: int
    name: str
    org_unit_id: int
    course_id: int | None = None


def make_class(db: Session, new: NewClass, now: datetime, draw: Draw = new_code) -> ClassGroup:
    """A class from today on, with a code that no other living class has."""
    today = local_date(now)
    group = ClassGroup(
        name=rules.class_name(new.name),
        course_id=new.course_id,
        org_unit_id=new.org_unit_id,
        teacher_id=new.teacher_id,
        starts_on=today,
        ends_on=today + rules.USUAL_LENGTH,
        opens_by_code=True,
        made_at=now,
    )
    _draw_code(db, group, draw)
    _record(db, "make", group, now)
    return group


def renew_code(
    db: Session, class_id: int, now: datetime, draw: Draw = new_code, *, by: int | None = None
) -> ClassGroup:
    """A new code; the one before opens nothing any more."""
    group = living(db, class_id)
    _draw_code(db, group, draw)
    _record(db, "renew_code", group, now, by)
    return group


def change_days(
    db: Session, class_id: int, starts_on: date, ends_on: date, now: datetime, *, by: int | None = None
) -> None:
    """When the class begins and ends. Raises a problem for days that cannot be."""
    rules.check_days(starts_on, ends_on)
    group = living(db, class_id)
    group.starts_on, group.ends_on = starts_on, ends_on
    _record(db, "change_days", group, now, by, starts_on=str(starts_on), ends_on=str(ends_on))


def open_door(db: Session, class_id: int, now: datetime, *, by_code: bool, by: int | None = None) -> None:
    """Whether people may come in by the code."""
    group = living(db, class_id)
    if group.opens_by_code != by_code:
        group.opens_by_code = by_code
        _record(db, "open_by_code" if by_code else "shut_by_code", group, now, by)


def close_class(db: Session, class_id: int, now: datetime, *, by: int | None = None) -> None:
    """The class is over: its code opens nothing any more, nor do the codes on its cards; what is running ends. Its people
    stay on the list for the teacher.
    """
    group = living(db, class_id)
    group.closed_at = now
    held = select(ClassSession.id).where(ClassSession.class_id == class_id)
    running = LiveSession.session_id.in_(held), LiveSession.ends_at > now
    db.execute(update(LiveSession).where(*running).values(ends_at=now))
    end_codes(db, printed_for(group), now)
    end_activations(db, printed_for(group), now)
    withdraw_all(db, class_id)
    _record(db, "close", group, now, by)


def printed_for(group: ClassGroup) -> str:
    """What the codes on the cards of a class are kept under, so that they end with it."""
    return f"class:{group.id}"


def join(db: Session, class_id: int, person_id: int, now: datetime) -> bool:
    """Somebody comes in on their own. False when they are in already, so that twice is once."""
    group = living(db, class_id)
    return _come_in(db, group, person_id, How.SELF, person_id, now)


def add(db: Session, class_id: int, person_id: int, now: datetime, *, by: int | None = None) -> bool:
    """The teacher puts somebody on the list, who is told. False when they are on it already."""
    group = living(db, class_id)
    return put_in(db, group, person_id, now, by=by)


def put_in(db: Session, group: ClassGroup, person_id: int, now: datetime, *, by: int | None = None) -> bool:
    """The same in a class that is held already."""
    is_new = _come_in(db, group, person_id, How.TEACHER, by or group.teacher_id, now)
    if is_new:
        key = f"class:{group.id}"
        tell(db, person_id, Kind.ADDED_TO_CLASS, now, key=key, link="/desk", **{"class": group.name})
    return is_new


def put_in_new(
    db: Session, group: ClassGroup, person_ids: Iterable[int], now: datetime, *, by: int | None = None
) -> None:
    """People who have just come to be known, and have nowhere to read a notice."""
    for person_id in person_ids:
        db.add(ClassMember(class_id=group.id, person_id=person_id, how=How.TEACHER, joined_at=now))
        record(db, "classroom.add", f"person:{person_id}", now, actor_id=by or group.teacher_id, class_id=group.id)
    db.flush()


def remove(db: Session, class_id: int, person_id: int, now: datetime, *, by: int | None = None) -> None:
    """The teacher takes somebody off the list."""
    group = db.get_one(ClassGroup, class_id, with_for_update=True)
    member = _member(db, class_id, person_id)
    if member is not None and member.left_at is None:
        member.left_at = now
        withdraw_all(db, class_id, person_id)
        actor_id = by or group.teacher_id
        record(db, "classroom.remove", f"person:{person_id}", now, actor_id=actor_id, class_id=class_id)


def show_name(
    db: Session, class_id: int, person_id: int, now: datetime, *, is_listed: bool, by: int | None = None
) -> None:
    """Whether the name of somebody stands on the page that opens with the code."""
    group = db.get_one(ClassGroup, class_id, with_for_update=True)
    member = _member(db, class_id, person_id)
    if member is not None and member.is_listed != is_listed:
        member.is_listed = is_listed
        act = "classroom.list_name" if is_listed else "classroom.leave_out_name"
        record(db, act, f"person:{person_id}", now, actor_id=by or group.teacher_id, class_id=class_id)


def living(db: Session, class_id: int) -> ClassGroup:
    """The class, held until the transaction ends. Raises :class:`Conflict` for one that is closed."""
    group = db.get_one(ClassGroup, class_id, with_for_update=True)
    if group.closed_at is not None:
        raise Conflict(N_("This class is closed. Nothing in it can be changed any more."))
    return group


def _come_in(db: Session, group: ClassGroup, person_id: int, how: How, actor_id: int, now: datetime) -> bool:
    came = db.scalar(
        insert_once(db, ClassMember)
        .values(class_id=group.id, person_id=person_id, how=how, joined_at=now)
        .on_conflict_do_update(
            index_elements=["class_id", "person_id"],
            set_={"how": how, "joined_at": now, "left_at": None},
            where=ClassMember.left_at.is_not(None),
        )
        .returning(ClassMember.id)
    )
    if came is not None:
        act = "classroom.join" if how is How.SELF else "classroom.add"
        record(db, act, f"person:{person_id}", now, actor_id=actor_id, class_id=group.id)
    return came is not None


def _draw_code(db: Session, group: ClassGroup, draw: Draw) -> None:
    """Give the class a code; one that another living class has is drawn again."""
    while True:
        try:
            with db.begin_nested():
                group.code = draw()
                db.add(group)
                db.flush()
        except IntegrityError:
            continue
        return


def _member(db: Session, class_id: int, person_id: int) -> ClassMember | None:
    return db.query(ClassMember).filter_by(class_id=class_id, person_id=person_id).one_or_none()


def _record(db: Session, act: str, group: ClassGroup, now: datetime, by: int | None = None, **details: str) -> None:
    record(
        db,
        f"classroom.{act}",
        f"class:{group.id}",
        now,
        actor_id=by or group.teacher_id,
        org_unit_id=group.org_unit_id,
        **details,
    )
