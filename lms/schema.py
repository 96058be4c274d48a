"""The schema of the database is what the migrations make of it: bring it up to date, and say how far it is."""

from __future__ import annotations

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from lms.config import ROOT


def upgrade(engine: Engine, to: str = "head") -> None:
    """Run every migration that has not run yet."""
    with engine.begin() as connection:
        command.upgrade(_config(connection), to)


def downgrade(engine: Engine, to: str = "base") -> None:
    """Take migrations back, down to ``to``."""
    with engine.begin() as connection:
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


def _config(connection: object = None) -> Config:
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(ROOT / "migrations"))
    return config
