"""Cards that begin an account, and for what codes on cards were printed."""

import sqlalchemy as sa
from alembic import op

import lms.db

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None

_OPEN = sa.text("ended_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "activation_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=22), nullable=False),
        sa.Column("code_hash", sa.String(length=200), nullable=False),
        sa.Column("printed_for", sa.String(length=40), nullable=True),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", lms.db.Instant(timezone=True), nullable=False),
        sa.Column("expires_at", lms.db.Instant(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("ended_at", lms.db.Instant(timezone=True), nullable=True),
        sa.Column("used_at", lms.db.Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_activation_code_person_id")),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name=op.f("fk_activation_code_made_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activation_code")),
        sa.UniqueConstraint("key", name=op.f("uq_activation_code_key")),
    )
    for column in ("person_id", "printed_for"):
        op.create_index(op.f(f"ix_activation_code_{column}"), "activation_code", [column])
    op.create_index(
        "uq_activation_code_open",
        "activation_code",
        ["person_id"],
        unique=True,
        sqlite_where=_OPEN,
        postgresql_where=_OPEN,
    )
    op.add_column("recovery_code", sa.Column("printed_for", sa.String(length=40), nullable=True))
    op.create_index(op.f("ix_recovery_code_printed_for"), "recovery_code", ["printed_for"])


def downgrade() -> None:
    op.drop_index(op.f("ix_recovery_code_printed_for"), table_name="recovery_code")
    op.drop_column("recovery_code", "printed_for")
    op.drop_table("activation_code")
