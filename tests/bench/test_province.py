"""The invented province is one the product could have made: its rows, its schema, and counters that a recount confirms."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from sqlalchemy import create_engine, func, select, text
from sqlalchemy.orm import Session

from lms.catalogue.models import Course
from lms.certificates.codes import is_well_formed
from lms.certificates.models import Certificate, RegisterBook, Status
from lms.certificates.rules import Statement, freeze
from lms.clock import local, local_date
from lms.db import Database
from lms.people.models import Person
from lms.places import queries as places
from lms.statistics.counting.models import CountedSpell, TouchedPerson
from lms.statistics.counting.verifying import differences, wrong_days, wrong_spells
from lms.vietnamese import fold, name_sort_key
from tests.bench.province import certificates, people, plan
from tests.bench.province.building import build
from tests.bench.province.founding import Founded
from tests.bench.province.size import DAYS, Size
from tests.conftest import Template
from tests.house.test_schema import described, triggers

SIZE = Size(people=1_800, villages=160)


@dataclass(frozen=True)
class Province:
    database: Database
    founded: Founded
    migrated: Template


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def province(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Province]:
    url = f"sqlite:///{tmp_path_factory.mktemp('province') / 'lms.sqlite3'}"
    if request.param == "postgresql":
        url = request.getfixturevalue("cluster").create("province")
    database = Database(url)
    yield Province(database, build(database, SIZE), request.getfixturevalue(f"{request.param}_template"))
    database.dispose()


@pytest.fixture
def db(province: Province) -> Iterator[Session]:
    with province.database.reading() as session:
        yield session


def test_the_counters_say_what_a_recount_says(db):
    days = [DAYS[0], DAYS[200], date(2025, 12, 31), DAYS[-1], date(2027, 1, 1), date(2030, 1, 1)]

    assert list(differences(db, days)) == []
    assert wrong_spells(db, SIZE.people) == []
    assert wrong_days(db) == []
    assert db.scalar(select(func.count()).select_from(TouchedPerson)) == 0
    assert db.scalar(select(func.count()).select_from(CountedSpell)) > SIZE.people


def test_the_certificates_are_as_the_office_freezes_them(db, province):
    details = province.founded.issuer.details()
    slugs = dict(db.execute(select(Course.id, Course.slug)).all())
    for one in db.scalars(select(Certificate).where(Certificate.number % 10 == 1)):
        kept = one.facts
        statement = Statement(
            one.person_id,
            one.course_id,
            slugs[one.course_id],
            kept.course_title,
            kept.course_version,
            one.edition,
            kept.half_hours,
            kept.score_percent,
            one.mode,
            db.get_one(Person, one.person_id).name,
            db.get_one(Person, one.person_id).birth_year,
            one.org_unit_id,
            places.line(db, one.org_unit_id, one.issued_on),
            one.issued_at,
        )
        template = province.founded.template
        assert freeze(statement, details, one.number, one.code, local(one.issued_at), template) == kept
        assert is_well_formed(one.code)
        assert (one.issued_on, one.year) == (local_date(one.issued_at), one.issued_on.year)
        assert (one.holder_folded, one.holder_sort_key) == (fold(kept.holder), name_sort_key(kept.holder))


def test_the_register_is_numbered_in_the_order_of_issue(db):
    for book in db.scalars(select(RegisterBook)):
        of_it = select(Certificate).where(Certificate.issuer_id == book.issuer_id, Certificate.year == book.year)
        found = db.scalars(of_it.order_by(Certificate.number)).all()

        assert [one.number for one in found] == list(range(1, book.last_number + 1))
        assert [one.issued_at for one in found] == sorted(one.issued_at for one in found)
    assert db.scalar(select(func.count()).where(Certificate.status != Status.ACTIVE)) > 0


def test_the_people_are_entered_as_the_product_enters_them(db):
    for person in db.scalars(select(Person).where(Person.id % 20 == 0)):
        assert (person.folded_name, person.sort_key) == (fold(person.name), name_sort_key(person.name))
        assert person.is_demonstration


def test_keys_indexes_and_triggers_are_as_they_were(province):
    engine, fresh = province.database.engine, Database(province.migrated.url)

    assert described(engine) == described(fresh.engine)
    assert triggers(engine) == triggers(fresh.engine)
    fresh.dispose()
    if engine.name == "sqlite":
        with create_engine(engine.url).connect() as connection:
            assert connection.execute(text("PRAGMA foreign_key_check")).all() == []


def test_the_same_seed_makes_the_same_province(province):
    assert made(province.founded, SIZE) == made(province.founded, SIZE)
    assert made(province.founded, SIZE) != made(province.founded, Size(SIZE.people, SIZE.villages, seed=1))


def made(founded: Founded, size: Size) -> list[str]:
    """Every row, without a database."""
    rows: list[str] = []

    def put(table: str, columns: str, given: Any) -> None:
        rows.extend(json.dumps([table, columns, row]) for row in given)

    census = people.enter(put, founded, size, 100)
    certificates.issue(put, founded, census, size)
    plan.set_denominators(put, founded, census)
    plan.confirm(put, census, size)
    return rows
