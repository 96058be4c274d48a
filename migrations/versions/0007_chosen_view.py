"""The look of pages follows the person."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "chosen_view",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("size", sa.String(length=1), nullable=True),
        sa.Column("contrast", sa.String(length=1), nullable=True),
        sa.Column("language", sa.String(length=2), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_chosen_view_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_chosen_view")),
    )


def downgrade() -> None:
    op.drop_table("chosen_view")
