"""On PostgreSQL a certificate's facts are kept taken apart, so that what reads a few of them reads no others.

The register of a province took all of every certificate apart, each time. Every certificate is written anew here: a million
take a minute or two, and meanwhile none is issued.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0056"
down_revision = "0055"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _become(postgresql.JSONB())


def downgrade() -> None:
    _become(sa.JSON())


def _become(kind: sa.JSON) -> None:
    bind = op.get_bind()
    if bind.dialect.name == "postgresql":
        name = kind.compile(bind.dialect)
        op.alter_column("certificate", "snapshot", type_=kind, postgresql_using=f"snapshot::{name}")
