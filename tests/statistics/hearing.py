"""What the driver is asked, whoever asks it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from sqlalchemy import event
from sqlalchemy.orm import Session

Heard = list[tuple[str, Any]]
"""Statements with their values, in their order."""


@contextmanager
def heard(db: Session) -> Iterator[Heard]:
    """Every statement of a session's connection from here on."""
    found: Heard = []
    line = db.connection()
    if line.dialect.name != "postgresql":

        def hear(_connection: object, _cursor: object, statement: str, values: Any, *_rest: object) -> None:
            found.append((statement, values))

        event.listen(line.engine, "before_cursor_execute", hear)
        try:
            yield found
        finally:
            event.remove(line.engine, "before_cursor_execute", hear)
        return

    class Listening(psycopg.Cursor[Any]):
        def execute(self, query: Any, params: Any = None, **more: Any) -> Any:
            found.append((str(query), params))
            return super().execute(query, params, **more)

    driver: Any = line.connection.driver_connection
    driver.cursor_factory = Listening
    try:
        yield found
    finally:
        driver.cursor_factory = psycopg.Cursor
