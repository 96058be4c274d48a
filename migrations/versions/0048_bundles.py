"""Classes that are taken along on a laptop, and what comes back of them."""

import sqlalchemy as sa
from alembic import op

import lms.db

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "office_elsewhere",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office_elsewhere")),
    )
    op.create_table(
        "class_bundle",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=36), nullable=False),
        sa.Column("class_id", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("taken_by", sa.Integer(), nullable=True),
        sa.Column("taken_at", lms.db.Instant(timezone=True), nullable=False),
        sa.Column("valid_until", lms.db.Instant(timezone=True), nullable=False),
        sa.Column("results_key", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["class_id"], ["class_group.id"], name=op.f("fk_class_bundle_class_id")),
        sa.ForeignKeyConstraint(["taken_by"], ["person.id"], name=op.f("fk_class_bundle_taken_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_class_bundle")),
        sa.UniqueConstraint("class_id", "serial", name=op.f("uq_class_bundle_class_id_serial")),
        sa.UniqueConstraint("public_id", name=op.f("uq_class_bundle_public_id")),
    )
    op.create_index(op.f("ix_class_bundle_taken_by"), "class_bundle", ["taken_by"])
    op.create_table(
        "bundle_person",
        sa.Column("bundle_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["bundle_id"], ["class_bundle.id"], name=op.f("fk_bundle_person_bundle_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_bundle_person_person_id")),
        sa.PrimaryKeyConstraint("bundle_id", "person_id", name=op.f("pk_bundle_person")),
    )
    op.create_index(op.f("ix_bundle_person_person_id"), "bundle_person", ["person_id"])
    op.create_table(
        "bundle_arrival",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("bundle_id", sa.Integer(), nullable=False),
        sa.Column("opening", sa.String(length=36), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("made_at", lms.db.Instant(timezone=True), nullable=False),
        sa.Column("brought_at", lms.db.Instant(timezone=True), nullable=False),
        sa.Column("brought_by", sa.Integer(), nullable=True),
        sa.Column("totals", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["bundle_id"], ["class_bundle.id"], name=op.f("fk_bundle_arrival_bundle_id")),
        sa.ForeignKeyConstraint(["brought_by"], ["person.id"], name=op.f("fk_bundle_arrival_brought_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bundle_arrival")),
        sa.UniqueConstraint("bundle_id", "sha256", name=op.f("uq_bundle_arrival_bundle_id_sha256")),
    )
    op.create_index(op.f("ix_bundle_arrival_brought_by"), "bundle_arrival", ["brought_by"])
    op.create_table(
        "opened_bundle",
        sa.Column("bundle", sa.String(length=36), nullable=False),
        sa.Column("opening", sa.String(length=36), nullable=False),
        sa.Column("class_id", sa.Integer(), nullable=False),
        sa.Column("opened_at", lms.db.Instant(timezone=True), nullable=False),
        sa.Column("taken_at", lms.db.Instant(timezone=True), nullable=False),
        sa.Column("valid_until", lms.db.Instant(timezone=True), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["class_id"], ["class_group.id"], name=op.f("fk_opened_bundle_class_id")),
        sa.PrimaryKeyConstraint("bundle", name=op.f("pk_opened_bundle")),
    )


def downgrade() -> None:
    for table in ("opened_bundle", "bundle_arrival", "bundle_person", "class_bundle", "office_elsewhere"):
        op.drop_table(table)
