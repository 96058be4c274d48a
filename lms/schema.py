"""The schema of the database is what the migrations make of it: bring it up to date, and say how far it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from lms.config import ROOT


def upgrade(engine: Engine, to: str = "head") -> None:
    """Run every migration that has not run yet."""
    with _migrating(engine) as connection:
        command.upgrade(_config(connection), to)


def downgrade(engine: Engine, to: str = "base") -> None:
    """Take migrations back, down to ``to``."""
    with _migrating(engine) as connection:
        command.downgrade(_config(connection), to)


def newest() -> str:
    """The name of the newest migration in the checkout."""
    name = ScriptDirectory.from_config(_config()).get_current_head()
    assert name is not None  # noqa: S101 - there is always a first migration
    return name


def present(engine: Engine) -> str | None:
    """The name of the newest migration that has run in this database."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


@contextmanager
def _migrating(engine: Engine) -> Iterator[Connection]:
    """A transaction in which SQLite may put a new table in the place of one that others refer to.

    SQLite changes a table by copying it and dropping the old one, which foreign keys would forbid: they are looked at
    in the end instead. The switch has no effect inside a transaction, so it is turned on the bare connection.

    On PostgreSQL a statement of a migration may take as long as it needs, unlike one of a page; only waiting for a lock
    stays limited.
    """
    with engine.connect() as connection:
        if engine.dialect.name != "sqlite":
            with connection.begin():
                connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
                yield connection
            return
        bare = connection.connection
        bare.execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.begin():
                yield connection
                lost = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
                if lost:
                    raise RuntimeError(f"the migration would leave rows that refer to nothing: {lost[:5]}")
        finally:
            bare.execute("PRAGMA foreign_keys=ON")


def _config(connection: object = None) -> Config:
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(ROOT / "migrations"))
    return config
