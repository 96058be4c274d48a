"""What the driver is asked, whoever asks it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from sqlalchemy.orm import Session

Heard = list[tuple[str, Any]]
"""Statements in their order, with their values; those of SQLite stand in them."""


@contextmanager
def heard(db: Session) -> Iterator[Heard]:
    """Every statement of a session's connection from here on."""
    found: Heard = []
    line = db.connection()
    driver: Any = line.connection.driver_connection
    if line.dialect.name != "postgresql":
        driver.set_trace_callback(lambda words: found.append((words, {})))
        try:
            yield found
        finally:
            driver.set_trace_callback(None)
        return

    class Listening(psycopg.Cursor[Any]):
        def execute(self, query: Any, params: Any = None, **more: Any) -> Any:
            found.append((str(query), params))
            return super().execute(query, params, **more)

    driver.cursor_factory = Listening
    try:
        yield found
    finally:
        driver.cursor_factory = psycopg.Cursor
