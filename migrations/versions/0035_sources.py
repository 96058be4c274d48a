"""The files each version of a course was published from."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "source_file",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("path", sa.String(length=200), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["sha256"], ["media.sha256"], name=op.f("fk_source_file_sha256")),
        sa.ForeignKeyConstraint(["version_id"], ["course_version.id"], name=op.f("fk_source_file_version_id")),
        sa.PrimaryKeyConstraint("version_id", "path", name=op.f("pk_source_file")),
    )


def downgrade() -> None:
    op.drop_table("source_file")
