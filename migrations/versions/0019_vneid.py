"""Batches of people to be confirmed on VNeID, replies, confirmations, cases; identity numbers where they are kept."""

import sqlalchemy as sa
from alembic import op

from lms.db import Instant

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _batch()
    op.create_table(
        "vneid_member",
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("key", sa.String(length=16), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("answered_at", Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["vneid_batch.id"], name=op.f("fk_vneid_member_batch_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_vneid_member_person_id")),
        sa.PrimaryKeyConstraint("batch_id", "position", name=op.f("pk_vneid_member")),
        sa.UniqueConstraint("batch_id", "key", name=op.f("uq_vneid_member_batch_id_key")),
        sa.UniqueConstraint("batch_id", "person_id", name=op.f("uq_vneid_member_batch_id_person_id")),
    )
    op.create_index(op.f("ix_vneid_member_person_id"), "vneid_member", ["person_id"])
    op.create_table(
        "vneid_confirmation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("recorded_at", Instant(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["vneid_batch.id"], name=op.f("fk_vneid_confirmation_batch_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_vneid_confirmation_person_id")),
        sa.ForeignKeyConstraint(["recorded_by"], ["person.id"], name=op.f("fk_vneid_confirmation_recorded_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vneid_confirmation")),
        sa.UniqueConstraint("person_id", "confirmed_on", name=op.f("uq_vneid_confirmation_person_id_confirmed_on")),
    )
    op.create_index(op.f("ix_vneid_confirmation_confirmed_on"), "vneid_confirmation", ["confirmed_on"])
    op.create_index(op.f("ix_vneid_confirmation_batch_id"), "vneid_confirmation", ["batch_id"])
    _beside()


def _batch() -> None:
    op.create_table(
        "vneid_batch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("form", sa.String(length=4), nullable=False),
        sa.Column("layout", sa.JSON(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("asked_at", Instant(timezone=True), nullable=False),
        sa.Column("made_at", Instant(timezone=True), nullable=True),
        sa.Column("sent_at", Instant(timezone=True), nullable=True),
        sa.Column("receipt", sa.String(length=200), nullable=False),
        sa.Column("answered_at", Instant(timezone=True), nullable=True),
        sa.Column("replies", sa.Integer(), nullable=False),
        sa.Column("package", sa.LargeBinary(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("manifest", sa.LargeBinary(), nullable=True),
        sa.Column("signature", sa.LargeBinary(), nullable=True),
        sa.Column("kid", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_vneid_batch_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vneid_batch")),
        sa.UniqueConstraint("public_id", name=op.f("uq_vneid_batch_public_id")),
    )
    op.create_index(op.f("ix_vneid_batch_person_id"), "vneid_batch", ["person_id"])
    op.create_index(
        "uq_vneid_batch_making",
        "vneid_batch",
        ["state"],
        unique=True,
        sqlite_where=sa.text("state = 'making'"),
        postgresql_where=sa.text("state = 'making'"),
    )


def _beside() -> None:
    op.create_table(
        "vneid_reply",
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("uploaded_at", Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["vneid_batch.id"], name=op.f("fk_vneid_reply_batch_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_vneid_reply_person_id")),
        sa.PrimaryKeyConstraint("batch_id", name=op.f("pk_vneid_reply")),
    )
    op.create_table(
        "vneid_case",
        sa.Column("certificate_id", sa.String(length=36), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("closed_by", sa.Integer(), nullable=True),
        sa.Column("closed_at", Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["certificate_id"], ["certificate.id"], name=op.f("fk_vneid_case_certificate_id")),
        sa.ForeignKeyConstraint(["closed_by"], ["person.id"], name=op.f("fk_vneid_case_closed_by")),
        sa.PrimaryKeyConstraint("certificate_id", name=op.f("pk_vneid_case")),
    )
    op.create_table(
        "vneid_number",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("recorded_at", Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_vneid_number_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_vneid_number")),
        sa.UniqueConstraint("mark", name=op.f("uq_vneid_number_mark")),
    )


def downgrade() -> None:
    for table in ("vneid_number", "vneid_case", "vneid_reply", "vneid_confirmation", "vneid_member", "vneid_batch"):
        op.drop_table(table)
