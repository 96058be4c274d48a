"""That somebody has died or left the province, with who wrote it down and who took it back."""

import sqlalchemy as sa
from alembic import op

import lms.db

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

_HOLDS = sa.text("taken_back_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "departure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=False),
        sa.Column("why", sa.String(length=10), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("recorded_at", lms.db.Instant(timezone=True), nullable=False),
        sa.Column("taken_back_by", sa.Integer(), nullable=True),
        sa.Column("taken_back_at", lms.db.Instant(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(taken_back_by IS NULL) = (taken_back_at IS NULL)", name=op.f("ck_departure_taken_back_by_somebody")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_departure_person_id")),
        sa.ForeignKeyConstraint(["recorded_by"], ["person.id"], name=op.f("fk_departure_recorded_by")),
        sa.ForeignKeyConstraint(["taken_back_by"], ["person.id"], name=op.f("fk_departure_taken_back_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_departure")),
    )
    op.create_index(op.f("ix_departure_person_id"), "departure", ["person_id"])
    op.create_index(
        "uq_departure_holds", "departure", ["person_id"], unique=True, sqlite_where=_HOLDS, postgresql_where=_HOLDS
    )


def downgrade() -> None:
    op.drop_table("departure")
