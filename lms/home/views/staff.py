"""The upper half of the desk of those who work here: their places, and what stands in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import url_for
from flask_babel import gettext as _

from lms.certificates.corrections import queries as corrections
from lms.classroom import queries as classroom
from lms.classroom.queries import ClassLine
from lms.home import queries
from lms.home.queries import Taught
from lms.home.views.answering import charge_of
from lms.jobs import queries as jobs
from lms.jobs.models import Job
from lms.people.groups import queries as declarations
from lms.people.requests import queries as requests
from lms.people.roles.forms import ROLE_NAMES
from lms.places import queries as places
from lms.roles import Role, Visitor
from lms.web import reading

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


def staff_desk(visitor: Visitor, today: date) -> dict[str, object]:
    """What the desk shows of somebody's work, ready for the template; all of it empty for a learner."""
    return {
        "teaching": _teaching(visitor.units(Role.TEACHER), today),
        "classes": _classes(visitor, today),
        "charges": _charges(visitor.units(Role.OFFICIAL), today),
        "counts": _counts(visitor.units(Role.ADMINISTRATOR), today),
        "dead": _dead_jobs() if visitor.has(Role.ADMINISTRATOR) else [],
        "corrections": _corrections(visitor, today),
        "declared": _declared(visitor, today),
        "waiting": requests.count_in_charge(reading(), charge_of(visitor), today) if visitor.grants else 0,
        "editions": queries.editions(reading()) if visitor.has(Role.AUTHOR) else [],
    }


def _corrections(visitor: Visitor, today: date) -> int:
    """How many corrections of certificates wait for the visitor."""
    charge = corrections.Charge(visitor.person_id, visitor.units(Role.OFFICIAL))
    return corrections.count_in_charge(reading(), charge, today) if charge.unit_ids else 0


def _declared(visitor: Visitor, today: date) -> int:
    """How many declarations of groups wait for the visitor."""
    charge = declarations.Charge(visitor.person_id, visitor.units(Role.OFFICIAL))
    return declarations.count_in_charge(reading(), charge, today) if charge.unit_ids else 0


def _teaching(unit_ids: tuple[int, ...], today: date) -> list[TeachingPlace]:
    db = reading()
    return [
        TeachingPlace(
            places.line(db, unit.id, today), queries.learners(db, unit.id, today), queries.taught(db, unit.id, today)
        )
        for unit in queries.units(db, unit_ids)
    ]


def _classes(visitor: Visitor, today: date) -> list[ClassLine]:
    """The classes of a teacher that are not over."""
    if not visitor.has(Role.TEACHER):
        return []
    taught = classroom.classes_of(reading(), visitor.person_id)
    return [one for one in taught if one.group.closed_at is None and one.group.ends_on >= today]


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
