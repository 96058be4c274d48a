"""Which rows go along: the class, those who are in it, its courses in full, and the places people may live at.

Nobody else is in it. Of the people it holds no telephone number, no login name and no hash of any secret.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, LargeBinary, Table, or_, select
from sqlalchemy.orm import Session

from lms.catalogue.languages.models import LessonAudio, Status, Translation
from lms.catalogue.models import Course, CourseVersion, Item, Media, Module, PresenterNote, Screen
from lms.catalogue.versions.models import Redo
from lms.classroom.bundles.sealing import as_json
from lms.classroom.models import ClassGroup, ClassMember, ClassTeacher
from lms.classroom.sessions.models import ClassAttendance, ClassSession
from lms.db import Base
from lms.learning.models import Answer, Attempt, Enrolment, ScreenRead
from lms.people.models import Person, Residence, RoleGrant
from lms.people.queries import in_force
from lms.places import queries as places
from lms.places.models import OrgUnit, OrgUnitScope
from lms.places.rules import Kind
from lms.roles import Role

TABLES: tuple[type[Base], ...] = (
    *(OrgUnit, OrgUnitScope),
    *(Course, CourseVersion, Module, Screen, PresenterNote, Item, Redo, Media, Translation, LessonAudio),
    *(Person, Residence, RoleGrant),
    *(ClassGroup, ClassTeacher, ClassMember, ClassSession, ClassAttendance),
    *(Enrolment, ScreenRead, Attempt, Answer),
)
"""In an order in which none refers to a later one."""
_LEFT_OUT = {
    "person": {"phone": None, "canonical_id": None, "left_on": None},
    "role_grant": {"granted_by": None},
    "attempt": {"device": None},
}
_WITH_PICTURES = ("course_version", "module", "screen", "presenter_note", "item", "translation")
_MEDIA = re.compile(r"/media/([0-9a-f]{64})\.")

Rows = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Contents:
    """What goes along of one class."""

    rows: Rows
    media: Mapping[str, bytes]
    """The content of every picture and recording, by its SHA-256."""
    people: tuple[int, ...]
    """The ids of those in the class; its teachers come along besides."""

    def parts(self) -> dict[str, bytes]:
        """The parts of the file: a document for each table, and the media as they are."""
        documents = {f"rows/{name}.json": as_json(rows) for name, rows in self.rows.items()}
        return documents | {f"media/{sha256}": content for sha256, content in self.media.items()}

    def totals(self) -> dict[str, int]:
        """How many rows of each table."""
        return {name: len(rows) for name, rows in self.rows.items()}


def gather(db: Session, group: ClassGroup, on: date) -> Contents:
    """Everything that goes along of a class, as it stands."""
    people = list(
        db.scalars(
            select(ClassMember.person_id)
            .where(ClassMember.class_id == group.id, ClassMember.left_at.is_(None))
            .order_by(ClassMember.person_id)
        )
    )
    teachers = [group.teacher_id, *db.scalars(select(ClassTeacher.person_id).where(ClassTeacher.class_id == group.id))]
    everybody = sorted({*people, *teachers})
    rows = _course_rows(db, group, everybody) | _people_rows(db, teachers, everybody, on)
    rows |= _class_rows(db, group, people) | _learning_rows(db, everybody, rows)
    rows |= _place_rows(db, group, rows, on)
    media = _media(db, rows)
    rows["media"] = _rows(db, Media, Media.sha256.in_(media))
    for name, blanks in _LEFT_OUT.items():
        rows[name] = [{**row, **blanks} for row in rows[name]]
    _mention_only(rows, set(everybody), group.teacher_id)
    return Contents({table.__tablename__: rows[table.__tablename__] for table in TABLES}, media, tuple(people))


def _course_rows(db: Session, group: ClassGroup, everybody: list[int]) -> Rows:
    """The courses of the class: as newcomers get them, and in every version somebody of the class is on."""
    taught = select(CourseVersion.course_id).where(CourseVersion.is_current)
    if group.course_id is not None:
        taught = select(Course.id).where(Course.id == group.course_id)
    courses = list(db.scalars(taught))
    pinned = select(Enrolment.version_id).where(Enrolment.person_id.in_(everybody))
    wanted = CourseVersion.course_id.in_(courses) & (CourseVersion.is_current | CourseVersion.id.in_(pinned))
    versions = list(db.scalars(select(CourseVersion.id).where(wanted)))
    modules = select(Module.id).where(Module.version_id.in_(versions))
    heard = LessonAudio.course_id.in_(courses) & (LessonAudio.status == Status.APPROVED)
    return {
        "course": _rows(db, Course, Course.id.in_(courses)),
        "course_version": _rows(db, CourseVersion, CourseVersion.id.in_(versions)),
        "module": _rows(db, Module, Module.version_id.in_(versions)),
        "screen": _rows(db, Screen, Screen.module_id.in_(modules)),
        "presenter_note": _rows(db, PresenterNote, PresenterNote.module_id.in_(modules)),
        "item": _rows(db, Item, Item.version_id.in_(versions)),
        "redo": _rows(db, Redo, Redo.version_id.in_(versions)),
        "translation": _rows(db, Translation, Translation.course_id.in_(courses)),
        "lesson_audio": _rows(db, LessonAudio, heard),
    }


def _people_rows(db: Session, teachers: list[int], everybody: list[int], on: date) -> Rows:
    teaching = RoleGrant.person_id.in_(teachers), RoleGrant.role == Role.TEACHER
    return {
        "person": _rows(db, Person, Person.id.in_(everybody)),
        "residence": _rows(db, Residence, Residence.person_id.in_(everybody), in_force(Residence, on)),
        "role_grant": _rows(db, RoleGrant, *teaching, in_force(RoleGrant, on)),
    }


def _class_rows(db: Session, group: ClassGroup, people: list[int]) -> Rows:
    sessions = select(ClassSession.id).where(ClassSession.class_id == group.id)
    mine = ClassMember.class_id == group.id, ClassMember.person_id.in_(people)
    marks = ClassAttendance.session_id.in_(sessions), ClassAttendance.person_id.in_(people)
    return {
        "class_group": _rows(db, ClassGroup, ClassGroup.id == group.id),
        "class_teacher": _rows(db, ClassTeacher, ClassTeacher.class_id == group.id),
        "class_member": _rows(db, ClassMember, *mine),
        "class_session": _rows(db, ClassSession, ClassSession.class_id == group.id),
        "class_attendance": _rows(db, ClassAttendance, *marks),
    }


def _learning_rows(db: Session, everybody: list[int], rows: Rows) -> Rows:
    versions = [row["id"] for row in rows["course_version"]]
    theirs = Enrolment.person_id.in_(everybody) & Enrolment.version_id.in_(versions)
    enrolments = select(Enrolment.id).where(theirs)
    attempts = select(Attempt.id).where(Attempt.enrolment_id.in_(enrolments))
    return {
        "enrolment": _rows(db, Enrolment, theirs),
        "screen_read": _rows(db, ScreenRead, ScreenRead.enrolment_id.in_(enrolments)),
        "attempt": _rows(db, Attempt, Attempt.enrolment_id.in_(enrolments)),
        "answer": _rows(db, Answer, Answer.attempt_id.in_(attempts)),
    }


def _place_rows(db: Session, group: ClassGroup, rows: Rows, on: date) -> Rows:
    """Every commune, so that somebody from elsewhere can sign up; of villages those of the class's commune and homes."""
    commune = places.commune_of(db, group.org_unit_id, on)
    named = {row["org_unit_id"] for kind in ("residence", "role_grant") for row in rows[kind]} | {group.org_unit_id}
    around = [commune.id] if commune else []
    holds = (OrgUnit.valid_from <= on) & (OrgUnit.valid_to.is_(None) | (OrgUnit.valid_to > on))
    wanted = or_(OrgUnit.kind != Kind.VILLAGE, OrgUnit.id.in_(places.within(around, on)))
    found = set(db.scalars(select(OrgUnit.id).where(holds, wanted)))
    over = select(OrgUnitScope.ancestor_id).where(OrgUnitScope.descendant_id.in_(named))
    found |= named | set(db.scalars(over))
    units = _rows(db, OrgUnit, OrgUnit.id.in_(found))
    for unit in units:
        unit.update({name: unit[name] if unit[name] in found else None for name in ("parent_id", "successor_id")})
    both = OrgUnitScope.ancestor_id.in_(found), OrgUnitScope.descendant_id.in_(found)
    return {"org_unit": units, "org_unit_scope": _rows(db, OrgUnitScope, *both)}


def _media(db: Session, rows: Rows) -> dict[str, bytes]:
    texts = (as_json(rows[name]).decode() for name in _WITH_PICTURES)
    shown = {sha256 for text in texts for sha256 in _MEDIA.findall(text)}
    heard = {row["sha256"] for row in rows["lesson_audio"]}
    found = db.execute(select(Media.sha256, Media.content).where(Media.sha256.in_(shown | heard)))
    return {row.sha256: row.content for row in found}


def _mention_only(rows: Rows, everybody: set[int], teacher_id: int) -> None:
    """Whoever opened a session or keyed something in and does not come along is not named."""
    for row in rows["class_session"]:
        row["opened_by"] = row["opened_by"] if row["opened_by"] in everybody else teacher_id
    for row in rows["class_teacher"]:
        row["added_by"] = row["added_by"] if row["added_by"] in everybody else teacher_id
    for row in rows["class_attendance"]:
        row["marked_by"] = row["marked_by"] if row["marked_by"] in everybody else teacher_id
    for row in rows["attempt"]:
        row["recorded_by"] = row["recorded_by"] if row["recorded_by"] in everybody else None


def _rows(db: Session, model: type[Base], *where: ColumnElement[bool]) -> list[dict[str, Any]]:
    table = model.__table__
    assert isinstance(table, Table)  # noqa: S101 - every model here is one table
    columns = [column for column in table.c if not isinstance(column.type, LargeBinary)]
    found = db.execute(select(*columns).where(*where).order_by(*table.primary_key)).mappings()
    return [dict(_plain(row)) for row in found]


def _plain(row: Mapping[Any, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in row.items():
        yield str(name), value.isoformat() if isinstance(value, date | datetime) else value
