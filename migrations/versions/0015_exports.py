"""What officials ask to have at once, and its files."""

import sqlalchemy as sa
from alembic import op

import lms.db

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "certificate_export",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("scope_kind", sa.String(length=20), nullable=False),
        sa.Column("scope_keys", sa.JSON(), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("wanted", sa.JSON(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("missing", sa.Integer(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("asked_at", lms.db.Instant(timezone=True), nullable=False),
        sa.Column("expires_at", lms.db.Instant(timezone=True), nullable=False),
        sa.Column("ready_at", lms.db.Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_certificate_export_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate_export")),
        sa.UniqueConstraint("public_id", name=op.f("uq_certificate_export_public_id")),
    )
    with op.batch_alter_table("certificate_export", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_certificate_export_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_certificate_export_expires_at"), ["expires_at"], unique=False)

    op.create_table(
        "certificate_export_item",
        sa.Column("export_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("certificate_id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(
            ["certificate_id"], ["certificate.id"], name=op.f("fk_certificate_export_item_certificate_id")
        ),
        sa.ForeignKeyConstraint(
            ["export_id"], ["certificate_export.id"], name=op.f("fk_certificate_export_item_export_id")
        ),
        sa.PrimaryKeyConstraint("export_id", "position", name=op.f("pk_certificate_export_item")),
    )
    op.create_table(
        "certificate_export_part",
        sa.Column("export_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("made_at", lms.db.Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["export_id"], ["certificate_export.id"], name=op.f("fk_certificate_export_part_export_id")
        ),
        sa.PrimaryKeyConstraint("export_id", "number", name=op.f("pk_certificate_export_part")),
    )
    op.create_table(
        "certificate_export_piece",
        sa.Column("export_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("begins_at", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("certificate_id", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(
            ["certificate_id"], ["certificate.id"], name=op.f("fk_certificate_export_piece_certificate_id")
        ),
        sa.ForeignKeyConstraint(
            ["export_id", "number"],
            ["certificate_export_part.export_id", "certificate_export_part.number"],
            name="fk_certificate_export_piece_part",
        ),
        sa.PrimaryKeyConstraint("export_id", "number", "begins_at", name=op.f("pk_certificate_export_piece")),
    )


def downgrade() -> None:
    op.drop_table("certificate_export_piece")
    op.drop_table("certificate_export_part")
    op.drop_table("certificate_export_item")
    op.drop_table("certificate_export")
