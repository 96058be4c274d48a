"""What is signed in the QR codes of certificates. Those printed until now lead to their page and hold no more."""

import sqlalchemy as sa
from alembic import op

import lms.db

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "certificate_slip",
        sa.Column("certificate_id", sa.String(length=36), nullable=False),
        sa.Column("payload", sa.String(length=300), nullable=False),
        sa.Column("mark", sa.String(length=8), nullable=False),
        sa.Column("kid", sa.String(length=16), nullable=False),
        sa.Column("whole", sa.String(length=128), nullable=False),
        sa.Column("signed_at", lms.db.Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["certificate_id"], ["certificate.id"], name=op.f("fk_certificate_slip_certificate_id")
        ),
        sa.PrimaryKeyConstraint("certificate_id", name=op.f("pk_certificate_slip")),
    )
    with op.batch_alter_table("certificate_slip", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_certificate_slip_mark"), ["mark"], unique=False)
    op.execute(
        "INSERT INTO certificate_slip (certificate_id, payload, mark, kid, whole, signed_at)"
        " SELECT certificate_id, '', '', '', '', rendered_at FROM certificate_file"
    )


def downgrade() -> None:
    op.drop_table("certificate_slip")
