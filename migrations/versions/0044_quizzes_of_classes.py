"""Sheets of finals on paper, who is watched at a final, and pictures of sheets that wait for somebody to look."""

import sqlalchemy as sa
from alembic import op

import lms.db

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "class_quiz_sheet",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=20), nullable=False),
        sa.Column("attempt_id", sa.String(length=36), nullable=False),
        sa.Column("class_id", sa.Integer(), nullable=False),
        sa.Column("drawn_at", lms.db.Instant(timezone=True), nullable=False),
        sa.Column("drawn_by", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempt.id"], name=op.f("fk_class_quiz_sheet_attempt_id")),
        sa.ForeignKeyConstraint(["class_id"], ["class_group.id"], name=op.f("fk_class_quiz_sheet_class_id")),
        sa.ForeignKeyConstraint(["drawn_by"], ["person.id"], name=op.f("fk_class_quiz_sheet_drawn_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_class_quiz_sheet")),
        sa.UniqueConstraint("attempt_id", name=op.f("uq_class_quiz_sheet_attempt_id")),
        sa.UniqueConstraint("key", name=op.f("uq_class_quiz_sheet_key")),
    )
    for column in ("class_id", "drawn_by"):
        op.create_index(op.f(f"ix_class_quiz_sheet_{column}"), "class_quiz_sheet", [column])
    op.create_table(
        "class_watched_final",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("has_learned", sa.Boolean(), nullable=False),
        sa.Column("opened_at", lms.db.Instant(timezone=True), nullable=False),
        sa.Column("closes_at", lms.db.Instant(timezone=True), nullable=False),
        sa.Column("opened_by", sa.Integer(), nullable=False),
        sa.CheckConstraint("closes_at >= opened_at", name=op.f("ck_class_watched_final_in_order")),
        sa.ForeignKeyConstraint(["opened_by"], ["person.id"], name=op.f("fk_class_watched_final_opened_by")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_class_watched_final_person_id")),
        sa.ForeignKeyConstraint(["session_id"], ["class_session.id"], name=op.f("fk_class_watched_final_session_id")),
        sa.PrimaryKeyConstraint("session_id", "person_id", name=op.f("pk_class_watched_final")),
    )
    for column in ("opened_by", "person_id"):
        op.create_index(op.f(f"ix_class_watched_final_{column}"), "class_watched_final", [column])
    op.create_table(
        "class_sheet_scan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=36), nullable=False),
        sa.Column("class_id", sa.Integer(), nullable=False),
        sa.Column("attempt_id", sa.String(length=36), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("reading", sa.JSON(), nullable=False),
        sa.Column("brought_by", sa.Integer(), nullable=False),
        sa.Column("brought_at", lms.db.Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempt.id"], name=op.f("fk_class_sheet_scan_attempt_id")),
        sa.ForeignKeyConstraint(["brought_by"], ["person.id"], name=op.f("fk_class_sheet_scan_brought_by")),
        sa.ForeignKeyConstraint(["class_id"], ["class_group.id"], name=op.f("fk_class_sheet_scan_class_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_class_sheet_scan")),
        sa.UniqueConstraint("class_id", "digest", "page", name=op.f("uq_class_sheet_scan_class_id_digest_page")),
        sa.UniqueConstraint("public_id", name=op.f("uq_class_sheet_scan_public_id")),
    )
    for column in ("attempt_id", "brought_by", "class_id"):
        op.create_index(op.f(f"ix_class_sheet_scan_{column}"), "class_sheet_scan", [column])


def downgrade() -> None:
    op.drop_table("class_sheet_scan")
    op.drop_table("class_watched_final")
    op.drop_table("class_quiz_sheet")
