"""Reporting periods: the calendar, confirmations, approvals, frozen figures that nothing changes, and late changes."""

from typing import Any

import sqlalchemy as sa
from alembic import op

import lms.db

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

_FOR_EVER = ("late_change", "frozen_check", "period_approval")
_ONCE_CHECKED = {
    "frozen_period": "id",
    "frozen_unit": "frozen_id",
    "frozen_note": "frozen_id",
    "frozen_figure": "frozen_id",
}
_CHECKED = "EXISTS (SELECT 1 FROM frozen_check WHERE frozen_id = {row}.{key})"
_REFUSAL = "what is frozen never changes"
_STAYS_ONCE_CHECKED = """
CREATE FUNCTION frozen_stays_once_checked() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE one jsonb := CASE WHEN TG_OP = 'INSERT' THEN to_jsonb(NEW) ELSE to_jsonb(OLD) END;
BEGIN
    IF EXISTS (SELECT 1 FROM frozen_check WHERE frozen_id = (one ->> TG_ARGV[0])::int) THEN
        RAISE EXCEPTION 'REFUSAL';
    END IF;
    IF TG_OP = 'INSERT' THEN RETURN NEW; END IF;
    RETURN OLD;
END $$
"""


def _key(table: str, column: str, of: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{of}.id"], name=op.f(f"fk_{table}_{column}"))


def _instant(name: str) -> sa.Column[Any]:
    return sa.Column(name, lms.db.Instant(timezone=True), nullable=False)


def _number(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer(), nullable=nullable, autoincrement=False)


def _words(name: str, length: int, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.String(length=length), nullable=nullable)


def _primary(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=op.f(f"pk_{table}"))


def upgrade() -> None:
    _create_workflow()
    _create_frozen()
    for statement in _guards():
        op.execute(statement)


def _create_workflow() -> None:
    op.create_table(
        "reporting_period",
        sa.Column("id", sa.Integer(), nullable=False),
        _words("code", 20),
        _words("kind", 12),
        _words("calendar", 20),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("cut_off", sa.Date(), nullable=False),
        sa.Column("deadline", sa.Date(), nullable=False),
        _words("series_break", 500),
        sa.CheckConstraint("since <= cut_off AND cut_off <= deadline", name=op.f("ck_reporting_period_days_in_order")),
        sa.UniqueConstraint("code", name=op.f("uq_reporting_period_code")),
        _primary("reporting_period", "id"),
    )
    op.create_index(op.f("ix_reporting_period_cut_off"), "reporting_period", ["cut_off"])
    op.create_table(
        "unit_confirmation",
        _number("period_id"),
        _number("org_unit_id"),
        _number("confirmed_by"),
        _instant("confirmed_at"),
        _words("sha256", 64),
        _words("note", 500),
        _key("unit_confirmation", "period_id", "reporting_period"),
        _key("unit_confirmation", "org_unit_id", "org_unit"),
        _key("unit_confirmation", "confirmed_by", "person"),
        _primary("unit_confirmation", "period_id", "org_unit_id"),
    )
    op.create_index(op.f("ix_unit_confirmation_confirmed_by"), "unit_confirmation", ["confirmed_by"])
    op.create_table(
        "surplus_reason",
        _number("period_id"),
        _number("org_unit_id"),
        _words("indicator", 20),
        _words("reason", 500),
        _number("given_by", nullable=True),
        _instant("given_at"),
        _key("surplus_reason", "period_id", "reporting_period"),
        _key("surplus_reason", "org_unit_id", "org_unit"),
        _key("surplus_reason", "given_by", "person"),
        _primary("surplus_reason", "period_id", "org_unit_id", "indicator"),
    )
    op.create_index(op.f("ix_surplus_reason_given_by"), "surplus_reason", ["given_by"])
    op.create_table(
        "period_approval",
        _number("period_id"),
        _number("revision"),
        _number("approved_by", nullable=True),
        _instant("approved_at"),
        _words("reason", 500),
        sa.CheckConstraint("revision = 0 OR reason <> ''", name=op.f("ck_period_approval_corrections_have_reasons")),
        _key("period_approval", "period_id", "reporting_period"),
        _key("period_approval", "approved_by", "person"),
        _primary("period_approval", "period_id", "revision"),
    )
    op.create_index(op.f("ix_period_approval_approved_by"), "period_approval", ["approved_by"])


def _create_frozen() -> None:
    op.create_table(
        "frozen_period",
        sa.Column("id", sa.Integer(), nullable=False),
        _number("period_id"),
        _number("revision"),
        _instant("frozen_at"),
        _words("unit_code", 20),
        _words("sha256", 64),
        _number("late_through"),
        _words("software", 40),
        sa.Column("required_sets", sa.JSON(), nullable=False),
        sa.Column("not_confirmed", sa.JSON(), nullable=False),
        _key("frozen_period", "period_id", "reporting_period"),
        sa.UniqueConstraint("period_id", "revision", name=op.f("uq_frozen_period_period_id_revision")),
        _primary("frozen_period", "id"),
    )
    op.create_table(
        "frozen_check",
        _number("frozen_id"),
        _instant("checked_at"),
        _key("frozen_check", "frozen_id", "frozen_period"),
        _primary("frozen_check", "frozen_id"),
    )
    op.create_table(
        "frozen_unit",
        _number("frozen_id"),
        _number("org_unit_id"),
        _words("code", 20),
        _words("name", 120),
        _words("sort_key", 500),
        _words("kind", 10),
        _words("parent", 20),
        _number("tile_column", nullable=True),
        _number("tile_row", nullable=True),
        _key("frozen_unit", "frozen_id", "frozen_period"),
        _key("frozen_unit", "org_unit_id", "org_unit"),
        _primary("frozen_unit", "frozen_id", "org_unit_id"),
    )
    op.create_index("ix_frozen_unit_code", "frozen_unit", ["frozen_id", "code"])
    op.create_index("ix_frozen_unit_parent", "frozen_unit", ["frozen_id", "parent"])
    op.create_table(
        "frozen_note",
        _number("frozen_id"),
        _number("number"),
        _words("words", 2000),
        sa.Column("day", sa.Date(), nullable=False),
        _words("status", 14, nullable=True),
        _key("frozen_note", "frozen_id", "frozen_period"),
        _primary("frozen_note", "frozen_id", "number"),
    )
    op.create_table(
        "frozen_figure",
        _number("frozen_id"),
        _number("org_unit_id"),
        _words("indicator", 20),
        _number("attained", nullable=True),
        _number("directly"),
        _number("population", nullable=True),
        _number("population_version", nullable=True),
        _words("symbol", 1, nullable=True),
        _number("source", nullable=True),
        _number("target", nullable=True),
        _number("target_people", nullable=True),
        _number("plan", nullable=True),
        _words("gap", 14, nullable=True),
        _key("frozen_figure", "frozen_id", "frozen_period"),
        _key("frozen_figure", "org_unit_id", "org_unit"),
        _primary("frozen_figure", "frozen_id", "org_unit_id", "indicator"),
    )
    op.create_table(
        "late_change",
        sa.Column("id", sa.Integer(), nullable=False),
        _number("period_id"),
        _words("indicator", 20),
        _number("org_unit_id"),
        _number("delta"),
        _words("causes", 80),
        _instant("recorded_at"),
        _key("late_change", "period_id", "reporting_period"),
        _key("late_change", "org_unit_id", "org_unit"),
        _primary("late_change", "id"),
    )
    op.create_index("ix_late_change_period", "late_change", ["period_id", "id"])


def _guards() -> list[str]:
    if op.get_bind().dialect.name == "postgresql":
        return _postgresql_guards()
    refused = f"SELECT RAISE(ABORT, '{_REFUSAL}')"
    made = [
        f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table} BEGIN {refused}; END"
        for table in _FOR_EVER
        for verb in ("update", "delete")
    ]
    for table, key in _ONCE_CHECKED.items():
        made.append(f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} BEGIN {refused}; END")
        for verb, row in (("delete", "OLD"), ("insert", "NEW")):
            checked = _CHECKED.format(row=row, key=key)
            made.append(
                f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table} WHEN {checked} BEGIN {refused}; END"
            )
    return made


def _postgresql_guards() -> list[str]:
    made = [
        (
            "CREATE FUNCTION frozen_never_changes() RETURNS trigger LANGUAGE plpgsql AS"
            f" $$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$"
        ),
        _STAYS_ONCE_CHECKED.replace("REFUSAL", _REFUSAL),
    ]
    made += [
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
        " FOR EACH STATEMENT EXECUTE FUNCTION frozen_never_changes()"
        for table in _FOR_EVER
    ]
    for table, key in _ONCE_CHECKED.items():
        made.append(
            f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION frozen_never_changes()"
        )
        made.append(
            f"CREATE TRIGGER {table}_stays BEFORE INSERT OR DELETE ON {table}"
            f" FOR EACH ROW EXECUTE FUNCTION frozen_stays_once_checked('{key}')"
        )
    return made


def downgrade() -> None:
    op.drop_table("late_change")
    for table in ("frozen_figure", "frozen_note", "frozen_unit", "frozen_check", "frozen_period"):
        op.drop_table(table)
    for table in ("period_approval", "surplus_reason", "unit_confirmation", "reporting_period"):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION frozen_never_changes()")
        op.execute("DROP FUNCTION frozen_stays_once_checked()")
