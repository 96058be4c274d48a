"""The mark of the browser at a final that was passed alone."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

_KNOWN = sa.text("device IS NOT NULL")


def upgrade() -> None:
    op.add_column("attempt", sa.Column("device", sa.String(length=16), nullable=True))
    op.create_index("ix_attempt_device", "attempt", ["submitted_at"], sqlite_where=_KNOWN, postgresql_where=_KNOWN)


def downgrade() -> None:
    op.drop_index("ix_attempt_device", table_name="attempt")
    op.drop_column("attempt", "device")
