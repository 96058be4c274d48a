"""The database: tables' common base, sessions, transactions; SQLite and PostgreSQL behave alike above this line.

SQLite keeps what it acknowledged (WAL, synchronous FULL) and starts a writing transaction as a writer
(BEGIN IMMEDIATE): upgrading a reader fails with "database is locked" however long one is ready to wait.
"""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import ClauseElement, Date, DateTime, Engine, MetaData, create_engine, event, insert
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.postgresql import psycopg
from sqlalchemy.engine import Connection, Dialect, make_url
from sqlalchemy.exc import DBAPIError, PendingRollbackError
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker
from sqlalchemy.sql.selectable import ExecutableReturnsRows, SelectBase
from sqlalchemy.types import JSON, TypeDecorator

NAMES = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
_WAIT_SECONDS = 10
_POOL = 20
_PREPARED_AFTER = 5
_WORDING: dict[str, Dialect] = {
    "postgresql": psycopg.dialect(),  # type: ignore[no-untyped-call]
    "sqlite": sqlite.dialect(paramstyle="named"),
}


class Instant(TypeDecorator[datetime]):
    """An aware instant, kept in UTC on both databases; a naive datetime is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        stored: datetime = value
        return stored.replace(tzinfo=UTC) if stored.tzinfo is None else stored.astimezone(UTC)


class Base(DeclarativeBase):
    """What every table shares: one naming convention for constraints, instants with a zone, JSON documents."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy reads a plain class attribute
        datetime: Instant,
        dict[str, Any]: JSON,
        list[Any]: JSON,
        list[str]: JSON,
    }


PUBLIC, PERSONAL, SENSITIVE, SECRET = ({"privacy": word} for word in ("public", "personal", "sensitive", "secret"))
"""How private a column is (``info=``): every column says so, and the privacy page is made from it."""


def new_id() -> str:
    """A random identifier, made before the first try so that a retry is recognised."""
    return str(uuid.uuid4())


class Database:
    """One engine and its sessions. Views reach it through ``lms.web``; everything else is handed a Session."""

    def __init__(self, url: str, keys: Path | None = None) -> None:
        self.engine = _engine(url)
        self.keys = keys
        """The folder with the private parts of the keys whose public parts the database holds; without it nothing is signed."""
        self._readers = sessionmaker(_with_one_view(self.engine), expire_on_commit=False)
        self._writers = sessionmaker(self.engine.execution_options(lms_writes=True), expire_on_commit=False)

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """A writing transaction: committed when the block ends, rolled back when it raises."""
        with self._writers.begin() as session:
            yield session
            if session.in_transaction():  # not taken back by whoever had it
                session.flush()
                for settle in _settling:
                    settle(session)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session for reading; nothing it holds is ever written."""
        session = self._readers()
        try:
            yield session
        finally:
            try:
                _end_reading(session)
            except (DBAPIError, PendingRollbackError):
                session.invalidate()  # the line broke: what was lost by it was told where it was asked

    def dispose(self) -> None:
        """Close every connection."""
        self.engine.dispose()


_settling: list[Callable[[Session], None]] = []


def settles(act: Callable[[Session], None]) -> Callable[[Session], None]:
    """Register what every writing transaction does before it is committed, with all it has written in sight."""
    _settling.append(act)
    return act


DatabaseOf = Callable[[], Database]
"""Opens the database when it is first needed: what the commands of a room are handed."""


def insert_once(session: Session, table: type[Base]) -> Any:
    """An INSERT for ``table`` that can be told what to do on conflict, in the dialect of the session's database."""
    return insert_for(session.get_bind().dialect.name, table)


def insert_for(dialect: str, table: type[Base]) -> Any:
    """The same, in a named dialect."""
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)


def ask_quickly(session: Session, statement: ExecutableReturnsRows, values: Mapping[str, Any]) -> list[Any]:
    """What a statement answers, nothing if it only writes, by the shortest way: for the few that every commit asks.

    Its words are put together once in the life of a process, and its driver is asked past SQLAlchemy: values are such as
    the driver knows, and nothing in the statement depends on how many values there are.
    """
    line = session.connection()
    words, fixed, dates = _words(line.dialect.name, statement)
    with _driver(line, words) as driver:
        answer = driver.execute(words, {**fixed, **values})
        rows = answer.fetchall() if statement.is_select else []
    return [_dated(row, dates) for row in rows] if dates else rows


def do_quickly(session: Session, statement: ClauseElement, rows: Sequence[Mapping[str, Any]]) -> None:
    """Do a statement once for every row, by the same way: days are given as the database keeps them."""
    line = session.connection()
    words, fixed, _ = _words(line.dialect.name, statement)
    with _driver(line, words) as driver:
        driver.cursor().executemany(words, [{**fixed, **row} for row in rows])


def _dated(row: tuple[Any, ...], dates: frozenset[int]) -> tuple[Any, ...]:
    """A row of SQLite, which keeps days as words."""
    return tuple(
        date.fromisoformat(value) if at in dates and value is not None else value for at, value in enumerate(row)
    )


def insert_many(session: Session, table: type[Base], rows: Sequence[Sequence[Any]]) -> None:
    """Insert thousands of rows by the shortest way, past SQLAlchemy: each has every column of the table, in its order.

    Values are such as the drivers know: numbers and words, no days.
    """
    line = session.connection()
    if line.dialect.name != "postgresql":
        if rows:
            line.exec_driver_sql(str(insert(table).compile(dialect=line.dialect)), [tuple(row) for row in rows])
        return
    columns = ", ".join(column.name for column in table.__table__.columns)
    words = f"COPY {table.__tablename__} ({columns}) FROM STDIN"
    with _driver(line, words) as driver, driver.cursor() as cursor, cursor.copy(words) as copy:
        for row in rows:
            copy.write_row(row)


@contextmanager
def _driver(line: Connection, words: str) -> Iterator[Any]:
    """The driver's own connection; what it raises is told as SQLAlchemy tells it."""
    error: type[Exception] = line.dialect.loaded_dbapi.Error
    try:
        yield line.connection.driver_connection
    except error as raised:
        raise DBAPIError.instance(words, None, raised, error, dialect=line.dialect) from raised


@cache
def _words(dialect: str, statement: ClauseElement) -> tuple[str, dict[str, Any], frozenset[int]]:
    """The words of a statement, what is given with it always, and which of its columns are days that come as words."""
    compiled = statement.compile(dialect=_WORDING[dialect])
    columns = statement.selected_columns if dialect == "sqlite" and isinstance(statement, SelectBase) else ()
    days = frozenset(at for at, column in enumerate(columns) if isinstance(column.type, Date))
    return str(compiled), dict(compiled.params), days


def _with_one_view(engine: Engine) -> Engine:
    """The engine for reading: all statements of a session see the same moment, as SQLite's do anyway."""
    if engine.name != "postgresql":
        return engine
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def _end_reading(session: Session) -> None:
    """On PostgreSQL by a commit of nothing: a driver that rolls back forgets how every statement was prepared."""
    try:
        if session.get_bind().dialect.name == "postgresql" and session.in_transaction() and session.is_active:
            session.expunge_all()
            session.commit()
    finally:
        session.close()


def _engine(url: str) -> Engine:
    parsed = make_url(url)
    if parsed.drivername == "postgresql":
        parsed = parsed.set(drivername="postgresql+psycopg")
    if parsed.get_backend_name() == "sqlite":
        engine = create_engine(parsed, pool_size=_POOL, connect_args={"timeout": _WAIT_SECONDS})
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    engine = create_engine(parsed, pool_size=_POOL, pool_pre_ping=True, connect_args={"connect_timeout": _WAIT_SECONDS})
    event.listen(engine, "connect", _prepare_postgresql)
    event.listen(engine, "begin", _begin_postgresql)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # the driver must not begin on its own: see _begin_sqlite
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={_WAIT_SECONDS * 1000}"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("lms_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _begin_postgresql(connection: Connection) -> None:
    """What writes keeps its plans for the life of a line, what reads is planned for the values it reads with.

    A plan that suits all values reads a whole province where a commune was asked for.
    """
    writes = connection.get_execution_options().get("lms_writes", False)
    driver: Any = connection.connection.driver_connection
    driver.prepare_threshold = _PREPARED_AFTER if writes else None


def _prepare_postgresql(connection: Any, _record: object) -> None:
    with connection.cursor() as cursor:
        for setting in (
            "statement_timeout = '15s'",
            "lock_timeout = '8s'",
            "idle_in_transaction_session_timeout = '30s'",
            "max_parallel_workers_per_gather = 0",  # what a page asks is told before helpers have started
        ):
            cursor.execute(f"SET {setting}")
    connection.commit()
