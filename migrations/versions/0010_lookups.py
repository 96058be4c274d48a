"""How often certificates are looked up."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "certificate_lookup",
        sa.Column("certificate_id", sa.String(length=36), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["certificate_id"], ["certificate.id"], name=op.f("fk_certificate_lookup_certificate_id")
        ),
        sa.PrimaryKeyConstraint("certificate_id", "on", name=op.f("pk_certificate_lookup")),
    )


def downgrade() -> None:
    op.drop_table("certificate_lookup")
