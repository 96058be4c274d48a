"""Items with parts (steps, rows, questions of a scenario) and items that are answered by typing."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

_EMPTY = {"parts": "[]", "accepted": "{}"}


def upgrade() -> None:
    with op.batch_alter_table("item") as table:
        for name, nothing in _EMPTY.items():
            table.add_column(sa.Column(name, sa.JSON(), nullable=False, server_default=sa.text(f"'{nothing}'")))
    with op.batch_alter_table("item") as table:
        for name in _EMPTY:
            table.alter_column(name, existing_type=sa.JSON(), server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("item") as table:
        for name in _EMPTY:
            table.drop_column(name)
