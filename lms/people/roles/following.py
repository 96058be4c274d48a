"""Roles after a reorganisation: nobody answers for a unit that is no more; on a whole merge they go on in the new one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import or_, select, text
from sqlalchemy.orm import Session

from lms.audit.actions import record
from lms.db import insert_once
from lms.people.models import Person, RoleGrant
from lms.places.reorganising.actions import Ended
from lms.roles import Role


@dataclass(frozen=True, slots=True)
class Left:
    """A role that ended and went on nowhere: somebody has to decide."""

    name: str
    role: Role
    unit: str


def follow(db: Session, ended: Sequence[Ended], on: date, now: datetime) -> list[Left]:
    """End the roles at units that ended, and open them at the unit that goes on; gives those that went on nowhere."""
    units = {one.unit_id: one for one in ended}
    rows = db.execute(
        select(RoleGrant, Person.name)
        .join(Person, Person.id == RoleGrant.person_id)
        .where(RoleGrant.org_unit_id.in_(units), or_(RoleGrant.valid_to.is_(None), RoleGrant.valid_to > on))
        .order_by(RoleGrant.id)
    ).all()
    left: list[Left] = []
    for grant, name in rows:
        unit = units[grant.org_unit_id]
        goes_on = unit.into_id is not None and unit.do_roles_follow and grant.valid_to is None
        if goes_on:
            _open_again(db, grant, unit.into_id, on)
        else:
            left.append(Left(name, Role(grant.role), unit.name))
        grant.valid_to = max(on, grant.valid_from)
        record(
            db,
            "people.follow_role",
            f"person:{grant.person_id}",
            now,
            org_unit_id=grant.org_unit_id,
            role=Role(grant.role).value,
            into=unit.into_id if goes_on else None,
        )
    db.flush()
    return left


def _open_again(db: Session, grant: RoleGrant, unit_id: int | None, on: date) -> None:
    """Several old units may lead into one: the role is there once."""
    db.execute(
        insert_once(db, RoleGrant)
        .values(
            person_id=grant.person_id,
            role=grant.role,
            org_unit_id=unit_id,
            valid_from=max(on, grant.valid_from),
            granted_by=grant.granted_by,
        )
        .on_conflict_do_nothing(
            index_elements=["person_id", "role", "org_unit_id"], index_where=text("valid_to IS NULL")
        )
    )
