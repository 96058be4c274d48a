"""Giving and ending roles at a place."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from lms.audit.actions import record
from lms.clock import local_date
from lms.db import insert_once
from lms.people.models import RoleGrant
from lms.places.models import OrgUnit
from lms.places.rules import Kind
from lms.problems import N_, Conflict, Problem
from lms.roles import GRANTED, Role


def grant_role(db: Session, actor_id: int | None, person_id: int, role: Role, org_unit_id: int, now: datetime) -> None:
    """Give somebody a role at a place and for all below it, from today; nothing changes if it is so already."""
    if role not in GRANTED:
        raise Problem(N_("Everybody who is signed in is a learner already."), field="role")
    if role is Role.TEAM and db.get_one(OrgUnit, org_unit_id).kind != Kind.VILLAGE:
        raise Problem(N_("The community digital team belongs to one village. Choose a village."), field="place")
    given = open_grant(db, actor_id, person_id, role, org_unit_id, local_date(now))
    if given is not None:
        _record(db, "people.grant_role", actor_id, db.get_one(RoleGrant, given), now)


def open_grant(
    db: Session, granted_by: int | None, person_id: int, role: Role, org_unit_id: int, on: date
) -> int | None:
    """Open a role at a place from a day on, and give its id; nothing when it is open there already."""
    opened: int | None = db.scalar(
        insert_once(db, RoleGrant)
        .values(person_id=person_id, role=role, org_unit_id=org_unit_id, valid_from=on, granted_by=granted_by)
        .on_conflict_do_nothing(
            index_elements=["person_id", "role", "org_unit_id"], index_where=text("valid_to IS NULL")
        )
        .returning(RoleGrant.id)
    )
    return opened


def end_role(db: Session, actor_id: int | None, grant_id: int, now: datetime) -> None:
    """End a role today; it holds no longer from this moment on.

    Raises :class:`Conflict` when somebody is about to end the last role by which they administer.
    """
    grant = db.get_one(RoleGrant, grant_id)
    open_ones = _open_grants_like(db, grant)
    if grant.id not in open_ones:
        return
    if grant.role == Role.ADMINISTRATOR and grant.person_id == actor_id and len(open_ones) == 1:
        raise Conflict(N_("You cannot end your own last role as administrator. Ask another administrator to do it."))
    grant.valid_to = local_date(now)
    _record(db, "people.end_role", actor_id, grant, now)


def _open_grants_like(db: Session, grant: RoleGrant) -> list[int]:
    """The ids of the person's open grants of the same role; locked, so that two requests cannot end the last two."""
    rows = db.scalars(
        select(RoleGrant)
        .where(RoleGrant.person_id == grant.person_id, RoleGrant.role == grant.role)
        .order_by(RoleGrant.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return [row.id for row in rows if row.valid_to is None]


def _record(db: Session, act: str, actor_id: int | None, grant: RoleGrant, now: datetime) -> None:
    record(
        db,
        act,
        f"person:{grant.person_id}",
        now,
        actor_id=actor_id,
        org_unit_id=grant.org_unit_id,
        role=Role(grant.role).value,
    )
