"""Learning without a network."""

import sqlalchemy as sa
from alembic import op

import lms.db

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "offline_token",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("device", sa.String(length=80), nullable=False),
        sa.Column("issued_at", lms.db.Instant(timezone=True), nullable=False),
        sa.Column("expires_at", lms.db.Instant(timezone=True), nullable=False),
        sa.Column("used_at", lms.db.Instant(timezone=True), nullable=True),
        sa.Column("revoked_at", lms.db.Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["course_id"], ["course.id"], name=op.f("fk_offline_token_course_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_offline_token_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offline_token")),
        sa.UniqueConstraint("key", name=op.f("uq_offline_token_key")),
    )
    with op.batch_alter_table("offline_token", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_offline_token_person_id"), ["person_id"], unique=False)

    op.create_table(
        "offline_event",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("token_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("client_time", lms.db.Instant(timezone=True), nullable=False),
        sa.Column("received_at", lms.db.Instant(timezone=True), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_offline_event_person_id")),
        sa.ForeignKeyConstraint(["token_id"], ["offline_token.id"], name=op.f("fk_offline_event_token_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offline_event")),
    )
    with op.batch_alter_table("offline_event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_offline_event_person_id"), ["person_id"], unique=False)
        batch_op.create_index("ix_offline_event_token_id_received_at", ["token_id", "received_at"], unique=False)


def downgrade() -> None:
    op.drop_table("offline_event")
    op.drop_table("offline_token")
