"""Who held which course on a day stands in one index: a recount of the province read every certificate for it.

The index of the course is the beginning of it, and that of the person the beginning of what makes a certificate unique.
"""

from alembic import op

revision = "0054"
down_revision = "0053"
branch_labels = None
depends_on = None

HELD = ["course_id", "person_id", "issued_on", "ended_on", "attained_on"]


def upgrade() -> None:
    op.create_index("ix_certificate_held", "certificate", HELD)
    op.drop_index("ix_certificate_course_id", "certificate")
    op.drop_index("ix_certificate_person_id", "certificate")


def downgrade() -> None:
    op.create_index("ix_certificate_person_id", "certificate", ["person_id"])
    op.create_index("ix_certificate_course_id", "certificate", ["course_id"])
    op.drop_index("ix_certificate_held", "certificate")
