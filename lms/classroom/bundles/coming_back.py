"""Whose results they are: people of the bundle, and those who came to the class on the laptop. Nobody is ever merged."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.audit.actions import record
from lms.classroom.actions import put_in
from lms.classroom.bundles.account import Account, What
from lms.classroom.bundles.facts import ToldPerson
from lms.classroom.bundles.models import BundlePerson, ClassBundle
from lms.classroom.models import ClassGroup, ClassMember
from lms.clock import local_date
from lms.learning.rules.arriving import Fate
from lms.people.actions.persons import Enrolled, enrol
from lms.people.groups.actions import declare
from lms.people.models import Consent, Group, Person, Residence
from lms.people.phones import phone
from lms.people.queries import in_force
from lms.people.requests.models import Request
from lms.people.requests.rules import State
from lms.people.requests.rules import What as Asked
from lms.people.rules import birth_year, full_name, told_day
from lms.places import queries as places
from lms.problems import N_, Conflict, NotFound, Problem
from lms.vietnamese import fold


@dataclass(frozen=True, slots=True)
class Whose:
    """A person of this server; what happened from ``until`` on is not taken in."""

    person_id: int
    name: str
    until: date | None


@dataclass(slots=True)
class Coming:
    """What is at hand while the people of a file are looked up."""

    db: Session
    bundle: ClassBundle
    group: ClassGroup
    actor_id: int | None
    now: datetime
    account: Account


def known_people(coming: Coming, told: tuple[ToldPerson, ...]) -> dict[str, Whose]:
    """Everybody of the file whose results may be taken in, by the public id they have on both sides."""
    found = {}
    for one in told:
        try:
            found[one.id] = _whose(coming, one)
        except Problem as problem:
            coming.account.tell(What.PERSON, Fate.REFUSED, one.name, problem)
    return found


def _whose(coming: Coming, told: ToldPerson) -> Whose:
    person = coming.db.scalar(select(Person).where(Person.public_id == told.id))
    if person is None:
        return _newcomer(coming, told)
    if _is_forgotten(coming.db, person.id):
        raise Conflict(N_("This person has had their data deleted. Nothing that is told of them is taken in."))
    if coming.db.get(BundlePerson, (coming.bundle.id, person.id)) is None:
        raise NotFound(N_("This person was not in the bundle. Nothing that is told of them is taken in."))
    fate = Fate.KNOWN
    for why in _changes(coming, person):
        fate = Fate.DIFFERS
        coming.account.note(What.PERSON, fate, person.name, why)
    coming.account.add(What.PERSON, fate)
    if coming.db.scalar(select(Consent.id).where(Consent.person_id == person.id).limit(1)) is None:
        _agreed(coming, person, told)
    return Whose(person.id, person.name, person.left_on)


def _changes(coming: Coming, person: Person) -> Iterator[Problem]:
    """What has happened to somebody while the class was away."""
    if person.canonical_id is not None:
        yield Conflict(
            N_("Meanwhile this entry was joined to another one of the same person. The results count for both.")
        )
    if person.left_on is not None:
        day = told_day(person.left_on)
        yield Conflict(
            N_("Counts nowhere here since %(day)s. Only what was done before that day is taken in."), day=day
        )
    member = select(ClassMember.left_at).where(
        ClassMember.class_id == coming.group.id, ClassMember.person_id == person.id
    )
    if coming.db.scalar(member) is not None:
        yield Conflict(N_("Has left the class meanwhile, and stays out of it. What was learned is kept."))


def _is_forgotten(db: Session, person_id: int) -> bool:
    deleted = Request.person_id == person_id, Request.what == Asked.DELETION, Request.state == State.DONE
    return db.scalar(select(Request.id).where(*deleted).limit(1)) is not None


def _newcomer(coming: Coming, told: ToldPerson) -> Whose:
    """Somebody who came to the class on the laptop: a new person here, under the id they were given there."""
    db, today = coming.db, local_date(coming.now)
    name, year = full_name(told.name), birth_year(str(told.birth_year), today.year)
    unit = places.unit_by_code(db, told.unit, today)
    home = unit.id if unit is not None else coming.group.org_unit_id
    alike = _alike(db, name, year, home, today)
    by = coming.actor_id or coming.group.teacher_id
    person = enrol(db, [Enrolled(name, year, home, _phone(told))], by, coming.now)[0]
    person.public_id = told.id
    db.add(BundlePerson(bundle_id=coming.bundle.id, person_id=person.id))
    db.flush()
    _agreed(coming, person, told)
    _declared(coming, person, told)
    if told.joined_at is not None and coming.group.closed_at is None:
        put_in(db, coming.group, person.id, coming.now)
    sentence = N_("New here: came to the class on the laptop.")
    if alike:
        sentence = N_(
            "New here, but somebody of the same name, year of birth and commune is known already. "
            "If it is one person, an official joins the two."
        )
    coming.account.tell(What.PERSON, Fate.DIFFERS if alike else Fate.NEW, name, Conflict(sentence))
    return Whose(person.id, name, None)


def _phone(told: ToldPerson) -> str | None:
    """The number they gave, if it is one."""
    with suppress(Problem):
        return phone(told.phone or "")
    return None


def _alike(db: Session, name: str, year: int, home: int, on: date) -> bool:
    """Whether somebody in the same commune may be the same person."""
    commune = places.commune_of(db, home, on)
    around = places.within([commune.id if commune else home], on)
    return (
        db.scalar(
            select(Person.id)
            .join(Residence, (Residence.person_id == Person.id) & in_force(Residence, on))
            .where(Person.folded_name == fold(name), Person.birth_year == year, Residence.org_unit_id.in_(around))
            .limit(1)
        )
        is not None
    )


def _agreed(coming: Coming, person: Person, told: ToldPerson) -> None:
    for one in told.consents:
        coming.db.add(
            Consent(
                person_id=person.id,
                purpose=one.purpose[: Consent.purpose.type.length],
                text_version=one.text_version[: Consent.text_version.type.length],
                text_sha256=one.text_sha256[: Consent.text_sha256.type.length],
                language=one.language[: Consent.language.type.length],
                channel=one.channel[: Consent.channel.type.length],
                given_by=person.id,
                given_at=min(one.given_at, coming.now),
            )
        )
        record(
            coming.db,
            "people.consent",
            f"person:{person.id}",
            coming.now,
            actor_id=person.id,
            purpose=one.purpose,
            version=one.text_version,
            channel=one.channel,
        )


def _declared(coming: Coming, person: Person, told: ToldPerson) -> None:
    """What they said of their groups waits for an official here as it would have there."""
    for name, code in told.groups:
        unit = places.unit_by_code(coming.db, code, local_date(coming.now))
        if unit is None or name not in set(Group) - {Group.ADULT}:
            continue
        declare(coming.db, person.id, Group(name), unit.id, coming.now)
