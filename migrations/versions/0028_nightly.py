"""What is counted at night of every unit, and certificates that came together."""

import sqlalchemy as sa
from alembic import op

import lms.db

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "unit_people",
        sa.Column("org_unit_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(length=12), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("counted_at", lms.db.Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["org_unit_id"], ["org_unit.id"], name=op.f("fk_unit_people_org_unit_id")),
        sa.PrimaryKeyConstraint("org_unit_id", "what", name=op.f("pk_unit_people")),
    )
    op.create_table(
        "found_burst",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sort", sa.String(length=12), nullable=False),
        sa.Column("org_unit_id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("at", lms.db.Instant(timezone=True), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["org_unit_id"], ["org_unit.id"], name=op.f("fk_found_burst_org_unit_id")),
        sa.ForeignKeyConstraint(["course_id"], ["course.id"], name=op.f("fk_found_burst_course_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_found_burst")),
        sa.UniqueConstraint(
            "org_unit_id", "course_id", "at", "sort", name=op.f("uq_found_burst_org_unit_id_course_id_at_sort")
        ),
    )
    op.create_index(op.f("ix_found_burst_at"), "found_burst", ["at"])


def downgrade() -> None:
    op.drop_table("found_burst")
    op.drop_table("unit_people")
