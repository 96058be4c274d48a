"""One index that answers what is looked for in the register."""

from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

LOOKED_THROUGH = [
    "org_unit_id",
    "issued_at",
    "number",
    "id",
    "status",
    "mode",
    "course_id",
    "issued_on",
    "year",
    "person_id",
    "holder_folded",
    "holder_sort_key",
]


def upgrade() -> None:
    op.create_index("ix_certificate_register", "certificate", LOOKED_THROUGH, unique=False)
    op.drop_index("ix_certificate_org_unit_id", "certificate")


def downgrade() -> None:
    op.create_index("ix_certificate_org_unit_id", "certificate", ["org_unit_id"], unique=False)
    op.drop_index("ix_certificate_register", "certificate")
