"""A demonstration comes from nothing, is marked as invented throughout, and a second start loses nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from lms.catalogue.models import CourseVersion
from lms.certificates.models import Certificate
from lms.classroom.models import ClassGroup
from lms.classroom.queries import member_ids
from lms.config import ROOT
from lms.db import Base, Database
from lms.demonstration.people import MARK, NEIGHBOURS, PASSWORD, SIGN_INS
from lms.demonstration.start import prepare, settings_for, welcome
from lms.learning.models import Enrolment
from lms.people.models import Login, Person
from lms.places.models import OrgUnit
from lms.server import CannotServe, check_database
from lms.statistics.models import Population, RequiredSet, Target
from lms.statistics.rules import PopulationStatus

BASE_URL = "http://127.0.0.1:8000"


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A database that was empty and became a demonstration."""
    database = Database(f"sqlite:///{tmp_path_factory.mktemp('demo') / 'lms.sqlite3'}")
    prepare(database, BASE_URL)
    yield database
    database.dispose()


def count(database: Database, table: type[Base]) -> int:
    with database.reading() as db:
        return db.scalar(select(func.count()).select_from(table)) or 0


def test_the_whole_province_and_its_plan_are_there(prepared: Database) -> None:
    with prepared.reading() as db:
        communes = db.scalar(select(func.count()).where(OrgUnit.kind.in_(["commune", "ward"])))

    assert communes == 148
    assert count(prepared, Target) == 11
    assert count(prepared, RequiredSet) == 12
    assert count(prepared, CourseVersion) == len(list((ROOT / "courses").glob("*/course.md")))


def test_the_teacher_has_a_class_with_the_learner_in_it(prepared: Database) -> None:
    with prepared.reading() as db:
        group = db.scalars(select(ClassGroup)).one()
        names = [db.get_one(Person, person_id).name for person_id in member_ids(db, group.id)]

    assert MARK in group.name
    assert SIGN_INS[0].name in names
    assert len(names) > 3


def test_everything_invented_says_so(prepared: Database) -> None:
    with prepared.reading() as db:
        people = db.scalars(select(Person.is_demonstration)).all()
        villages = db.execute(select(OrgUnit.name, OrgUnit.is_demonstration).where(OrgUnit.kind == "village")).all()
        statuses = db.scalars(select(Population.status).distinct()).all()
        printed = db.scalars(select(Certificate.snapshot)).all()

    assert len(people) == NEIGHBOURS + len(SIGN_INS)
    assert all(people)
    assert all(MARK in name and marked for name, marked in villages)
    assert statuses == [PopulationStatus.DEMONSTRATION]
    assert all(facts["is_demonstration"] for facts in printed)


def test_who_holds_a_certificate_has_completed_the_course(prepared: Database) -> None:
    with prepared.reading() as db:
        completed = db.execute(select(Enrolment.person_id, Enrolment.course_id).order_by(Enrolment.person_id)).all()
        certified = db.execute(
            select(Certificate.person_id, Certificate.course_id).order_by(Certificate.person_id)
        ).all()

    assert completed
    assert completed == certified


def test_a_second_start_changes_nothing(prepared: Database) -> None:
    before = {
        table.__tablename__: count(prepared, table) for table in (Person, Login, Certificate, OrgUnit, Population)
    }

    prepare(prepared, BASE_URL)

    after = {table.__tablename__: count(prepared, table) for table in (Person, Login, Certificate, OrgUnit, Population)}
    assert after == before


def test_production_does_not_start_on_it(prepared: Database) -> None:
    with pytest.raises(CannotServe, match="demonstration accounts"):
        check_database(prepared, production=True)


def test_the_address_and_every_sign_in_are_told() -> None:
    told = welcome(BASE_URL)

    assert BASE_URL in told
    assert PASSWORD in told
    assert all(somebody.login in told for somebody in SIGN_INS)


def test_the_secret_is_made_once_and_kept_for_its_owner(tmp_path: Path) -> None:
    first = settings_for(tmp_path, 8000, None)

    assert settings_for(tmp_path, 8000, None).secret_key == first.secret_key
    assert (tmp_path / "secret").stat().st_mode & 0o077 == 0
