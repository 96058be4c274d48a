"""Saying to which group one belongs, taking that back, approving and refusing it. Only what was approved counts."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Update, delete, select, text, update
from sqlalchemy.orm import Session

from lms.audit.actions import record
from lms.clock import local_date
from lms.db import insert_once, new_id
from lms.notices.actions import tell
from lms.notices.models import Kind
from lms.people.groups import queries, rules
from lms.people.groups.models import Declaration
from lms.people.groups.rules import Says, State
from lms.people.groups.words import NAMES
from lms.people.models import Group, Membership, Person
from lms.problems import N_, Conflict, Problem

PAGE = "/account/groups"


def declare(
    db: Session, person_id: int, group: Group, unit_id: int, now: datetime, *, says: Says = Says.BELONGS, note: str = ""
) -> None:
    """Say that one belongs to a group at a place, or no longer does.

    Raises :class:`Conflict` while another declaration of the same group waits, and :class:`Problem` when nothing would
    be different.
    """
    if group is Group.ADULT:
        raise Problem(N_("Whether somebody is an adult follows from the year of birth."))
    counted = rules.holds_already(unit_id, local_date(now), queries.stays(db, person_id, group))
    if counted != (says is Says.ENDED):
        told = N_("You are counted there already.") if counted else N_("You are not counted there any more.")
        raise Problem(told, field="group")
    declared = db.scalar(
        insert_once(db, Declaration)
        .values(
            public_id=new_id(),
            person_id=person_id,
            group=group,
            says=says,
            org_unit_id=unit_id,
            note=note,
            declared_at=now,
            state=State.WAITING,
            reason="",
        )
        .on_conflict_do_nothing(index_elements=["person_id", "group"], index_where=text("state = 'waiting'"))
        .returning(Declaration.id)
    )
    if declared is None:
        raise Conflict(
            N_("You have said something of this group already; it is being looked at. Take that back first.")
        )
    more = {"group": group.value, "says": says.value}
    record(db, "groups.declare", f"person:{person_id}", now, actor_id=person_id, org_unit_id=unit_id, **more)


def take_back(db: Session, declaration: Declaration, now: datetime) -> None:
    """The person no longer says so. Raises :class:`Conflict` when it was answered meanwhile."""
    _answer(db, declaration, State.TAKEN_BACK, declaration.person_id, now)


def refuse(db: Session, declaration: Declaration, actor_id: int, reason: str, now: datetime) -> None:
    """Say that it is not so, and why. Raises :class:`Conflict` when it was answered meanwhile."""
    _answer(db, declaration, State.REFUSED, actor_id, now, reason=reason)
    _tell(db, declaration, Kind.GROUP_REFUSED, now)


def approve(db: Session, declaration: Declaration, actor_id: int, on: date, now: datetime) -> None:
    """It is so, from this day on: the person is counted in the group at the place, or no longer.

    Approving twice is approving once: the second raises :class:`Conflict`. Raises :class:`Problem` for a day that does
    not go with what is known already; nothing has changed then.
    """
    db.execute(select(Person.id).where(Person.id == declaration.person_id).with_for_update(key_share=True))
    _answer(db, declaration, State.APPROVED, actor_id, now, on=on)
    if declaration.says == Says.BELONGS:
        _begin(db, declaration, on)
    else:
        _end(db, declaration, on)
    _tell(db, declaration, Kind.GROUP_APPROVED, now)


def forget(db: Session, person_id: int) -> None:
    """What the person has said of groups goes."""
    db.execute(delete(Declaration).where(Declaration.person_id == person_id))


def _begin(db: Session, declaration: Declaration, on: date) -> None:
    kept = queries.stays(db, declaration.person_id, Group(declaration.group))
    if rules.holds_already(declaration.org_unit_id, on, kept):  # an office has brought it meanwhile
        return
    rules.check_beginning(on, kept)
    db.execute(_open_stay(declaration).values(valid_to=on))
    db.add(
        Membership(
            person_id=declaration.person_id,
            group=declaration.group,
            org_unit_id=declaration.org_unit_id,
            valid_from=on,
            declared_by=declaration.person_id,
        )
    )
    db.flush()


def _end(db: Session, declaration: Declaration, on: date) -> None:
    stays = queries.stays(db, declaration.person_id, Group(declaration.group))
    present = next((one for one in stays if one.until is None and one.unit_id == declaration.org_unit_id), None)
    if present is None:
        raise Conflict(N_("The person is not counted there any more. Refuse it, and say so."))
    rules.check_end(on, present.since)
    db.execute(_open_stay(declaration).values(valid_to=on))


def _open_stay(declaration: Declaration) -> Update:
    mine = Membership.person_id == declaration.person_id, Membership.group == declaration.group
    return update(Membership).where(*mine, Membership.valid_to.is_(None))


def _answer(
    db: Session,
    declaration: Declaration,
    state: State,
    actor_id: int,
    now: datetime,
    *,
    on: date | None = None,
    reason: str = "",
) -> None:
    """The database decides who answers first."""
    answered = db.execute(
        update(Declaration)
        .where(Declaration.id == declaration.id, Declaration.state == State.WAITING)
        .values(state=state, answered_at=now, answered_by=actor_id, holds_from=on, reason=reason)
        .returning(Declaration.id)
    ).first()
    if answered is None:
        raise Conflict(N_("This declaration has been answered already."))
    more = {"group": Group(declaration.group).value, "says": Says(declaration.says).value}
    if on is not None:
        more["on"] = on.isoformat()
    unit_id, subject = declaration.org_unit_id, f"person:{declaration.person_id}"
    record(db, f"groups.{state.value}", subject, now, actor_id=actor_id, org_unit_id=unit_id, **more)


def _tell(db: Session, declaration: Declaration, kind: Kind, now: datetime) -> None:
    what = NAMES[Says(declaration.says)][Group(declaration.group)]
    tell(db, declaration.person_id, kind, now, key=declaration.public_id, link=PAGE, what=what)
