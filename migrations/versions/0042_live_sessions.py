"""Sessions that are running, and who is in them by telephone."""

import sqlalchemy as sa
from alembic import op

import lms.db

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "live_session",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("started_at", lms.db.Instant(timezone=True), nullable=False),
        sa.Column("ends_at", lms.db.Instant(timezone=True), nullable=False),
        sa.Column("started_by", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["session_id"], ["class_session.id"], name=op.f("fk_live_session_session_id")),
        sa.ForeignKeyConstraint(["started_by"], ["person.id"], name=op.f("fk_live_session_started_by")),
        sa.PrimaryKeyConstraint("session_id", name=op.f("pk_live_session")),
    )
    op.create_index(op.f("ix_live_session_started_by"), "live_session", ["started_by"])
    op.create_table(
        "live_presence",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("came_at", lms.db.Instant(timezone=True), nullable=False),
        sa.Column("seen_at", lms.db.Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["session_id"], ["live_session.session_id"], name=op.f("fk_live_presence_session_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_live_presence_person_id")),
        sa.PrimaryKeyConstraint("session_id", "person_id", name=op.f("pk_live_presence")),
    )
    op.create_index(op.f("ix_live_presence_person_id"), "live_presence", ["person_id"])


def downgrade() -> None:
    op.drop_table("live_presence")
    op.drop_table("live_session")
