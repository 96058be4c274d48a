"""One's desk: the own courses and certificates, and above them the work of whoever has a role."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.certificates import queries as certificates
from lms.certificates.models import Certificate, Status
from lms.certificates.rules import Facts
from lms.clock import local_date, now
from lms.home import queries
from lms.home.blueprint import bp
from lms.home.queries import Taught
from lms.home.rules import one_to_go_on_with
from lms.home.views.words import course_row, lamp
from lms.jobs import queries as jobs
from lms.jobs.models import Job
from lms.learning import queries as learning
from lms.people.roles.forms import ROLE_NAMES
from lms.places import queries as places
from lms.roles import Role
from lms.web import me, open_to, page, reading

_SHOWN_JOBS = 10


@dataclass(frozen=True, slots=True)
class TeachingPlace:
    """A place with its courses, as its teacher sees them."""

    name: str
    learners: int
    courses: list[Taught]


@dataclass(frozen=True, slots=True)
class Charge:
    """A unit an official is in charge of."""

    name: str
    certificates: int
    figures: str


@dataclass(frozen=True, slots=True)
class OwnCertificate:
    """One of the visitor's certificates."""

    address: str
    course: str
    number: str
    issued_on: date
    holds: bool


@bp.get("/desk")
@open_to(Role.LEARNER)
def desk() -> ResponseReturnValue:
    """What the visitor learns and does here."""
    visitor, today = me(), local_date(now())
    lines = learning.progress_of(reading(), visitor.person_id)
    onward = one_to_go_on_with(lines)
    return page(
        "home/desk.html",
        name=visitor.name,
        is_staff=bool(visitor.grants),
        teaching=_teaching(visitor.units(Role.TEACHER), today),
        charges=_charges(visitor.units(Role.OFFICIAL), today),
        counts=_counts(visitor.units(Role.ADMINISTRATOR), today),
        dead=_dead_jobs() if visitor.has(Role.ADMINISTRATOR) else [],
        editions=queries.editions(reading()) if visitor.has(Role.AUTHOR) else [],
        courses=[course_row(line, number) for number, line in enumerate(lines, 1)],
        lamp=lamp(onward) if onward else None,
        certificates=[_own(row) for row in certificates.of_person(reading(), visitor.person_id)],
    )


def _teaching(unit_ids: tuple[int, ...], today: date) -> list[TeachingPlace]:
    db = reading()
    return [
        TeachingPlace(
            places.line(db, unit.id, today), queries.learners(db, unit.id, today), queries.taught(db, unit.id, today)
        )
        for unit in queries.units(db, unit_ids)
    ]


def _charges(unit_ids: tuple[int, ...], today: date) -> list[Charge]:
    db = reading()
    return [
        Charge(unit.name, queries.certificates_in(db, unit.id, today), url_for("statistics.unit", code=unit.code))
        for unit in queries.units(db, unit_ids)
    ]


def _counts(unit_ids: tuple[int, ...], today: date) -> list[tuple[str, int]]:
    """How many people may come in, as what."""
    if not unit_ids:
        return []
    names = {Role.LEARNER: _("May sign in"), **ROLE_NAMES}
    return [(str(names[role]), count) for role, count in queries.people_by_role(reading(), unit_ids, today).items()]


def _dead_jobs() -> list[Job]:
    return jobs.dead(reading())[:_SHOWN_JOBS]


def _own(row: Certificate) -> OwnCertificate:
    facts = Facts.from_json(row.snapshot)
    return OwnCertificate(
        url_for("certificates.show", code=row.code),
        facts.course_title,
        facts.number,
        row.issued_on,
        row.status == Status.ACTIVE,
    )
