"""The mark that a version of a course must be learned again."""

import sqlalchemy as sa
from alembic import op

import lms.db

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "redo",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("because", sa.String(length=500), nullable=False),
        sa.Column("marked_at", lms.db.Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["version_id"], ["course_version.id"], name=op.f("fk_redo_version_id")),
        sa.PrimaryKeyConstraint("version_id", name=op.f("pk_redo")),
    )


def downgrade() -> None:
    op.drop_table("redo")
