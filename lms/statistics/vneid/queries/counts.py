"""I5: every adult confirmed by a day, once, where they live. Whether they hold a certificate does not matter (D18)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Date, Select, bindparam, func, select
from sqlalchemy.orm import Session

from lms.people.models import Person
from lms.statistics.queries.attained import adults
from lms.statistics.vneid.models import Confirmation


def by_unit(db: Session, on: date) -> dict[int, int]:
    """How many adults are confirmed by a day in each unit, without those below it: reads every confirmation."""
    counted = confirmed_adults(on).subquery()
    rows = db.execute(select(counted.c.org_unit_id, func.count()).group_by(counted.c.org_unit_id))
    return dict(rows.all())


_ANY = select(Confirmation.id).where(Confirmation.confirmed_on <= bindparam("on", type_=Date)).limit(1)


def has_confirmations(db: Session, on: date) -> bool:
    """Whether anybody at all is confirmed by a day: before that nobody can say how many there are."""
    return db.scalar(_ANY, {"on": on}) is not None


def confirmed_adults(on: date) -> Select[int, int]:
    """The adults confirmed by a day, each with the one unit they live in."""
    person_id = func.coalesce(Person.canonical_id, Person.id)
    confirmed = select(person_id).join(Confirmation, Confirmation.person_id == Person.id)
    return adults(on, confirmed.where(Confirmation.confirmed_on <= on))
