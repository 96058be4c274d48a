"""What lies directly below a unit is found at once: a province has thirty times as many units further down."""

from alembic import op

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        op.f("ix_org_unit_scope_ancestor_id_depth"), "org_unit_scope", ["ancestor_id", "depth", "descendant_id"]
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_org_unit_scope_ancestor_id_depth"), "org_unit_scope")
