"""Whether a transaction of PostgreSQL waits for another one: what a test looks for instead of sleeping."""

from __future__ import annotations

from sqlalchemy import text

from lms.db import Database


def somebody_waits(database: Database) -> bool:
    """A lock is wanted and not granted yet."""
    with database.reading() as db:
        return bool(db.scalar(text("SELECT count(*) FROM pg_locks WHERE NOT granted")))
