"""Every read of persons, logins and roles."""

from __future__ import annotations

from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from lms.people.models import Login, Person, Residence, RoleGrant
from lms.web.visitors import Grant, Visitor


def visitor(db: Session, session_key: str, on: date) -> Visitor | None:
    """Whom ``login:epoch`` stands for on this day; nobody when the login was disabled or its sessions ended."""
    login_id, _, epoch = session_key.partition(":")
    found = db.execute(
        select(Login, Person).join(Person, Person.id == Login.person_id).where(Login.id == int(login_id))
    ).one_or_none()
    if found is None or found.Login.disabled_at is not None or str(found.Login.epoch) != epoch:
        return None
    return Visitor(found.Login.id, found.Person.id, found.Person.name, session_key, grants(db, found.Person.id, on))


def grants(db: Session, person_id: int, on: date) -> tuple[Grant, ...]:
    """The roles a person has on this day, in the order they were given."""
    rows = db.scalars(
        select(RoleGrant)
        .where(
            RoleGrant.person_id == person_id,
            RoleGrant.valid_from <= on,
            or_(RoleGrant.valid_to.is_(None), RoleGrant.valid_to > on),
        )
        .order_by(RoleGrant.id)
    )
    return tuple(Grant(row.role, row.org_unit_id) for row in rows)


def residence(db: Session, person_id: int, on: date) -> int | None:
    """The org unit in which a person lives on this day."""
    return db.scalar(
        select(Residence.org_unit_id).where(
            Residence.person_id == person_id,
            Residence.valid_from <= on,
            or_(Residence.valid_to.is_(None), Residence.valid_to > on),
        )
    )
