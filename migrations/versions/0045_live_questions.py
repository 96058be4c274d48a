"""Questions asked in a running session, and the answers to them."""

import sqlalchemy as sa
from alembic import op

import lms.db

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "live_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=36), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", lms.db.Instant(timezone=True), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=False),
        sa.Column("closed_at", lms.db.Instant(timezone=True), nullable=True),
        sa.Column("away_at", lms.db.Instant(timezone=True), nullable=True),
        sa.Column("shows_bars", sa.Boolean(), nullable=False),
        sa.Column("shows_answer", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "closed_at IS NOT NULL OR NOT shows_answer", name=op.f("ck_live_question_closed_before_told")
        ),
        sa.ForeignKeyConstraint(["session_id"], ["live_session.session_id"], name=op.f("fk_live_question_session_id")),
        sa.ForeignKeyConstraint(["version_id"], ["course_version.id"], name=op.f("fk_live_question_version_id")),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_live_question_item_id")),
        sa.ForeignKeyConstraint(["asked_by"], ["person.id"], name=op.f("fk_live_question_asked_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_live_question")),
        sa.UniqueConstraint("public_id", name=op.f("uq_live_question_public_id")),
        sa.UniqueConstraint("session_id", "number", name=op.f("uq_live_question_session_id_number")),
    )
    op.create_index(op.f("ix_live_question_asked_by"), "live_question", ["asked_by"])
    op.create_table(
        "live_answer",
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("submission", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("chosen", sa.JSON(), nullable=False),
        sa.Column("is_right", sa.Boolean(), nullable=False),
        sa.Column("answered_at", lms.db.Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["question_id"], ["live_question.id"], name=op.f("fk_live_answer_question_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_live_answer_person_id")),
        sa.PrimaryKeyConstraint("question_id", "person_id", name=op.f("pk_live_answer")),
        sa.UniqueConstraint("submission", name=op.f("uq_live_answer_submission")),
    )
    op.create_index(op.f("ix_live_answer_person_id"), "live_answer", ["person_id"])


def downgrade() -> None:
    op.drop_table("live_answer")
    op.drop_table("live_question")
