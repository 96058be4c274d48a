"""Rows into the tables as fast as they go: without triggers, keys and indexes, which are made again as they were."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import psycopg

from lms.db import Database

Put = Callable[[str, str, Sequence[tuple[Any, ...]]], None]
"""Puts rows into a table: its name, its columns in a line, the rows. Days and instants (UTC) are text, flags 0 and 1."""
LOADED = ("person", "residence", "membership", "certificate", "vneid_confirmation", "counted_spell")


@contextmanager
def loading(database: Database) -> Iterator[Put]:
    """The way into an empty database; nobody else may be in it."""
    database.dispose()
    if database.engine.name == "postgresql":
        with _postgresql(database) as put:
            yield put
    else:
        with _sqlite(database) as put:
            yield put


@contextmanager
def bare(database: Database) -> Iterator[Any]:
    """A connection of the driver's own, for statements that read everything."""
    if database.engine.name == "postgresql":
        url = database.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(url, autocommit=True) as postgresql:
            postgresql.execute("SET TimeZone = 'UTC'")
            yield postgresql
        return
    sqlite = sqlite3.connect(str(database.engine.url.database), isolation_level=None)
    for pragma in ("cache_size=-1000000", "synchronous=OFF", "journal_mode=OFF", "temp_store=FILE"):
        sqlite.execute(f"PRAGMA {pragma}")
    yield sqlite
    sqlite.execute("PRAGMA journal_mode=WAL")
    sqlite.close()


_MADE = """
SELECT type, name, sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL AND tbl_name = ?
"""


@contextmanager
def _sqlite(database: Database) -> Iterator[Put]:
    with bare(database) as connection:
        found = [(kind, name, again) for table in LOADED for kind, name, again in connection.execute(_MADE, (table,))]
        for kind, name, _ in found:
            connection.execute(f"DROP {kind} {name}")

        def put(table: str, columns: str, rows: Sequence[tuple[Any, ...]]) -> None:
            places = ", ".join("?" * len(columns.split(",")))
            connection.execute("BEGIN")
            connection.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", rows)  # noqa: S608 - names of our own
            connection.execute("COMMIT")

        yield put
        for _, _, again in found:
            connection.execute(again)


_DROPPED = """
SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid) FROM pg_constraint
WHERE contype IN ('f', 'u', 'p') AND (conrelid::regclass::text = ANY(%(tables)s) OR confrelid::regclass::text = ANY(%(tables)s))
ORDER BY contype <> 'f', contype = 'p', conname
"""
_INDEXES = """
SELECT quote_ident(indexname), indexdef FROM pg_indexes WHERE tablename = ANY(%(tables)s) AND schemaname = 'public'
"""


@contextmanager
def _postgresql(database: Database) -> Iterator[Put]:
    with bare(database) as connection:
        named = {"tables": list(LOADED)}
        constraints = connection.execute(_DROPPED, named).fetchall()
        for table, name, _ in constraints:
            connection.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        indexes = connection.execute(_INDEXES, named).fetchall()
        for name, _ in indexes:
            connection.execute(f"DROP INDEX {name}")
        for table in LOADED:
            connection.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")

        def put(table: str, columns: str, rows: Sequence[tuple[Any, ...]]) -> None:
            with connection.cursor().copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)

        yield put
        for _, again in indexes:
            connection.execute(again)
        for table, name, again in reversed(constraints):
            connection.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} {again}")
        for table in LOADED:
            connection.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        connection.execute("SELECT setval(pg_get_serial_sequence('person', 'id'), (SELECT max(id) FROM person))")
        connection.execute("ANALYZE")
