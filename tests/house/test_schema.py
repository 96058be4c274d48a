"""The tables the migrations make are the tables the models describe, on both databases, up, down and up again."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text

import lms.app  # noqa: F401 - every room's tables must be known
from lms import schema
from lms.config import ROOT
from lms.db import Base, Database


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A database with nothing in it."""
    url = f"sqlite:///{tmp_path / 'empty.sqlite3'}"
    if request.param == "postgresql":
        url = request.getfixturevalue("cluster").create("empty_lms")
    database = Database(url)
    yield database.engine
    database.dispose()


@pytest.fixture(scope="module", autouse=True)
def scripts() -> Iterator[ScriptDirectory]:
    """The migrations, read once and not for each step of the way."""
    read = ScriptDirectory.from_config(schema._config())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ScriptDirectory, "from_config", lambda _config: read)
        yield read


def described(engine: Engine) -> dict[str, list[str]]:
    """Everything the database itself says of its tables, in words that can be compared."""
    seen = inspect(engine)
    facts: dict[str, list[str]] = defaultdict(list)
    for (_, name), columns in seen.get_multi_columns().items():
        facts[name] += [repr({**column, "type": str(column["type"])}) for column in columns]
    for (_, name), key in seen.get_multi_pk_constraint().items():
        facts[name].append(repr(key))
    for (_, name), indexes in seen.get_multi_indexes().items():
        facts[name] += [repr({**index, "dialect_options": _in_words(index)}) for index in indexes]
    for read in (seen.get_multi_foreign_keys, seen.get_multi_unique_constraints, seen.get_multi_check_constraints):
        for (_, name), constraints in read().items():
            facts[name] += [repr(constraint) for constraint in constraints]
    return {name: sorted(found) for name, found in facts.items() if name != "alembic_version"}


def _in_words(index: object) -> dict[str, str]:
    options = index.get("dialect_options", {})
    return {name: str(value) for name, value in options.items()}


def triggers(engine: Engine) -> list[str]:
    statement = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' ORDER BY name",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal ORDER BY tgname",
    }[engine.dialect.name]
    with engine.connect() as connection:
        return list(connection.scalars(text(statement)))


def test_alembic_finds_nothing_left_to_migrate(empty):
    schema.upgrade(empty)

    with empty.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, Base.metadata) == []


def test_migrations_and_models_make_the_same_tables(empty):
    schema.upgrade(empty)
    migrated = described(empty)
    schema.downgrade(empty)
    Base.metadata.create_all(empty)

    assert migrated == described(empty)


def test_going_down_leaves_nothing(empty):
    schema.upgrade(empty)
    schema.downgrade(empty)

    assert described(empty) == {}
    assert triggers(empty) == []
    assert schema.present(empty) is None


def test_up_down_and_up_again_leaves_the_same_tables(empty):
    schema.upgrade(empty)
    first = described(empty), triggers(empty)
    schema.downgrade(empty)
    schema.upgrade(empty)

    assert (described(empty), triggers(empty)) == first
    assert first[0]
    assert first[1]


def test_every_single_migration_can_be_taken_back(empty, scripts):
    for revision in reversed(list(scripts.walk_revisions())):
        schema.upgrade(empty, revision.revision)
        before = described(empty)
        schema.downgrade(empty, revision.down_revision or "base")
        schema.upgrade(empty, revision.revision)

        assert described(empty) == before, revision.revision


def test_a_migration_may_take_longer_than_a_page(cluster):
    database = Database(cluster.create("slow_lms"))
    shown = "SELECT current_setting('statement_timeout'), current_setting('lock_timeout')"
    try:
        with schema._migrating(database.engine) as connection:
            assert connection.execute(text(shown)).one() == ("0", "8s")
        with database.reading() as db:
            assert db.execute(text(shown)).one() == ("15s", "8s")
    finally:
        database.dispose()


def test_migrations_form_one_line(scripts):
    assert len(scripts.get_heads()) == 1


def test_the_file_named_head_names_the_newest_migration():
    assert (ROOT / "migrations" / "HEAD").read_text("ascii").strip() == schema.newest()


def test_every_column_says_how_private_it_is():
    silent = [str(column) for table in Base.metadata.tables.values() for column in table.columns if not column.info]

    assert silent == []
