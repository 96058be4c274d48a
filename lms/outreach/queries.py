"""Every read of a village and its people. What counts for an entry counts for those found to be the same person."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased

from lms.catalogue import queries as catalogue
from lms.certificates.models import Certificate, Status
from lms.classroom.models import ClassGroup
from lms.classroom.queries import ClassLine, lines
from lms.learning.models import Attempt, Enrolment
from lms.learning.rules.progress import FINAL
from lms.outreach.models import OutreachHelper, OutreachInvitation, OutreachVisit
from lms.outreach.rules import Neighbour, Outcome, state
from lms.people.models import Person, Residence, RoleGrant
from lms.people.queries import in_force
from lms.people.requests.queries import accounts_closed
from lms.places import queries as places
from lms.places.models import OrgUnit
from lms.roles import Role
from lms.vietnamese import fold

_ONE = func.coalesce(Person.canonical_id, Person.id)
_MOST_CLASSES = 3


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit as the page of a person tells it."""

    on: date
    visitor: str
    outcome: Outcome
    next_on: date | None


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody of the commune who may be the one that is about to be enrolled."""

    person: Person
    place: str
    is_of_village: bool


def villages(db: Session, unit_ids: tuple[int, ...]) -> list[OrgUnit]:
    """These units, in the order of their names."""
    return list(db.scalars(select(OrgUnit).where(OrgUnit.id.in_(unit_ids)).order_by(OrgUnit.sort_key, OrgUnit.code)))


def neighbours(db: Session, village_id: int, on: date) -> list[Neighbour]:
    """The people known here who live in a village, by given name. The number of statements depends on courses alone."""
    helper = aliased(Person)
    helps = (OutreachHelper.person_id == Person.id) & (OutreachHelper.org_unit_id == village_id)
    rows = db.execute(
        select(Person, OrgUnit.name, helper.id, func.coalesce(helper.name, ""))
        .join(Residence, (Residence.person_id == Person.id) & in_force(Residence, on))
        .join(OrgUnit, OrgUnit.id == Residence.org_unit_id)
        .outerjoin(OutreachHelper, helps)
        .outerjoin(helper, helper.id == OutreachHelper.helper_id)
        .where(Person.id.in_(_of_village(village_id, on)))
        .order_by(Person.sort_key, Person.birth_year, Person.id)
    ).all()
    certified, left, last = _certified(db, village_id, on), _modules_left(db, village_id, on), _last(db, village_id, on)
    return [
        Neighbour(
            person.id,
            person.public_id,
            person.name,
            person.birth_year,
            hamlet,
            state(holds_certificate=person.id in certified, modules_left=left.get(person.id, [])),
            helper_id,
            helper_name,
            visit.outcome if (visit := last.get(person.id)) else None,
            visit.visited_on if visit else None,
            visit.next_on if visit else None,
        )
        for person, hamlet, helper_id, helper_name in rows
    ]


def neighbour(db: Session, village_id: int, public_id: str, on: date) -> Neighbour | None:
    """One of them."""
    return next((one for one in neighbours(db, village_id, on) if one.public_id == public_id), None)


def visits(db: Session, person_id: int) -> list[Visit]:
    """The visits to somebody, the latest first."""
    visitor = aliased(Person)
    rows = db.execute(
        select(OutreachVisit.visited_on, visitor.name, OutreachVisit.outcome, OutreachVisit.next_on)
        .join(Person, Person.id == OutreachVisit.person_id)
        .join(visitor, visitor.id == OutreachVisit.visited_by)
        .where(_ONE.in_([person_id]))
        .order_by(OutreachVisit.visited_on.desc(), OutreachVisit.id.desc())
    )
    return [Visit(on, name, Outcome(outcome), next_on) for on, name, outcome, next_on in rows]


def team(db: Session, village_id: int, on: date) -> list[Person]:
    """The team of a village, by given name."""
    given = select(RoleGrant.person_id).where(
        RoleGrant.role == Role.TEAM, RoleGrant.org_unit_id == village_id, in_force(RoleGrant, on)
    )
    return list(db.scalars(select(Person).where(Person.id.in_(given)).order_by(Person.sort_key, Person.id)))


def next_classes(db: Session, village_id: int, on: date) -> list[ClassLine]:
    """The classes of the village and of its commune that go on or are to come, those of the village first."""
    commune = places.commune_of(db, village_id, on)
    near = places.within([commune.id if commune else village_id], on)
    rows = db.execute(
        lines()
        .where(ClassGroup.org_unit_id.in_(near), ClassGroup.closed_at.is_(None), ClassGroup.ends_on >= on)
        .order_by(ClassGroup.org_unit_id != village_id, ClassGroup.starts_on.desc(), ClassGroup.id)
        .limit(_MOST_CLASSES)
    )
    return [ClassLine(*row) for row in rows]


def invited_to(db: Session, person_id: int) -> frozenset[int]:
    """The ids of the classes somebody was invited to."""
    mine = select(OutreachInvitation.class_id).where(OutreachInvitation.person_id == person_id)
    return frozenset(db.scalars(mine))


def alike(db: Session, name: str, birth_year: int, village_id: int, on: date) -> list[Known]:
    """The people of the commune with this name, marks aside, and this year of birth; those of the village first."""
    commune = places.commune_of(db, village_id, on)
    near = places.within([commune.id if commune else village_id], on)
    rows = db.execute(
        select(Person, OrgUnit.name, OrgUnit.id == village_id)
        .join(Residence, (Residence.person_id == Person.id) & in_force(Residence, on))
        .join(OrgUnit, OrgUnit.id == Residence.org_unit_id)
        .where(Person.folded_name == fold(name), Person.birth_year == birth_year, Person.canonical_id.is_(None))
        .where(Residence.org_unit_id.in_(near), Person.left_on.is_(None), Person.id.not_in(accounts_closed()))
        .order_by(OrgUnit.id != village_id, Person.id)
    )
    return [Known(person, place, bool(is_of_village)) for person, place, is_of_village in rows]


def _of_village(village_id: int, on: date) -> Select[int]:
    live = select(Residence.person_id).where(
        Residence.org_unit_id.in_(places.within([village_id], on)), in_force(Residence, on)
    )
    is_one = Person.canonical_id.is_(None), Person.left_on.is_(None), Person.id.not_in(accounts_closed())
    return select(Person.id).where(Person.id.in_(live), *is_one)


def _certified(db: Session, village_id: int, on: date) -> set[int]:
    return set(
        db.scalars(
            select(_ONE)
            .join(Certificate, Certificate.person_id == Person.id)
            .where(_ONE.in_(_of_village(village_id, on)), Certificate.status == Status.ACTIVE)
        )
    )


def _modules_left(db: Session, village_id: int, on: date) -> dict[int, list[int]]:
    """Of everybody and each course that was begun: how many modules with questions were not handed in."""
    handed_in = (
        select(func.count(func.distinct(Attempt.quiz)))
        .where(Attempt.enrolment_id == Enrolment.id, Attempt.quiz != FINAL, Attempt.submitted_at.is_not(None))
        .scalar_subquery()
    )
    rows = db.execute(
        select(_ONE, Enrolment.version_id, handed_in)
        .join(Enrolment, Enrolment.person_id == Person.id)
        .where(_ONE.in_(_of_village(village_id, on)), Enrolment.completed_at.is_(None))
    ).all()
    wanted = {
        version: sum(bool(module.practice) for module in catalogue.published(db, version).modules)
        for version in {version for _person, version, _done in rows}
    }
    left: defaultdict[int, list[int]] = defaultdict(list)
    for person_id, version, done in rows:
        left[person_id].append(wanted[version] - done)
    return left


def _last(db: Session, village_id: int, on: date) -> dict[int, OutreachVisit]:
    """The last visit to everybody."""
    rows = db.execute(
        select(_ONE, OutreachVisit)
        .join(OutreachVisit, OutreachVisit.person_id == Person.id)
        .where(_ONE.in_(_of_village(village_id, on)))
        .order_by(OutreachVisit.visited_on, OutreachVisit.id)
    )
    return {person_id: visit for person_id, visit in rows}  # noqa: C416 - a dict of rows is none of pairs to the types
