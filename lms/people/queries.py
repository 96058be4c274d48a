"""Every read of persons, logins and roles."""

from __future__ import annotations

import secrets
from datetime import date

from sqlalchemy import BindParameter, ColumnElement, Date, Integer, bindparam, or_, select
from sqlalchemy.orm import Session

from lms.notices.queries import new_notices
from lms.people import phones, rules
from lms.people.models import Group, Login, Membership, Person, Residence, RoleGrant
from lms.places import queries as places
from lms.places.models import OrgUnit
from lms.places.rules import Kind
from lms.problems import N_, Conflict
from lms.roles import Grant, Role, Visitor

MOST_ON_ONE_PHONE = 8
"""How many ways in one telephone number may open; each costs a slow comparison."""


def in_force(table: type[Residence | Membership | RoleGrant], on: date | BindParameter[date]) -> ColumnElement[bool]:
    """Whether a dated row holds on this day."""
    return (table.valid_from <= on) & or_(table.valid_to.is_(None), table.valid_to > on)


# What every page of somebody signed in asks is put together once: putting it together takes as long as asking.
_VISITOR = (
    select(Login, Person, new_notices(Login.person_id).label("news"))
    .join(Person, Person.id == Login.person_id)
    .where(Login.id == bindparam("login", type_=Integer))
)
_GRANTS = (
    select(RoleGrant)
    .where(RoleGrant.person_id == bindparam("person", type_=Integer), in_force(RoleGrant, bindparam("on", type_=Date)))
    .order_by(RoleGrant.id)
)


def visitor(db: Session, session_key: str, on: date) -> Visitor | None:
    """Whom ``login:epoch`` stands for on this day; nobody when the login was disabled or its sessions ended."""
    login_id, _, epoch = session_key.partition(":")
    found = db.execute(_VISITOR, {"login": int(login_id)}).one_or_none()
    if found is None or found.Login.disabled_at is not None or str(found.Login.epoch) != epoch:
        return None
    given = grants(db, found.Person.id, on)
    return Visitor(found.Login.id, found.Person.id, found.Person.name, session_key, given, found.news)


def grants(db: Session, person_id: int, on: date) -> tuple[Grant, ...]:
    """The roles a person has on this day, in the order they were given."""
    rows = db.scalars(_GRANTS, {"person": person_id, "on": on})
    return tuple(Grant(Role(row.role), row.org_unit_id) for row in rows)


def residence(db: Session, person_id: int, on: date) -> int | None:
    """The org unit in which a person lives on this day."""
    return db.scalar(select(Residence.org_unit_id).where(Residence.person_id == person_id, in_force(Residence, on)))


def person(db: Session, person_id: int) -> Person | None:
    """One person."""
    return db.get(Person, person_id)


def groups(db: Session, person_id: int, on: date) -> tuple[Group, ...]:
    """The groups a person belongs to on this day, as declared; that somebody is an adult is not among them."""
    rows = db.scalars(
        select(Membership.group)
        .where(Membership.person_id == person_id, in_force(Membership, on))
        .order_by(Membership.id)
    )
    return tuple(Group(group) for group in rows)


def login(db: Session, login_id: int) -> Login | None:
    """One way in."""
    return db.get(Login, login_id)


def login_named(db: Session, name: str) -> Login | None:
    """The way in with this login name, however it is spelt; disabled ones are not found."""
    return db.scalar(select(Login).where(Login.folded_name == rules.login_key(name), Login.disabled_at.is_(None)))


def logins_meant(db: Session, typed: str) -> list[Login]:
    """The ways in that may be meant: with this login name, or of people with this telephone number, oldest first.

    A number on which more than ``MOST_ON_ONE_PHONE`` ways in hang (that of a school, say) finds none of them.
    """
    named = login_named(db, typed)
    number = phones.as_typed(typed)
    theirs = select(Login).join(Person, Person.id == Login.person_id)
    theirs = theirs.where(Person.phone == number, Login.disabled_at.is_(None)).order_by(Login.id)
    calling = list(db.scalars(theirs.limit(MOST_ON_ONE_PHONE + 1))) if number else []
    found = ([named] if named else []) + (calling if len(calling) <= MOST_ON_ONE_PHONE else [])
    return list({login.id: login for login in found}.values())


def is_staff(db: Session, person_id: int, on: date) -> bool:
    """Whether a person has any role on this day beside that of a learner."""
    return bool(grants(db, person_id, on))


def may_help(db: Session, helper_id: int, person_id: int, on: date) -> bool:
    """Whether somebody may open the door for a person in their places: a learner, or, for an administrator of
    everything that person does, somebody with a role. Nobody helps themselves.
    """
    theirs = grants(db, person_id, on)
    own = [grant.org_unit_id for grant in grants(db, helper_id, on) if grant.role is Role.ADMINISTRATOR]
    return helper_id != person_id and all(places.is_within(db, grant.org_unit_id, own, on) for grant in theirs)


def first_login(db: Session, person_id: int) -> Login | None:
    """The oldest way in of a person that is not disabled."""
    mine = select(Login).where(Login.person_id == person_id, Login.disabled_at.is_(None))
    return db.scalar(mine.order_by(Login.id).limit(1))


def logins_of(db: Session, person_id: int) -> list[int]:
    """The ids of a person's ways in."""
    return list(db.scalars(select(Login.id).where(Login.person_id == person_id).order_by(Login.id)))


def is_login_taken(db: Session, name: str) -> bool:
    """Whether somebody has this login name, disabled or not."""
    return db.scalar(select(Login.id).where(Login.folded_name == rules.login_key(name))) is not None


def free_login(db: Session, name: str, birth_year: int) -> str:
    """A login name for somebody that nobody has at this moment."""
    ideas = rules.login_ideas(name, birth_year)
    taken = set(db.scalars(select(Login.folded_name).where(Login.folded_name.in_(ideas))))
    free = next((idea for idea in ideas if idea not in taken and len(idea) >= rules.SHORTEST_LOGIN), None)
    while free is None:
        idea = f"{ideas[0]}{secrets.randbelow(9000) + 1000}"
        free = None if is_login_taken(db, idea) else idea
    return free


def province_without_administrator(db: Session, *, lock: bool = False) -> int:
    """The id of the province, which nobody administers yet; locked, one after another looks.

    Raises :class:`Conflict` if no province has been imported, or if there is an administrator.
    """
    province = select(OrgUnit.id).where(OrgUnit.kind == Kind.PROVINCE, OrgUnit.valid_to.is_(None))
    province_id = db.scalar(province.with_for_update() if lock else province)
    if province_id is None:
        raise Conflict(N_("There is no province yet. Import the places first: lms places import"))
    open_ones = select(RoleGrant.id).where(RoleGrant.role == Role.ADMINISTRATOR, RoleGrant.valid_to.is_(None))
    if db.scalar(open_ones.limit(1)) is not None:
        raise Conflict(N_("There is an administrator already, who can give the role to others."))
    return province_id


def unknown_place(db: Session) -> int | None:
    """The unit of those whose home is not known."""
    return db.scalar(select(OrgUnit.id).where(OrgUnit.kind == Kind.UNKNOWN, OrgUnit.valid_to.is_(None)))


def has_demonstration_people(db: Session) -> bool:
    """Whether the invented people are in this database."""
    return db.scalar(select(Person.id).where(Person.is_demonstration).limit(1)) is not None
