"""The outlines of communes that the province has brought."""

import sqlalchemy as sa
from alembic import op

import lms.db

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "map_outline",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("paths", sa.JSON(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("uploaded_at", lms.db.Instant(timezone=True), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_map_outline_one_row")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_map_outline_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_map_outline")),
    )
    op.create_index(op.f("ix_map_outline_person_id"), "map_outline", ["person_id"])


def downgrade() -> None:
    op.drop_table("map_outline")
