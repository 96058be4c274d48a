"""Files of numbers are shown before they are taken; which file a denominator came with; targets as a number of people."""

import sqlalchemy as sa
from alembic import op

import lms.db

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "statistics_upload",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=36), nullable=False),
        sa.Column("what", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("uploaded_at", lms.db.Instant(timezone=True), nullable=False),
        sa.Column("taken_at", lms.db.Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_statistics_upload_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statistics_upload")),
        sa.UniqueConstraint("public_id", name=op.f("uq_statistics_upload_public_id")),
    )
    op.create_index(op.f("ix_statistics_upload_person_id"), "statistics_upload", ["person_id"])
    with op.batch_alter_table("population") as table:
        table.add_column(sa.Column("upload_id", sa.Integer(), nullable=True))
        table.create_foreign_key(op.f("fk_population_upload_id"), "statistics_upload", ["upload_id"], ["id"])
    with op.batch_alter_table("target") as table:
        table.add_column(sa.Column("people", sa.Integer(), nullable=True))
        table.alter_column("basis_points", existing_type=sa.Integer(), nullable=True)
        table.create_check_constraint(op.f("ck_target_people_not_negative"), "people >= 0")
        table.create_check_constraint(op.f("ck_target_one_aim"), "(basis_points IS NULL) <> (people IS NULL)")


def downgrade() -> None:
    op.execute("DELETE FROM target WHERE basis_points IS NULL")
    with op.batch_alter_table("target") as table:
        table.drop_constraint(op.f("ck_target_one_aim"), type_="check")
        table.drop_constraint(op.f("ck_target_people_not_negative"), type_="check")
        table.alter_column("basis_points", existing_type=sa.Integer(), nullable=False)
        table.drop_column("people")
    with op.batch_alter_table("population") as table:
        table.drop_constraint(op.f("fk_population_upload_id"), type_="foreignkey")
        table.drop_column("upload_id")
    op.drop_table("statistics_upload")
