"""Figures about questions that were counted by attempts told of single people: they are counted anew, by people."""

from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("DELETE FROM item_analysis")


def downgrade() -> None:
    """What was counted by people may stay."""
