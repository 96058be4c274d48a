"""How views reach the database: a session for reading that lasts the request, and a transaction for one act."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from flask import Flask, current_app, g
from sqlalchemy.orm import Session

from lms.db import Database

_EXTENSION = "lms.database"


def init_database(app: Flask, database: Database) -> None:
    """Give the application its database."""
    app.extensions[_EXTENSION] = database
    app.teardown_appcontext(_end_reading)


def database() -> Database:
    """The database of the application at hand."""
    found: Database = current_app.extensions[_EXTENSION]
    return found


def reading() -> Session:
    """The session this request reads with; closed when the request ends."""
    if "reading" not in g:
        g.reading_context = database().reading()
        g.reading = g.reading_context.__enter__()
    session: Session = g.reading
    return session


def give_up() -> None:
    """The database has gone away: nothing is asked of it any more in this request."""
    g.database_is_away = True
    _end_reading(None)


def is_given_up() -> bool:
    """Whether this request has lost its database."""
    return "database_is_away" in g


@contextmanager
def transaction() -> Iterator[Session]:
    """A writing transaction, committed before the block is left; what was read before it is forgotten."""
    _end_reading(None)
    with database().transaction() as session:
        yield session


def _end_reading(_error: BaseException | None) -> None:
    context: AbstractContextManager[Session] | None = g.pop("reading_context", None)
    g.pop("reading", None)
    if context is not None:
        context.__exit__(None, None, None)
