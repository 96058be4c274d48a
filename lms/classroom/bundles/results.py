"""The results of a class, made on the laptop: everything that is known of its people, in names that hold elsewhere too.

It is told whole each time, so that any file can be lost, brought twice or brought late. Neither points nor completions
are told: the home server works them out from the answers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.catalogue.models import Course, CourseVersion, Item, Module, Screen
from lms.classroom.bundles import sealing
from lms.classroom.bundles.models import OpenedBundle
from lms.classroom.models import ClassGroup, ClassMember
from lms.classroom.sessions.models import ClassAttendance, ClassSession
from lms.db import Database
from lms.learning.models import Answer, Attempt, Enrolment, ScreenRead
from lms.people.groups.models import Declaration
from lms.people.models import Consent, Person, Residence
from lms.places.models import OrgUnit
from lms.problems import N_, Conflict

FACTS = "facts.json"

Fact = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Results:
    """The file, and what is in it."""

    content: bytes
    class_name: str
    serial: int
    totals: dict[str, int]


def make_results(database: Database, now: datetime) -> Results:
    """Everything that is known now, as a file with the next number. Raises :class:`Conflict` where no bundle was opened."""
    with database.transaction() as db:
        opened = db.scalar(select(OpenedBundle).with_for_update())
        if opened is None:
            raise Conflict(N_("No class that was taken along has been opened here."))
        opened.serial += 1
        group = db.get_one(ClassGroup, opened.class_id)
        facts = _facts(db, group)
        totals = _totals(facts)
        manifest = {
            "format": sealing.RESULTS,
            "bundle": opened.bundle,
            "opening": opened.opening,
            "class": group.public_id,
            "serial": opened.serial,
            "made_at": now.isoformat(),
            "totals": totals,
        }
        content = sealing.seal(manifest, {FACTS: sealing.as_json(facts)}, sealing.private_from(opened.key))
        return Results(content, group.name, opened.serial, totals)


def _facts(db: Session, group: ClassGroup) -> dict[str, list[Fact]]:
    persons = {person.id: person.public_id for person in db.scalars(select(Person).order_by(Person.id))}
    return {
        "people": _people(db, group, persons),
        "enrolments": _enrolments(db, persons),
        "sessions": _sessions(db, group, persons),
    }


def _totals(facts: dict[str, list[Fact]]) -> dict[str, int]:
    attempts = [attempt for enrolment in facts["enrolments"] for attempt in enrolment["attempts"]]
    return {
        "people": len(facts["people"]),
        "enrolments": len(facts["enrolments"]),
        "reads": sum(len(enrolment["read"]) for enrolment in facts["enrolments"]),
        "attempts": len(attempts),
        "answers": sum(len(attempt["answers"]) for attempt in attempts),
        "sessions": len(facts["sessions"]),
        "marks": sum(len(session["marks"]) for session in facts["sessions"]),
    }


def _people(db: Session, group: ClassGroup, persons: dict[int, str]) -> list[Fact]:
    homes = dict(
        db.execute(
            select(Residence.person_id, OrgUnit.code)
            .join(OrgUnit, OrgUnit.id == Residence.org_unit_id)
            .where(Residence.valid_to.is_(None))
        ).all()
    )
    joined = dict(
        db.execute(
            select(ClassMember.person_id, ClassMember.joined_at).where(
                ClassMember.class_id == group.id, ClassMember.left_at.is_(None)
            )
        ).all()
    )
    consents, groups = _consents(db), _declared(db)
    return [
        {
            "id": person.public_id,
            "name": person.name,
            "birth_year": person.birth_year,
            "phone": person.phone,
            "unit": homes.get(person.id),
            "created_at": _said(person.created_at),
            "joined_at": _said(joined.get(person.id)),
            "consents": consents[person.id],
            "groups": groups[person.id],
        }
        for person in db.scalars(select(Person).where(Person.id.in_(persons)).order_by(Person.id))
    ]


def _consents(db: Session) -> dict[int, list[Fact]]:
    found = defaultdict(list)
    for row in db.scalars(select(Consent).where(Consent.withdrawn_at.is_(None)).order_by(Consent.id)):
        names = ("purpose", "text_version", "text_sha256", "language", "channel")
        found[row.person_id].append({name: getattr(row, name) for name in names} | {"given_at": _said(row.given_at)})
    return found


def _declared(db: Session) -> dict[int, list[Fact]]:
    found = defaultdict(list)
    rows = db.execute(
        select(Declaration, OrgUnit.code)
        .join(OrgUnit, OrgUnit.id == Declaration.org_unit_id)
        .where(Declaration.state == "waiting", Declaration.says == "belongs")
        .order_by(Declaration.id)
    )
    for row, code in rows:
        found[row.person_id].append({"group": row.group, "unit": code})
    return found


def _enrolments(db: Session, persons: dict[int, str]) -> list[Fact]:
    rows = db.execute(
        select(Enrolment, Course.slug, CourseVersion)
        .join(Course, Course.id == Enrolment.course_id)
        .join(CourseVersion, CourseVersion.id == Enrolment.version_id)
        .order_by(Enrolment.id)
    )
    read, attempts = _read(db), _attempts(db, persons)
    return [
        {
            "person": persons[enrolment.person_id],
            "course": slug,
            "version": version.number,
            "digest": version.digest,
            "edition": enrolment.edition,
            "enrolled_at": _said(enrolment.enrolled_at),
            "printed_name": enrolment.printed_name,
            "name_confirmed_at": _said(enrolment.name_confirmed_at),
            "read": read[enrolment.id],
            "attempts": attempts[enrolment.id],
        }
        for enrolment, slug, version in rows
    ]


def _read(db: Session) -> dict[int, list[list[Any]]]:
    found = defaultdict(list)
    rows = db.execute(
        select(ScreenRead, Module.slug, Screen.position)
        .join(Screen, Screen.id == ScreenRead.screen_id)
        .join(Module, Module.id == Screen.module_id)
        .order_by(ScreenRead.enrolment_id, Module.position, Screen.position)
    )
    for row, module, position in rows:
        found[row.enrolment_id].append([module, position, _said(row.read_at)])
    return found


def _attempts(db: Session, persons: dict[int, str]) -> dict[int, list[Fact]]:
    keys = dict(db.execute(select(Item.id, Item.key)).all())
    answers = _answers(db, keys)
    found = defaultdict(list)
    for row in db.scalars(select(Attempt).order_by(Attempt.started_at, Attempt.id)):
        found[row.enrolment_id].append(
            {
                "id": row.id,
                "quiz": row.quiz,
                "mode": row.mode,
                "recorded_by": persons.get(row.recorded_by) if row.recorded_by else None,
                "started_at": _said(row.started_at),
                "submitted_at": _said(row.submitted_at),
                "drawn": [[keys[each["item"]], each["order"]] for each in row.drawn],
                "answers": answers[row.id],
            }
        )
    return found


def _answers(db: Session, keys: dict[int, str]) -> dict[str, list[Fact]]:
    found = defaultdict(list)
    for row in db.scalars(select(Answer).order_by(Answer.attempt_id, Answer.item_id, Answer.sequence)):
        found[row.attempt_id].append(
            {
                "submission": row.submission,
                "item": keys[row.item_id],
                "sequence": row.sequence,
                "chosen": row.chosen,
                "saved_at": _said(row.saved_at),
            }
        )
    return found


def _sessions(db: Session, group: ClassGroup, persons: dict[int, str]) -> list[Fact]:
    held = list(db.scalars(select(ClassSession).where(ClassSession.class_id == group.id).order_by(ClassSession.id)))
    marks = _marks(db, [session.id for session in held], persons)
    return [
        {
            "id": session.public_id,
            "starts_at": _said(session.starts_at),
            "ends_at": _said(session.ends_at),
            "place": session.place,
            "marks": marks[session.id],
        }
        for session in held
    ]


def _marks(db: Session, session_ids: Iterable[int], persons: dict[int, str]) -> dict[int, list[Fact]]:
    found = defaultdict(list)
    rows = select(ClassAttendance).where(ClassAttendance.session_id.in_(list(session_ids)))
    for row in db.scalars(rows.order_by(ClassAttendance.session_id, ClassAttendance.person_id)):
        found[row.session_id].append(
            {"person": persons[row.person_id], "present": row.present, "marked_at": _said(row.marked_at)}
        )
    return found


def _said(instant: datetime | None) -> str | None:
    return None if instant is None else instant.isoformat()
