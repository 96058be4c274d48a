"""How a certificate's file was printed, and whose signature it carries."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("certificate_file") as table:
        table.add_column(sa.Column("way", sa.String(20), nullable=False, server_default="laid-out"))
        table.add_column(sa.Column("signature_level", sa.String(8), nullable=True))
        table.add_column(sa.Column("signer", sa.String(200), nullable=True))
        table.add_column(sa.Column("signer_fingerprint", sa.String(64), nullable=True))
        table.create_index(op.f("ix_certificate_file_sha256"), ["sha256"])
    with op.batch_alter_table("certificate_file") as table:
        table.alter_column("way", existing_type=sa.String(20), server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("certificate_file") as table:
        table.drop_index(op.f("ix_certificate_file_sha256"))
        for column in ("signer_fingerprint", "signer", "signature_level", "way"):
            table.drop_column(column)
