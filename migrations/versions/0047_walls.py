"""Which slide a class sees on its wall."""

import sqlalchemy as sa
from alembic import op

import lms.db

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "class_wall",
        sa.Column("class_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("module", sa.String(length=80), nullable=False),
        sa.Column("slide", sa.Integer(), nullable=False),
        sa.Column("is_dark", sa.Boolean(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("moved_at", lms.db.Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["class_id"], ["class_group.id"], name=op.f("fk_class_wall_class_id")),
        sa.ForeignKeyConstraint(["version_id"], ["course_version.id"], name=op.f("fk_class_wall_version_id")),
        sa.PrimaryKeyConstraint("class_id", name=op.f("pk_class_wall")),
    )


def downgrade() -> None:
    op.drop_table("class_wall")
