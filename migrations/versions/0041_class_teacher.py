"""Who teaches a class beside its teacher."""

import sqlalchemy as sa
from alembic import op

import lms.db

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "class_teacher",
        sa.Column("class_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("added_by", sa.Integer(), nullable=False),
        sa.Column("added_at", lms.db.Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["added_by"], ["person.id"], name=op.f("fk_class_teacher_added_by")),
        sa.ForeignKeyConstraint(["class_id"], ["class_group.id"], name=op.f("fk_class_teacher_class_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_class_teacher_person_id")),
        sa.PrimaryKeyConstraint("class_id", "person_id", name=op.f("pk_class_teacher")),
    )
    op.create_index(op.f("ix_class_teacher_person_id"), "class_teacher", ["person_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_class_teacher_person_id"), table_name="class_teacher")
    op.drop_table("class_teacher")
