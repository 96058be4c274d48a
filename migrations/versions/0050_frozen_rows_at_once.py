"""On PostgreSQL whether rows may join a frozen period is asked once a statement: tens of thousands come in one."""

from alembic import op

revision = "0050"
down_revision = "0049"
branch_labels = None
depends_on = None

_TABLES = ("frozen_unit", "frozen_figure")
_JOINS_UNCHECKED = """
CREATE FUNCTION frozen_joins_unchecked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM frozen_check JOIN joined ON joined.frozen_id = frozen_check.frozen_id) THEN
        RAISE EXCEPTION 'what is frozen never changes';
    END IF;
    RETURN NULL;
END $$
"""


def upgrade() -> None:
    if op.get_bind().dialect.name != "postgresql":
        return
    op.execute(_JOINS_UNCHECKED)
    for table in _TABLES:
        _guard_rows(table, "DELETE")
        op.execute(
            f"CREATE TRIGGER {table}_joins AFTER INSERT ON {table} REFERENCING NEW TABLE AS joined"
            " FOR EACH STATEMENT EXECUTE FUNCTION frozen_joins_unchecked()"
        )


def downgrade() -> None:
    if op.get_bind().dialect.name != "postgresql":
        return
    for table in _TABLES:
        op.execute(f"DROP TRIGGER {table}_joins ON {table}")
        _guard_rows(table, "INSERT OR DELETE")
    op.execute("DROP FUNCTION frozen_joins_unchecked()")


def _guard_rows(table: str, verbs: str) -> None:
    op.execute(f"DROP TRIGGER {table}_stays ON {table}")
    op.execute(
        f"CREATE TRIGGER {table}_stays BEFORE {verbs} ON {table}"
        " FOR EACH ROW EXECUTE FUNCTION frozen_stays_once_checked('frozen_id')"
    )
