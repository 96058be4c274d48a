"""The community digital team of a village: who helps whom, visits, and invitations to classes."""

import sqlalchemy as sa
from alembic import op

import lms.db

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "outreach_helper",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("org_unit_id", sa.Integer(), nullable=False),
        sa.Column("helper_id", sa.Integer(), nullable=False),
        sa.Column("assigned_by", sa.Integer(), nullable=False),
        sa.Column("assigned_at", lms.db.Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_outreach_helper_person_id")),
        sa.ForeignKeyConstraint(["org_unit_id"], ["org_unit.id"], name=op.f("fk_outreach_helper_org_unit_id")),
        sa.ForeignKeyConstraint(["helper_id"], ["person.id"], name=op.f("fk_outreach_helper_helper_id")),
        sa.ForeignKeyConstraint(["assigned_by"], ["person.id"], name=op.f("fk_outreach_helper_assigned_by")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_outreach_helper")),
    )
    op.create_index(op.f("ix_outreach_helper_helper_id"), "outreach_helper", ["helper_id"])
    op.create_table(
        "outreach_visit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("org_unit_id", sa.Integer(), nullable=False),
        sa.Column("visited_by", sa.Integer(), nullable=False),
        sa.Column("visited_on", sa.Date(), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "outcome IN ('will-learn', 'helped', 'not-home', 'not-now')", name=op.f("ck_outreach_visit_outcome_known")
        ),
        sa.CheckConstraint("next_on IS NULL OR next_on >= visited_on", name=op.f("ck_outreach_visit_next_is_later")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_outreach_visit_person_id")),
        sa.ForeignKeyConstraint(["org_unit_id"], ["org_unit.id"], name=op.f("fk_outreach_visit_org_unit_id")),
        sa.ForeignKeyConstraint(["visited_by"], ["person.id"], name=op.f("fk_outreach_visit_visited_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outreach_visit")),
        sa.UniqueConstraint(
            "person_id", "visited_by", "visited_on", name=op.f("uq_outreach_visit_person_id_visited_by_visited_on")
        ),
    )
    for column in ("person_id", "org_unit_id"):
        op.create_index(op.f(f"ix_outreach_visit_{column}"), "outreach_visit", [column])
    op.create_table(
        "outreach_invitation",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("class_id", sa.Integer(), nullable=False),
        sa.Column("invited_by", sa.Integer(), nullable=False),
        sa.Column("invited_at", lms.db.Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_outreach_invitation_person_id")),
        sa.ForeignKeyConstraint(["class_id"], ["class_group.id"], name=op.f("fk_outreach_invitation_class_id")),
        sa.ForeignKeyConstraint(["invited_by"], ["person.id"], name=op.f("fk_outreach_invitation_invited_by")),
        sa.PrimaryKeyConstraint("person_id", "class_id", name=op.f("pk_outreach_invitation")),
    )
    op.create_index(op.f("ix_outreach_invitation_class_id"), "outreach_invitation", ["class_id"])


def downgrade() -> None:
    for table in ("outreach_invitation", "outreach_visit", "outreach_helper"):
        op.drop_table(table)
