"""What people say of their groups, and what became of it."""

import sqlalchemy as sa
from alembic import op

import lms.db

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

_WAITS = sa.text("state = 'waiting'")


def _key(column: str, of: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{of}.id"], name=op.f(f"fk_group_declaration_{column}"))


def upgrade() -> None:
    op.create_table(
        "group_declaration",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("group", sa.String(length=20), nullable=False),
        sa.Column("says", sa.String(length=10), nullable=False),
        sa.Column("org_unit_id", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("declared_at", lms.db.Instant(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("holds_from", sa.Date(), nullable=True),
        sa.Column("answered_at", lms.db.Instant(timezone=True), nullable=True),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.CheckConstraint(
            "(state = 'waiting') = (answered_at IS NULL)", name=op.f("ck_group_declaration_answered_has_an_instant")
        ),
        sa.CheckConstraint(
            "(state = 'approved') = (holds_from IS NOT NULL)", name=op.f("ck_group_declaration_approved_has_a_day")
        ),
        sa.CheckConstraint("\"group\" <> 'adult'", name=op.f("ck_group_declaration_adult_is_derived")),
        _key("person_id", "person"),
        _key("org_unit_id", "org_unit"),
        _key("answered_by", "person"),
        sa.UniqueConstraint("public_id", name=op.f("uq_group_declaration_public_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_declaration")),
    )
    op.create_index(op.f("ix_group_declaration_person_id"), "group_declaration", ["person_id"])
    op.create_index(op.f("ix_group_declaration_org_unit_id"), "group_declaration", ["org_unit_id"])
    op.create_index(
        "uq_group_declaration_waiting",
        "group_declaration",
        ["person_id", "group"],
        unique=True,
        sqlite_where=_WAITS,
        postgresql_where=_WAITS,
    )


def downgrade() -> None:
    op.drop_table("group_declaration")
