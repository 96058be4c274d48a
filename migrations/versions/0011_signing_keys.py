"""The keys that sign, whose public parts stay published for ever."""

import sqlalchemy as sa
from alembic import op

import lms.db

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_WHOLE = "kid, purpose, public_key, valid_from"
_STAYS_SQLITE = (
    """
CREATE TRIGGER signing_key_no_delete BEFORE DELETE ON signing_key
BEGIN SELECT RAISE(ABORT, 'a published key stays published'); END
""",
    f"""
CREATE TRIGGER signing_key_no_exchange BEFORE UPDATE OF {_WHOLE} ON signing_key
BEGIN SELECT RAISE(ABORT, 'a published key stays published'); END
""",
)
_STAYS_POSTGRESQL = (
    """
CREATE FUNCTION signing_key_stays() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'a published key stays published'; END $$
""",
    """
CREATE TRIGGER signing_key_no_delete BEFORE DELETE OR TRUNCATE ON signing_key
FOR EACH STATEMENT EXECUTE FUNCTION signing_key_stays()
""",
    f"""
CREATE TRIGGER signing_key_no_exchange BEFORE UPDATE OF {_WHOLE} ON signing_key
FOR EACH STATEMENT EXECUTE FUNCTION signing_key_stays()
""",
)


def upgrade() -> None:
    op.create_table(
        "signing_key",
        sa.Column("kid", sa.String(length=16), nullable=False),
        sa.Column("purpose", sa.String(length=8), nullable=False),
        sa.Column("public_key", sa.Text(), nullable=False),
        sa.Column("valid_from", lms.db.Instant(timezone=True), nullable=False),
        sa.Column("retired_at", lms.db.Instant(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("kid", name=op.f("pk_signing_key")),
    )
    with op.batch_alter_table("signing_key", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_signing_key_purpose"), ["purpose"], unique=False)
        batch_op.create_index(
            "uq_signing_key_current",
            ["purpose"],
            unique=True,
            sqlite_where=sa.text("retired_at IS NULL AND purpose <> 'pdf'"),
            postgresql_where=sa.text("retired_at IS NULL AND purpose <> 'pdf'"),
        )
    is_postgresql = op.get_bind().dialect.name == "postgresql"
    for statement in _STAYS_POSTGRESQL if is_postgresql else _STAYS_SQLITE:
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("signing_key")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION signing_key_stays()")
