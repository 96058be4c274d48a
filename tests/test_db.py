"""The line to the database may break at any moment."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from lms.db import Database


@pytest.mark.parametrize("template", ["postgresql"], indirect=True)
def test_a_line_that_breaks_when_everything_is_read_fails_nobody(database: Database) -> None:
    with database.reading() as db:
        line = db.scalar(text("SELECT pg_backend_pid()"))
        with database.transaction() as other:
            assert other.scalar(text("SELECT pg_terminate_backend(:line, 5000)"), {"line": line})

    with database.reading() as db:
        assert db.scalar(text("SELECT 1")) == 1
