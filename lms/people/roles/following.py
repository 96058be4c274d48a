"""Roles after a reorganisation: nobody answers for a unit that is no more; on a whole merge they go on in the new one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from lms.audit.actions import record
from lms.people.actions import open_grant
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
        unit, role = units[grant.org_unit_id], Role(grant.role)
        into = unit.into_id if unit.do_roles_follow and grant.valid_to is None else None
        if into is None:
            left.append(Left(name, role, unit.name))
        else:  # several old units may lead into one: the role is there once
            open_grant(db, grant.granted_by, grant.person_id, role, into, max(on, grant.valid_from))
        grant.valid_to = max(on, grant.valid_from)
        _record(db, grant, into, now)
    db.flush()
    return left


def _record(db: Session, grant: RoleGrant, into: int | None, now: datetime) -> None:
    """Where the role is from now on; where it is nowhere, at the unit that it ended with."""
    record(
        db,
        "people.follow_role",
        f"person:{grant.person_id}",
        now,
        org_unit_id=into or grant.org_unit_id,
        role=Role(grant.role).value,
        left=grant.org_unit_id,
        into=into,
    )
