"""Searching the lessons."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "indexed_screen",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(12), nullable=False),
        sa.Column("module_slug", sa.String(80), nullable=False),
        sa.Column("module_position", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("course_title", sa.String(200), nullable=False),
        sa.Column("lesson_title", sa.String(200), nullable=False),
        sa.Column("heading", sa.String(200), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("spelled", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["version_id"], ["course_version.id"], name=op.f("fk_indexed_screen_version_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indexed_screen")),
        sa.UniqueConstraint(
            "version_id",
            "language",
            "module_position",
            "position",
            name=op.f("uq_indexed_screen_version_id_language_module_position_position"),
        ),
    )
    op.create_index(op.f("ix_indexed_screen_version_id"), "indexed_screen", ["version_id"])


def downgrade() -> None:
    op.drop_table("indexed_screen")
