"""What authors tell those who teach a lesson."""

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "presenter_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("module_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("screen", sa.Integer(), nullable=False),
        sa.Column("after", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("html", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["module_id"], ["module.id"], name=op.f("fk_presenter_note_module_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_presenter_note")),
        sa.UniqueConstraint("module_id", "position", name=op.f("uq_presenter_note_module_id_position")),
    )


def downgrade() -> None:
    op.drop_table("presenter_note")
