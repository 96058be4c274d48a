"""Whether a batch left over the line or as a file."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

_SENT = """
UPDATE vneid_batch SET is_over_the_line = true
WHERE sent_at IS NOT NULL
AND EXISTS (SELECT 1 FROM job WHERE job.dedup = 'vneid.send:' || vneid_batch.public_id AND job.state = 'done')
AND NOT EXISTS (
    SELECT 1 FROM audit_row
    WHERE audit_row.act = 'vneid.handed-over' AND audit_row.subject = 'vneid_batch:' || vneid_batch.id
)
"""


def upgrade() -> None:
    with op.batch_alter_table("vneid_batch") as table:
        table.add_column(sa.Column("is_over_the_line", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("vneid_batch") as table:
        table.alter_column("is_over_the_line", existing_type=sa.Boolean(), server_default=None)
    op.execute(_SENT)


def downgrade() -> None:
    with op.batch_alter_table("vneid_batch") as table:
        table.drop_column("is_over_the_line")
