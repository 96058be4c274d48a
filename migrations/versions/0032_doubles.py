"""That two entries are one person, with who decided it and who took it back."""

import sqlalchemy as sa
from alembic import op

import lms.db

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

_HOLDS = sa.text("taken_back_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "duplicate_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("canonical_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=False),
        sa.Column("decided_at", lms.db.Instant(timezone=True), nullable=False),
        sa.Column("taken_back_by", sa.Integer(), nullable=True),
        sa.Column("taken_back_at", lms.db.Instant(timezone=True), nullable=True),
        sa.CheckConstraint("person_id <> canonical_id", name=op.f("ck_duplicate_decision_two_entries")),
        sa.CheckConstraint(
            "(taken_back_by IS NULL) = (taken_back_at IS NULL)",
            name=op.f("ck_duplicate_decision_taken_back_by_somebody"),
        ),
        *(
            sa.ForeignKeyConstraint([column], ["person.id"], name=op.f(f"fk_duplicate_decision_{column}"))
            for column in ("person_id", "canonical_id", "decided_by", "taken_back_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duplicate_decision")),
    )
    op.create_index(op.f("ix_duplicate_decision_canonical_id"), "duplicate_decision", ["canonical_id"])
    op.create_index(
        "uq_duplicate_decision_holds",
        "duplicate_decision",
        ["person_id"],
        unique=True,
        sqlite_where=_HOLDS,
        postgresql_where=_HOLDS,
    )


def downgrade() -> None:
    op.drop_table("duplicate_decision")
