"""Templates of certificates as data, and issuers for a unit."""

import sqlalchemy as sa
from alembic import op

import lms.db

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

MOVEMENT = "Phong trào Bình dân học vụ số"
ADDED = {
    "movement": (sa.String(length=200), MOVEMENT),
    "template": (sa.String(length=40), ""),
    "logo": (sa.String(length=40), ""),
    "logo_alt": (sa.String(length=200), ""),
    "english": (sa.JSON(), {}),
}
NEVER_CHANGED_SQLITE = """
CREATE TRIGGER certificate_template_no_{verb} BEFORE {verb} ON certificate_template
BEGIN SELECT RAISE(ABORT, 'a published template never changes'); END
"""
NEVER_CHANGED_POSTGRESQL = (
    """
CREATE FUNCTION certificate_template_never_changes() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'a published template never changes'; END $$
""",
    """
CREATE TRIGGER certificate_template_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON certificate_template
FOR EACH STATEMENT EXECUTE FUNCTION certificate_template_never_changes()
""",
)


def upgrade() -> None:
    op.create_table(
        "certificate_template",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("html", sa.String(), nullable=False),
        sa.Column("css", sa.String(), nullable=False),
        sa.Column("assets", sa.LargeBinary(), nullable=False),
        sa.Column("fonts", sa.JSON(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("may_be_stamped", sa.Boolean(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("published_at", lms.db.Instant(timezone=True), nullable=False),
        sa.Column("published_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["published_by"], ["person.id"], name=op.f("fk_certificate_template_published_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate_template")),
        sa.UniqueConstraint("key", "version", name=op.f("uq_certificate_template_key_version")),
    )
    if op.get_bind().dialect.name == "postgresql":
        for statement in NEVER_CHANGED_POSTGRESQL:
            op.execute(statement)
    else:
        for verb in ("update", "delete"):
            op.execute(NEVER_CHANGED_SQLITE.format(verb=verb))
    op.create_table(
        "issuer_appointment",
        sa.Column("org_unit_id", sa.Integer(), nullable=False),
        sa.Column("issuer_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["issuer_id"], ["issuer.id"], name=op.f("fk_issuer_appointment_issuer_id")),
        sa.ForeignKeyConstraint(["org_unit_id"], ["org_unit.id"], name=op.f("fk_issuer_appointment_org_unit_id")),
        sa.PrimaryKeyConstraint("org_unit_id", name=op.f("pk_issuer_appointment")),
    )
    op.create_index(op.f("ix_issuer_appointment_issuer_id"), "issuer_appointment", ["issuer_id"])
    op.create_table(
        "issuer_logo",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_issuer_logo")),
    )
    _add_lines()


def _add_lines() -> None:
    with op.batch_alter_table("issuer") as table:
        for name, (kind, _) in ADDED.items():
            table.add_column(sa.Column(name, kind, nullable=True))
    issuer = sa.table("issuer", *(sa.column(name, kind) for name, (kind, _) in ADDED.items()))
    op.execute(sa.update(issuer).values({name: value for name, (_, value) in ADDED.items()}))
    with op.batch_alter_table("issuer") as table:
        for name, (kind, _) in ADDED.items():
            table.alter_column(name, existing_type=kind, nullable=False)


def downgrade() -> None:
    with op.batch_alter_table("issuer") as table:
        for name in ADDED:
            table.drop_column(name)
    op.drop_table("issuer_logo")
    op.drop_table("issuer_appointment")
    op.drop_table("certificate_template")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION certificate_template_never_changes()")
