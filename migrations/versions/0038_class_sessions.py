"""Sessions of classes, and who came to them."""

import sqlalchemy as sa
from alembic import op

import lms.db

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "class_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=36), nullable=False),
        sa.Column("class_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", lms.db.Instant(timezone=True), nullable=False),
        sa.Column("ends_at", lms.db.Instant(timezone=True), nullable=True),
        sa.Column("place", sa.String(length=100), nullable=False),
        sa.Column("opened_by", sa.Integer(), nullable=False),
        sa.CheckConstraint("ends_at IS NULL OR ends_at > starts_at", name=op.f("ck_class_session_hours_in_order")),
        sa.ForeignKeyConstraint(["class_id"], ["class_group.id"], name=op.f("fk_class_session_class_id")),
        sa.ForeignKeyConstraint(["opened_by"], ["person.id"], name=op.f("fk_class_session_opened_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_class_session")),
        sa.UniqueConstraint("class_id", "starts_at", name=op.f("uq_class_session_class_id_starts_at")),
        sa.UniqueConstraint("public_id", name=op.f("uq_class_session_public_id")),
    )
    op.create_index(op.f("ix_class_session_opened_by"), "class_session", ["opened_by"])
    op.create_table(
        "class_attendance",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("present", sa.Boolean(), nullable=False),
        sa.Column("marked_by", sa.Integer(), nullable=False),
        sa.Column("marked_at", lms.db.Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["session_id"], ["class_session.id"], name=op.f("fk_class_attendance_session_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_class_attendance_person_id")),
        sa.ForeignKeyConstraint(["marked_by"], ["person.id"], name=op.f("fk_class_attendance_marked_by")),
        sa.PrimaryKeyConstraint("session_id", "person_id", name=op.f("pk_class_attendance")),
    )
    for column in ("person_id", "marked_by"):
        op.create_index(op.f(f"ix_class_attendance_{column}"), "class_attendance", [column])


def downgrade() -> None:
    op.drop_table("class_attendance")
    op.drop_table("class_session")
