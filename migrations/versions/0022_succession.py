"""What became of units that were merged or split."""

import sqlalchemy as sa
from alembic import op

import lms.db

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "succession",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("old_id", sa.Integer(), nullable=False),
        sa.Column("new_id", sa.Integer(), nullable=False),
        sa.Column("village_id", sa.Integer(), nullable=True),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("imported_at", lms.db.Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["new_id"], ["org_unit.id"], name=op.f("fk_succession_new_id")),
        sa.ForeignKeyConstraint(["old_id"], ["org_unit.id"], name=op.f("fk_succession_old_id")),
        sa.ForeignKeyConstraint(["village_id"], ["org_unit.id"], name=op.f("fk_succession_village_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_succession")),
    )
    op.create_index(op.f("ix_succession_new_id"), "succession", ["new_id"])
    op.create_index("uq_succession", "succession", ["old_id", "new_id", "village_id"], unique=True)


def downgrade() -> None:
    op.drop_table("succession")
