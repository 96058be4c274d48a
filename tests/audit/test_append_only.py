"""The record of who did what can only grow."""

from __future__ import annotations

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import DBAPIError

from lms.audit.actions import record
from lms.audit.models import AuditRow
from lms.db import Database
from tests.builders import NOON


@pytest.fixture
def recorded(database: Database) -> Database:
    """A database with one act in the record."""
    with database.transaction() as db:
        record(db, "tests.act", "table:1", NOON, actor_id=1)
    return database


def test_a_row_of_the_record_cannot_be_changed(recorded: Database) -> None:
    with pytest.raises(DBAPIError, match="append-only"), recorded.transaction() as db:
        db.execute(update(AuditRow).values(actor_id=2))


def test_a_row_of_the_record_cannot_be_deleted(recorded: Database) -> None:
    with pytest.raises(DBAPIError, match="append-only"), recorded.transaction() as db:
        db.execute(delete(AuditRow))


def test_an_act_that_failed_is_not_recorded(recorded: Database) -> None:
    with pytest.raises(RuntimeError), recorded.transaction() as db:
        record(db, "tests.other", "table:2", NOON)
        raise RuntimeError

    with recorded.reading() as db:
        assert [row.act for row in db.query(AuditRow)] == ["tests.act"]
