"""Corrections of certificates; since when one counts, when it was ended, and whether it never counted."""

import sqlalchemy as sa
from alembic import op

from lms.db import Instant

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("certificate") as table:
        table.add_column(sa.Column("attained_on", sa.Date(), nullable=True))
        table.add_column(sa.Column("ended_at", Instant(timezone=True), nullable=True))
        table.add_column(sa.Column("is_void", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute("UPDATE certificate SET attained_on = issued_on")
    with op.batch_alter_table("certificate") as table:
        table.alter_column("attained_on", existing_type=sa.Date(), nullable=False)
        table.alter_column("is_void", existing_type=sa.Boolean(), server_default=None)
    op.create_table(
        "certificate_correction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=36), nullable=False),
        sa.Column("certificate_id", sa.String(length=36), nullable=False),
        sa.Column("wanted", sa.JSON(), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("asked_at", Instant(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("answered_at", Instant(timezone=True), nullable=True),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.CheckConstraint(
            "(state = 'waiting') = (answered_at IS NULL)",
            name=op.f("ck_certificate_correction_answered_has_an_instant"),
        ),
        sa.ForeignKeyConstraint(["answered_by"], ["person.id"], name=op.f("fk_certificate_correction_answered_by")),
        sa.ForeignKeyConstraint(
            ["certificate_id"], ["certificate.id"], name=op.f("fk_certificate_correction_certificate_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate_correction")),
        sa.UniqueConstraint("public_id", name=op.f("uq_certificate_correction_public_id")),
    )
    op.create_index(op.f("ix_certificate_correction_certificate_id"), "certificate_correction", ["certificate_id"])
    op.create_index(
        "uq_certificate_correction_waiting",
        "certificate_correction",
        ["certificate_id"],
        unique=True,
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )


def downgrade() -> None:
    op.drop_table("certificate_correction")
    with op.batch_alter_table("certificate") as table:
        table.drop_column("is_void")
        table.drop_column("ended_at")
        table.drop_column("attained_on")
