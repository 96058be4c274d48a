"""Writing down that somebody has died, left the province or moved within it, and taking the first two back."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select, text, update
from sqlalchemy.orm import Session

from lms.audit.actions import record
from lms.clock import local_date
from lms.db import insert_once
from lms.notices.actions import tell
from lms.notices.models import Kind
from lms.people import queries as people
from lms.people.homes import queries
from lms.people.homes.models import Departure
from lms.people.homes.rules import Why
from lms.people.models import Login, Person, Residence
from lms.people.rules import told_day
from lms.places import queries as places
from lms.places.models import OrgUnit
from lms.problems import N_, Conflict, Problem

PAGE = "/account"


def record_departure(db: Session, person: Person, actor_id: int, why: Why, on: date, now: datetime) -> list[int]:
    """From this day on the person counts nowhere here. Certificates stay valid, whatever the reason.

    Gives the ids of the ways in whose sessions are to end: those of somebody who died, which are closed too. Raises
    :class:`Conflict` when it was written down already, or while somebody who died has a role here.
    """
    family = queries.family(db, person.id)
    if why is Why.DIED and any(people.grants(db, one, local_date(now)) for one in family):
        raise Conflict(N_("This person has a role here. End the role first."))
    written = db.scalar(
        insert_once(db, Departure)
        .values(person_id=person.id, left_on=on, why=why, recorded_by=actor_id, recorded_at=now)
        .on_conflict_do_nothing(index_elements=["person_id"], index_where=text("taken_back_at IS NULL"))
        .returning(Departure.id)
    )
    if written is None:
        raise Conflict(N_("It has been written down already that this person is gone."))
    db.execute(update(Person).where(Person.id == person.id).values(left_on=on))
    _record(db, "people.departure", person, actor_id, now, why=why.value, on=on.isoformat())
    if why is Why.MOVED_OUT:
        tell(db, person.id, Kind.LEFT_PROVINCE, now, key=f"departure:{written}", link=PAGE, day=told_day(on))
        return []
    return _close(db, family, now)


def take_departure_back(db: Session, person: Person, actor_id: int, now: datetime) -> None:
    """The person has neither died nor left: they count as before, and the ways in that were closed are open again.

    Taking it back twice is taking it back once.
    """
    taken_back: Departure | None = db.scalar(
        update(Departure)
        .where(Departure.person_id == person.id, Departure.taken_back_at.is_(None))
        .values(taken_back_by=actor_id, taken_back_at=now)
        .returning(Departure)
    )
    if taken_back is None:
        return
    db.execute(update(Person).where(Person.id == person.id).values(left_on=None))
    theirs = Login.person_id.in_(queries.family(db, person.id))
    if taken_back.why == Why.DIED:
        db.execute(update(Login).where(theirs, Login.disabled_at == taken_back.recorded_at).values(disabled_at=None))
    on = taken_back.left_on.isoformat()
    _record(db, "people.departure-taken-back", person, actor_id, now, why=Why(taken_back.why).value, on=on)


def move(db: Session, person: Person, actor_id: int, unit: OrgUnit, on: date, now: datetime) -> None:
    """From this day on the person lives in another unit; the earlier home stays on record with its days.

    Raises :class:`Conflict` when the person is gone, and :class:`Problem` when they live there already.
    """
    if queries.departure(db, person.id):
        raise Conflict(N_("It has been written down that this person is gone. Take that back first."))
    home = queries.present_home(db, person.id)
    if home is not None and home.org_unit_id == unit.id:
        raise Problem(N_("The person lives there already."), field="unit")
    settle(db, person.id, unit.id, on)
    came_from = home.org_unit_id if home else None
    _record(db, "people.move", person, actor_id, now, came_from=came_from, into=unit.id, on=on.isoformat())
    place, key = places.line(db, unit.id, local_date(now)), f"home:{unit.id}:{on.isoformat()}:{now.isoformat()}"
    tell(db, person.id, Kind.HOME_CHANGED, now, key=key, link=PAGE, place=place, day=told_day(on))


def settle(db: Session, person_id: int, unit_id: int, on: date) -> None:
    """End the present residence on a day and begin another one.

    Raises :class:`Conflict` when the present one began later: somebody else was faster.
    """
    db.execute(select(Person.id).where(Person.id == person_id).with_for_update(key_share=True))
    still_open = Residence.person_id == person_id, Residence.valid_to.is_(None)
    began_later = select(Residence.id).where(*still_open, Residence.valid_from > on)
    if db.scalar(began_later) is not None:
        raise Conflict(N_("The residence has been changed meanwhile. Look at the person's page again."))
    db.execute(update(Residence).where(*still_open).values(valid_to=on))
    db.add(Residence(person_id=person_id, org_unit_id=unit_id, valid_from=on))
    db.flush()


def _close(db: Session, family: list[int], now: datetime) -> list[int]:
    closed = db.scalars(
        update(Login)
        .where(Login.person_id.in_(family), Login.disabled_at.is_(None))
        .values(disabled_at=now, epoch=Login.epoch + 1)
        .returning(Login.id)
    )
    return sorted(closed)


def _record(db: Session, act: str, person: Person, actor_id: int, now: datetime, **more: object) -> None:
    home = people.residence(db, person.id, local_date(now))
    record(db, act, f"person:{person.id}", now, actor_id=actor_id, org_unit_id=home, **more)
