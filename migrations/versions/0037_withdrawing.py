"""An approval can be withdrawn as long as nothing is frozen under it: what is frozen refers to its approval."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

_KEY = "fk_frozen_period_period_id_revision"
_REFUSED = "SELECT RAISE(ABORT, 'what is frozen never changes')"
_CHECKED = "EXISTS (SELECT 1 FROM frozen_check WHERE frozen_id = {row}.id)"


def upgrade() -> None:
    with op.batch_alter_table("frozen_period") as table:
        table.create_foreign_key(op.f(_KEY), "period_approval", ["period_id", "revision"], ["period_id", "revision"])
    if _is_postgresql():
        _guard("UPDATE OR TRUNCATE")
    else:
        _guard_what_was_copied()
        op.execute("DROP TRIGGER period_approval_no_delete")


def downgrade() -> None:
    with op.batch_alter_table("frozen_period") as table:
        table.drop_constraint(op.f(_KEY), type_="foreignkey")
    if _is_postgresql():
        _guard("UPDATE OR DELETE OR TRUNCATE")
    else:
        _guard_what_was_copied()
        op.execute(f"CREATE TRIGGER period_approval_no_delete BEFORE delete ON period_approval BEGIN {_REFUSED}; END")


def _is_postgresql() -> bool:
    bind: sa.Connection = op.get_bind()
    return bind.dialect.name == "postgresql"


def _guard(verbs: str) -> None:
    op.execute("DROP TRIGGER period_approval_no_change ON period_approval")
    op.execute(
        f"CREATE TRIGGER period_approval_no_change BEFORE {verbs} ON period_approval"
        " FOR EACH STATEMENT EXECUTE FUNCTION frozen_never_changes()"
    )


def _guard_what_was_copied() -> None:
    """SQLite changes a table by copying it, and its guards are lost with the old one."""
    op.execute(f"CREATE TRIGGER frozen_period_no_update BEFORE UPDATE ON frozen_period BEGIN {_REFUSED}; END")
    for verb, row in (("delete", "OLD"), ("insert", "NEW")):
        when = _CHECKED.format(row=row)
        op.execute(
            f"CREATE TRIGGER frozen_period_no_{verb} BEFORE {verb} ON frozen_period WHEN {when} BEGIN {_REFUSED}; END"
        )
