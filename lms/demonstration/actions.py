"""Fills an empty database with the province, the courses and an invented population; a second time changes nothing."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.catalogue import queries as catalogue
from lms.catalogue.published import PublishedCourse
from lms.certificates import actions as office
from lms.certificates.rules import Statement
from lms.classroom import actions as classroom
from lms.classroom.sessions import actions as sessions
from lms.classroom.sessions.queries import roster
from lms.classroom.sessions.rules import Hours
from lms.classroom.teachers.actions import add_teacher
from lms.clock import local_date
from lms.demonstration.people import (
    CLASS_AT,
    CLASS_CODE,
    CLASS_NAME,
    CLASS_OF,
    COMMUNES,
    FAMILY_NAMES,
    GIVEN_NAMES,
    GOES_FROM_DOOR_TO_DOOR,
    MARK,
    MIDDLE_NAMES,
    NEIGHBOURS,
    SIGN_INS,
    TEACHES_ALONG,
    VILLAGES_EACH,
    SignIn,
)
from lms.learning.models import Enrolment
from lms.outreach import actions as outreach
from lms.outreach.queries import neighbours
from lms.outreach.rules import Outcome, State
from lms.people.actions import NewPerson, grant_role, sign_up
from lms.people.models import Group, Login, Person, Residence
from lms.people.queries import has_demonstration_people, login_named
from lms.places import queries as places
from lms.places.actions import add_village
from lms.places.models import OrgUnit
from lms.statistics.imports.actions import import_populations
from lms.vietnamese import fold, name_sort_key

POPULATIONS = Path(__file__).parent / "data" / "populations.csv"
_SOURCE = "đơn vị minh họa, không có thật"
_ADULTS_SINCE = range(1948, 2004)
_DAYS_BACK = range(3, 200)


def load(db: Session, password_hash: str, now: datetime) -> bool:
    """Villages, populations, people and their certificates. False when they are there already."""
    if has_demonstration_people(db):
        return False
    villages = _villages(db, now)
    import_populations(db, POPULATIONS, now, confirmed=True)
    for somebody in SIGN_INS:
        _add_sign_in(db, somebody, villages, password_hash, now)
    _add_neighbours(db, [unit for units in villages.values() for unit in units], now)
    _add_class(db, villages[CLASS_AT][0], now)
    return True


def _villages(db: Session, now: datetime) -> dict[str, list[OrgUnit]]:
    """The invented villages of each commune, by its code."""
    today = local_date(now)
    villages = {}
    for code, word in COMMUNES.items():
        commune = places.unit_by_code(db, code, today)
        assert commune is not None  # noqa: S101 - the places were imported before
        villages[code] = [
            add_village(
                db,
                commune,
                f"{code}.MH{number}",
                f"{word} {number} ({MARK})",
                commune.valid_from,
                source=_SOURCE,
                is_demonstration=True,
            )
            for number in range(1, VILLAGES_EACH + 1)
        ]
    return villages


def _add_sign_in(
    db: Session, somebody: SignIn, villages: dict[str, list[OrgUnit]], password_hash: str, now: datetime
) -> None:
    today = local_date(now)
    commune = places.unit_by_code(db, somebody.commune, today)
    assert commune is not None  # noqa: S101 - the places were imported before
    home = villages[somebody.commune][0] if somebody.commune in villages else commune
    login = sign_up(
        db,
        NewPerson(
            name=somebody.name,
            birth_year=somebody.birth_year,
            org_unit_id=home.id,
            login=somebody.login,
            password_hash=password_hash,
            groups=() if somebody.role else (Group.ENTERPRISE_WORKER,),
            is_demonstration=True,
        ),
        now,
    )
    if somebody.role is not None:
        at = places.unit_by_code(db, somebody.role_at, today)
        assert at is not None  # noqa: S101 - the places were imported before
        grant_role(db, None, login.person_id, somebody.role, at.id, now)


def _add_class(db: Session, village: OrgUnit, now: datetime) -> None:
    """The class of the teacher, with the learner and the neighbours of one village in it."""
    teacher, learner = (login_named(db, name) for name in CLASS_OF)
    assert teacher is not None and learner is not None  # noqa: S101, PT018 - they were added before
    course = next(iter(catalogue.current_all(db)), None)
    new = classroom.NewClass(teacher.person_id, CLASS_NAME, village.id, course.course_id if course else None)
    group = classroom.make_class(db, new, now, lambda: CLASS_CODE)
    has_login = select(Login.person_id)
    neighbours = select(Residence.person_id).where(Residence.org_unit_id == village.id).order_by(Residence.id)
    for person_id in [learner.person_id, *db.scalars(neighbours.where(Residence.person_id.not_in(has_login))).all()]:
        classroom.add(db, group.id, person_id, now)
    _add_session(db, group.id, teacher.person_id, now)
    along = login_named(db, TEACHES_ALONG)
    assert along is not None  # noqa: S101 - added before
    add_teacher(db, group.id, along.person_id, teacher.person_id, now)
    _visit(db, village, now)


def _visit(db: Session, village: OrgUnit, now: datetime) -> None:
    """The team of the village helps two of its people and has been to see one."""
    team = login_named(db, GOES_FROM_DOOR_TO_DOOR)
    assert team is not None  # noqa: S101 - added before
    waiting = [one for one in neighbours(db, village.id, local_date(now)) if one.state is State.NOT_BEGUN]
    without = [one.person_id for one in waiting if one.person_id != team.person_id][-2:]
    for person_id in without:
        outreach.assign(db, village.id, person_id, team.person_id, team.person_id, now)
    for person_id in without[:1]:
        today = local_date(now)
        outreach.visit(db, village.id, person_id, Outcome.NOT_HOME, today, team.person_id, now)


def _add_session(db: Session, class_id: int, teacher_id: int, now: datetime) -> None:
    """The first session, to which all but one came."""
    session = sessions.open_session(
        db, class_id, Hours(now.replace(second=0, microsecond=0), None), "", teacher_id, now
    )
    keys = [line.mark.key for line in roster(db, session)]
    sessions.keep_roster(db, session, keys, keys[:-1], teacher_id, now)


@dataclass(frozen=True, slots=True)
class _Completion:
    """That a neighbour completed a course some time ago."""

    person: Person
    home: OrgUnit
    course: PublishedCourse
    at: datetime
    score: int


def _add_neighbours(db: Session, homes: list[OrgUnit], now: datetime) -> None:
    """People without a sign-in; two of three hold a certificate, entered in the order of their days."""
    dice = random.Random(1945)  # noqa: S311 - the same neighbours everywhere
    courses = catalogue.current_all(db)
    completions = []
    for number in range(NEIGHBOURS):
        home = homes[number % len(homes)]
        person = _add_neighbour(db, dice, home, now)
        if courses and dice.random() < 2 / 3:
            at = now - timedelta(days=dice.choice(_DAYS_BACK), minutes=number)
            completions.append(_Completion(person, home, dice.choice(courses), at, dice.randint(80, 100)))
    for completion in sorted(completions, key=lambda one: one.at):
        _complete(db, completion)


def _add_neighbour(db: Session, dice: random.Random, home: OrgUnit, now: datetime) -> Person:
    name = f"{dice.choice(FAMILY_NAMES)} {dice.choice(MIDDLE_NAMES)} {dice.choice(GIVEN_NAMES)}"
    person = Person(
        name=name,
        folded_name=fold(name),
        sort_key=name_sort_key(name),
        birth_year=dice.choice(_ADULTS_SINCE),
        created_at=now,
        is_demonstration=True,
    )
    db.add(person)
    db.flush()
    db.add(Residence(person_id=person.id, org_unit_id=home.id, valid_from=home.valid_from))
    return person


def _complete(db: Session, done: _Completion) -> None:
    db.add(
        Enrolment(
            person_id=done.person.id,
            course_id=done.course.course_id,
            version_id=done.course.version_id,
            enrolled_at=done.at,
            printed_name=done.person.name,
            name_confirmed_at=done.at,
            completed_at=done.at,
        )
    )
    office.issue(
        db,
        Statement(
            person_id=done.person.id,
            course_id=done.course.course_id,
            course_slug=done.course.slug,
            course_title=done.course.title,
            version_number=done.course.number,
            edition=1,
            half_hours=done.course.half_hours,
            score_percent=done.score,
            mode="alone",
            printed_name=done.person.name,
            birth_year=done.person.birth_year,
            org_unit_id=done.home.id,
            place_line=places.line(db, done.home.id, local_date(done.at)),
            completed_at=done.at,
        ),
        done.at,
    )
