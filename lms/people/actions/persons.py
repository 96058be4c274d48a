"""How somebody comes to be known here, and what they say of themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from lms.audit.actions import record
from lms.clock import local_date
from lms.db import insert_once
from lms.people import queries, rules
from lms.people.actions.roles import grant_role
from lms.people.consent import PURPOSE, ConsentText
from lms.people.groups.actions import declare
from lms.people.models import Consent, Group, Login, Person, Residence
from lms.places import queries as places
from lms.problems import N_, Problem
from lms.roles import Role
from lms.vietnamese import fold, name_sort_key


@dataclass(frozen=True, slots=True)
class Agreed:
    """That somebody agreed: to which words, and whether a guardian did so too."""

    words: ConsentText
    channel: str = "self"


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Somebody who signs up. ``groups`` are declared at ``groups_at``, or at the commune of the residence."""

    name: str
    birth_year: int
    org_unit_id: int
    login: str
    password_hash: str
    agreed: Agreed | None = None
    phone: str | None = None
    groups: tuple[Group, ...] = ()
    groups_at: int | None = None
    is_demonstration: bool = False


@dataclass(frozen=True, slots=True)
class Enrolled:
    """Somebody whom another person brings in."""

    name: str
    birth_year: int
    org_unit_id: int
    phone: str | None = None


class LoginTaken(Problem):
    """Somebody has this login name already."""

    def __init__(self, login: str) -> None:
        super().__init__(N_("Somebody already has the login name %(login)s."), field="login", login=login)


def sign_up(db: Session, new: NewPerson, now: datetime) -> Login:
    """Somebody joins: person, residence, groups, way in and consent, all or none.

    Raises :class:`LoginTaken`; the unique constraint decides, so of several at the same moment one wins.
    """
    person = _add_person(db, new, now)
    login = _add_login(db, person.id, new.login, new.password_hash, now)
    db.add(Residence(person_id=person.id, org_unit_id=new.org_unit_id, valid_from=local_date(now)))
    for group in new.groups:
        declare(db, person.id, group, _counted_at(db, new, now), now)
    record(db, "people.sign_up", f"person:{person.id}", now, actor_id=person.id, org_unit_id=new.org_unit_id)
    if new.agreed is not None:
        _add_consent(db, person.id, new.agreed, now)
    db.flush()
    return login


def open_login(db: Session, person_id: int, name: str, password_hash: str, agreed: Agreed, now: datetime) -> Login:
    """Somebody who was known without a way in has one from now on, and has agreed. Raises :class:`LoginTaken`."""
    login = _add_login(db, person_id, name, password_hash, now)
    _add_consent(db, person_id, agreed, now)
    db.flush()
    return login


def add_administrator(db: Session, name: str, birth_year: int, login: str, password_hash: str, now: datetime) -> Login:
    """Make the first administrator, for the whole province.

    Raises :class:`lms.problems.Conflict` if there is one already, or if no province has been imported.
    """
    province_id = queries.province_without_administrator(db, lock=True)
    home_id = queries.unknown_place(db) or province_id
    way_in = sign_up(db, NewPerson(name, birth_year, home_id, login, password_hash), now)
    grant_role(db, None, way_in.person_id, Role.ADMINISTRATOR, province_id, now)
    return way_in


def enrol(db: Session, new: Sequence[Enrolled], by: int, now: datetime) -> list[Person]:
    """Somebody of the place brings people in who need no way in of their own; they come back in the same order."""
    persons = [_person(one.name, one.birth_year, one.phone, now) for one in new]
    db.add_all(persons)
    db.flush()
    for person, one in zip(persons, new, strict=True):
        db.add(Residence(person_id=person.id, org_unit_id=one.org_unit_id, valid_from=local_date(now)))
        record(db, "people.enrol", f"person:{person.id}", now, actor_id=by, org_unit_id=one.org_unit_id)
    db.flush()
    return persons


def _add_person(db: Session, new: NewPerson, now: datetime) -> Person:
    person = _person(new.name, new.birth_year, new.phone, now)
    person.is_demonstration = new.is_demonstration
    db.add(person)
    db.flush()
    return person


def _person(name: str, birth_year: int, phone: str | None, now: datetime) -> Person:
    return Person(
        name=name,
        folded_name=fold(name)[: Person.folded_name.type.length],  # some letters fold into two
        sort_key=name_sort_key(name)[: Person.sort_key.type.length],
        birth_year=birth_year,
        phone=phone,
        created_at=now,
    )


def _add_login(db: Session, person_id: int, name: str, password_hash: str, now: datetime) -> Login:
    login_id = db.scalar(
        insert_once(db, Login)
        .values(
            person_id=person_id,
            name=name,
            folded_name=rules.login_key(name),
            password_hash=password_hash,
            created_at=now,
        )
        .on_conflict_do_nothing(index_elements=["folded_name"])
        .returning(Login.id)
    )
    if login_id is None:
        raise LoginTaken(name)
    return db.get_one(Login, login_id)


def _add_consent(db: Session, person_id: int, agreed: Agreed, now: datetime) -> None:
    words = agreed.words
    db.add(
        Consent(
            person_id=person_id,
            purpose=PURPOSE,
            text_version=words.version,
            text_sha256=words.sha256,
            language=words.language,
            channel=agreed.channel,
            given_by=person_id,
            given_at=now,
        )
    )
    record(
        db,
        "people.consent",
        f"person:{person_id}",
        now,
        actor_id=person_id,
        purpose=PURPOSE,
        version=words.version,
        channel=agreed.channel,
    )


def _counted_at(db: Session, new: NewPerson, now: datetime) -> int:
    if new.groups_at is not None:
        return new.groups_at
    commune = places.commune_of(db, new.org_unit_id, local_date(now))
    return commune.id if commune else new.org_unit_id
