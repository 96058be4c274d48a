"""Lessons in more languages, and spoken."""

import sqlalchemy as sa
from alembic import op

import lms.db

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "translation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(length=80), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("of", sa.String(length=12), nullable=False),
        sa.Column("of_day", sa.String(length=10), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("published_at", lms.db.Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["course_id"], ["course.id"], name=op.f("fk_translation_course_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_translation")),
        sa.UniqueConstraint(
            "course_id", "part", "language", "of", name=op.f("uq_translation_course_id_part_language_of")
        ),
    )
    with op.batch_alter_table("translation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_translation_course_id"), ["course_id"], unique=False)

    op.create_table(
        "lesson_audio",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("module", sa.String(length=80), nullable=False),
        sa.Column("section", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("voice", sa.String(length=100), nullable=False),
        sa.Column("is_machine", sa.Boolean(), nullable=False),
        sa.Column("text_sha256", sa.String(length=12), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("suffix", sa.String(length=8), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("bytes", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("approved_by", sa.String(length=100), nullable=False),
        sa.Column("added_at", lms.db.Instant(timezone=True), nullable=False),
        sa.CheckConstraint("status = 'draft' OR approved_by <> ''", name=op.f("ck_lesson_audio_approved_by_somebody")),
        sa.ForeignKeyConstraint(["course_id"], ["course.id"], name=op.f("fk_lesson_audio_course_id")),
        sa.ForeignKeyConstraint(["sha256"], ["media.sha256"], name=op.f("fk_lesson_audio_sha256")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lesson_audio")),
        sa.UniqueConstraint(
            "course_id",
            "module",
            "section",
            "language",
            "text_sha256",
            "is_machine",
            name="uq_lesson_audio_text",
        ),
    )
    with op.batch_alter_table("lesson_audio", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_lesson_audio_course_id"), ["course_id"], unique=False)


def downgrade() -> None:
    op.drop_table("lesson_audio")
    op.drop_table("translation")
