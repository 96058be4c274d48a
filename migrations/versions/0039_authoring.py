"""Drafts of courses, that one was published, and what was counted of questions."""

import sqlalchemy as sa
from alembic import op

import lms.db

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=36), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("archive", sa.LargeBinary(), nullable=False),
        sa.Column("faults", sa.Integer(), nullable=False),
        sa.Column("warnings", sa.Integer(), nullable=False),
        sa.Column("brought_by", sa.Integer(), nullable=False),
        sa.Column("brought_at", lms.db.Instant(timezone=True), nullable=False),
        sa.CheckConstraint("faults >= 0", name=op.f("ck_draft_counted")),
        sa.ForeignKeyConstraint(["brought_by"], ["person.id"], name=op.f("fk_draft_brought_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
        sa.UniqueConstraint("id", "faults", name=op.f("uq_draft_id_faults")),
        sa.UniqueConstraint("public_id", name=op.f("uq_draft_public_id")),
    )
    op.create_index(op.f("ix_draft_slug"), "draft", ["slug"])
    op.create_table(
        "draft_published",
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("faults", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("published_by", sa.Integer(), nullable=False),
        sa.Column("published_at", lms.db.Instant(timezone=True), nullable=False),
        sa.CheckConstraint("faults = 0", name=op.f("ck_draft_published_without_fault")),
        sa.ForeignKeyConstraint(
            ["draft_id", "faults"], ["draft.id", "draft.faults"], name=op.f("fk_draft_published_draft_id_faults")
        ),
        sa.ForeignKeyConstraint(["published_by"], ["person.id"], name=op.f("fk_draft_published_published_by")),
        sa.ForeignKeyConstraint(["version_id"], ["course_version.id"], name=op.f("fk_draft_published_version_id")),
        sa.PrimaryKeyConstraint("draft_id", name=op.f("pk_draft_published")),
    )
    op.create_table(
        "item_analysis",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("made_at", lms.db.Instant(timezone=True), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["version_id"], ["course_version.id"], name=op.f("fk_item_analysis_version_id")),
        sa.PrimaryKeyConstraint("version_id", name=op.f("pk_item_analysis")),
    )


def downgrade() -> None:
    op.drop_table("item_analysis")
    op.drop_table("draft_published")
    op.drop_table("draft")
