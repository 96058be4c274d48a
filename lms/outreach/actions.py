"""What the team of a village does. Looking is one of it: every look stands in the record."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from lms.audit.actions import record
from lms.classroom.models import ClassGroup
from lms.clock import local_date
from lms.db import insert_once
from lms.notices.actions import tell
from lms.notices.models import Kind
from lms.outreach.models import OutreachHelper, OutreachInvitation, OutreachVisit
from lms.outreach.rules import Outcome
from lms.people.actions import Enrolled, enrol
from lms.people.models import Person
from lms.places.models import OrgUnit


def look(db: Session, village_id: int, actor_id: int, now: datetime, *, person_id: int | None = None) -> None:
    """Somebody of the team looked at the list of the village, or at one of its people."""
    subject = f"org_unit:{village_id}" if person_id is None else f"person:{person_id}"
    _record(db, "look", subject, village_id, actor_id, now)


def take_list(db: Session, village_id: int, actor_id: int, now: datetime, count: int) -> None:
    """The list is about to be printed."""
    _record(db, "print_list", f"org_unit:{village_id}", village_id, actor_id, now, count=count)


def assign(db: Session, village_id: int, person_id: int, helper_id: int | None, actor_id: int, now: datetime) -> None:
    """Who of the team helps somebody; nobody, if nobody is named."""
    db.execute(delete(OutreachHelper).where(OutreachHelper.person_id == person_id))
    if helper_id is not None:
        row = {"person_id": person_id, "org_unit_id": village_id, "helper_id": helper_id}
        values = insert_once(db, OutreachHelper).values(**row, assigned_by=actor_id, assigned_at=now)
        db.execute(
            values.on_conflict_do_update(
                index_elements=["person_id"],
                set_={
                    name: values.excluded[name] for name in ("org_unit_id", "helper_id", "assigned_by", "assigned_at")
                },
            )
        )
    _record(db, "assign", f"person:{person_id}", village_id, actor_id, now, helper=helper_id)


def visit(
    db: Session,
    village_id: int,
    person_id: int,
    outcome: Outcome,
    next_on: date | None,
    actor_id: int,
    now: datetime,
) -> None:
    """Somebody of the team came by today; said again on the same day, the last word counts.

    What came of it stands nowhere else, so that it goes when the person asks to be forgotten.
    """
    today = local_date(now)
    row = {"person_id": person_id, "visited_by": actor_id, "visited_on": today}
    values = insert_once(db, OutreachVisit).values(**row, org_unit_id=village_id, outcome=outcome, next_on=next_on)
    db.execute(
        values.on_conflict_do_update(
            index_elements=["person_id", "visited_by", "visited_on"],
            set_={name: values.excluded[name] for name in ("org_unit_id", "outcome", "next_on")},
        )
    )
    _record(db, "visit", f"person:{person_id}", village_id, actor_id, now)


def invite(db: Session, village_id: int, person_id: int, class_id: int, actor_id: int, now: datetime) -> bool:
    """Somebody is invited to a class, and told if they can sign in. False when they were before."""
    added = db.scalar(
        insert_once(db, OutreachInvitation)
        .values(person_id=person_id, class_id=class_id, invited_by=actor_id, invited_at=now)
        .on_conflict_do_nothing(index_elements=["person_id", "class_id"])
        .returning(OutreachInvitation.class_id)
    )
    if added is None:
        return False
    group = db.get_one(ClassGroup, class_id)
    place = db.scalars(select(OrgUnit.name).where(OrgUnit.id == group.org_unit_id)).one()
    told = {"class": group.name, "place": place, "day": group.starts_on.strftime("%d/%m/%Y")}
    tell(db, person_id, Kind.INVITED_TO_CLASS, now, key=f"class:{class_id}", link="/desk", **told)
    _record(db, "invite", f"person:{person_id}", village_id, actor_id, now, class_id=class_id)
    return True


def enrol_neighbour(db: Session, village_id: int, name: str, birth_year: int, actor_id: int, now: datetime) -> Person:
    """Somebody of the village comes to be known here, without a way in; the team helps them from now on."""
    person = enrol(db, [Enrolled(name, birth_year, village_id)], actor_id, now)[0]
    assign(db, village_id, person.id, actor_id, actor_id, now)
    return person


def _record(
    db: Session, act: str, subject: str, village_id: int, actor_id: int, now: datetime, **details: object
) -> None:
    record(db, f"outreach.{act}", subject, now, actor_id=actor_id, org_unit_id=village_id, **details)
