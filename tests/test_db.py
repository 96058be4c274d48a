"""What a session may rely on, and that the line to the database may break at any moment."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import date

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import Session

from lms.db import Database
from lms.people.models import Person
from lms.statistics.counting.verifying import recounted


def _break_the_line(db: Session, database: Database) -> None:
    line = db.scalar(text("SELECT pg_backend_pid()"))
    with database.transaction() as other:
        assert other.scalar(text("SELECT pg_terminate_backend(:line, 5000)"), {"line": line})


@pytest.mark.parametrize("template", ["postgresql"], indirect=True)
def test_a_line_that_breaks_when_everything_is_read_fails_nobody(database: Database) -> None:
    with database.reading() as db:
        _break_the_line(db, database)

    with database.reading() as db:
        assert db.scalar(text("SELECT 1")) == 1


@pytest.mark.parametrize("template", ["postgresql"], indirect=True)
def test_a_line_that_breaks_while_something_is_read_is_told_as_such(database: Database) -> None:
    with pytest.raises(OperationalError), database.reading() as db:
        _break_the_line(db, database)
        db.execute(text("SELECT 1"))

    with database.reading() as db:
        assert db.scalar(text("SELECT 1")) == 1


def test_all_that_a_session_reads_is_of_one_moment(database: Database) -> None:
    ask = select(Person.birth_year).order_by(Person.id).limit(1)
    with database.reading() as db:
        first = db.scalar(ask)
        with database.transaction() as other:
            other.execute(update(Person).values(birth_year=1901))

        assert db.scalar(ask) == first

    with database.reading() as db:
        assert db.scalar(ask) == 1901


@pytest.mark.parametrize("template", ["postgresql"], indirect=True)
def test_only_what_reads_everything_has_helpers(database: Database) -> None:
    helpers = text("SELECT current_setting('max_parallel_workers_per_gather')")
    servers = text("SELECT reset_val FROM pg_settings WHERE name = 'max_parallel_workers_per_gather'")
    with database.reading() as db:
        assert db.scalar(helpers) == "0"
        list(recounted(db, date(2026, 11, 26)))
        assert db.scalar(helpers) == db.scalar(servers) != "0"

    with database.reading() as db:
        assert db.scalar(helpers) == "0"


def test_what_reads_keeps_nothing(database: Database) -> None:
    refused = pytest.raises(DBAPIError) if database.engine.name == "postgresql" else nullcontext()
    with refused, database.reading() as db:
        db.execute(update(Person).values(birth_year=1901))
    with database.reading() as db:
        for person in db.scalars(select(Person)):
            person.birth_year = 1902

    with database.reading() as db:
        assert not set(db.scalars(select(Person.birth_year))) & {1901, 1902}


@pytest.mark.parametrize("template", ["postgresql"], indirect=True)
def test_what_writes_is_planned_once_whatever_is_read_between(database: Database) -> None:
    prepared = "SELECT count(*) FROM pg_prepared_statements WHERE statement = 'SELECT {}'"
    for _ in range(12):
        with database.transaction() as db:
            db.execute(text("SELECT 11"))
        with database.reading() as db:
            db.execute(text("SELECT 12"))

    with database.reading() as db:
        assert db.scalar(text(prepared.format(11))) == 1
        assert db.scalar(text(prepared.format(12))) == 0
