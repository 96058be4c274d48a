"""Counters that are kept in the transaction of the fact, and triggers that tell whom a statement touched."""

from datetime import date

import sqlalchemy as sa
from alembic import op

import lms.db

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

WATCHED = {
    "certificate": ("person_id", "course_id", "issued_on", "ended_on", "attained_on"),
    "residence": ("person_id", "org_unit_id", "valid_from", "valid_to"),
    "membership": ("person_id", "group", "org_unit_id", "valid_from", "valid_to"),
}
PERSON = ("canonical_id", "birth_year", "left_on")
TOUCH = "INSERT INTO touched_person (person_id) SELECT {one} WHERE {one} IS NOT NULL ON CONFLICT DO NOTHING;"


def upgrade() -> None:
    op.add_column("person", sa.Column("left_on", sa.Date(), nullable=True))
    op.create_table(
        "touched_person",
        sa.Column("person_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_touched_person")),
    )
    _create_counters()
    op.execute(
        sa.insert(sa.table("counted_through", sa.column("id"), sa.column("day"))).values(id=1, day=date(2025, 7, 1))
    )
    _count_who_is_here()
    for statement in _triggers():
        op.execute(statement)


def _create_counters() -> None:
    op.create_table(
        "counted_spell",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("indicator", sa.String(length=20), nullable=False),
        sa.Column("org_unit_id", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_counted_spell_person_id")),
        sa.ForeignKeyConstraint(["org_unit_id"], ["org_unit.id"], name=op.f("fk_counted_spell_org_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_counted_spell")),
        sa.UniqueConstraint(
            "person_id", "indicator", "valid_from", name=op.f("uq_counted_spell_person_id_indicator_valid_from")
        ),
    )
    op.create_index(op.f("ix_counted_spell_org_unit_id"), "counted_spell", ["org_unit_id"])
    op.create_table(
        "day_change",
        sa.Column("org_unit_id", sa.Integer(), nullable=False),
        sa.Column("indicator", sa.String(length=20), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("delta", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["org_unit_id"], ["org_unit.id"], name=op.f("fk_day_change_org_unit_id")),
        sa.PrimaryKeyConstraint("org_unit_id", "indicator", "day", name=op.f("pk_day_change")),
    )
    op.create_index("ix_day_change_day", "day_change", ["indicator", "day"])
    op.create_table(
        "unit_count",
        sa.Column("indicator", sa.String(length=20), nullable=False),
        sa.Column("org_unit_id", sa.Integer(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["org_unit_id"], ["org_unit.id"], name=op.f("fk_unit_count_org_unit_id")),
        sa.PrimaryKeyConstraint("indicator", "org_unit_id", name=op.f("pk_unit_count")),
    )
    op.create_table(
        "counted_through",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_counted_through_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_counted_through")),
    )
    op.create_table(
        "recount",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("done_through", sa.Integer(), nullable=False),
        sa.Column("asked_at", lms.db.Instant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recount")),
    )


def _count_who_is_here() -> None:
    """Whoever has a certificate already is counted by a job, a batch after the other."""
    connection = op.get_bind()
    if connection.scalar(sa.text("SELECT count(*) FROM certificate")) == 0:
        return
    op.execute("INSERT INTO recount (id, done_through, asked_at) VALUES ('first', 0, CURRENT_TIMESTAMP)")
    op.execute(
        "INSERT INTO job (kind, subject, dedup, state, created_at, run_after, tries) SELECT 'statistics.recount',"
        " 'first:0', 'statistics.recount:first:0', 'ready', asked_at, asked_at, 0 FROM recount"
    )


def _triggers() -> list[str]:
    if op.get_bind().dialect.name == "postgresql":
        return _postgresql_triggers()
    made = []
    for table, columns in WATCHED.items():
        for when, row in (("INSERT", "NEW"), ("DELETE", "OLD")):
            made.append(_sqlite(table, when, when, TOUCH.format(one=f"{row}.person_id")))
        both = " ".join(TOUCH.format(one=f"{row}.person_id") for row in ("OLD", "NEW"))
        made.append(_sqlite(table, "UPDATE", f"UPDATE OF {_quoted(columns)}", both))
    everybody = " ".join(TOUCH.format(one=one) for one in ("NEW.id", "OLD.canonical_id", "NEW.canonical_id"))
    return [*made, _sqlite("person", "UPDATE", f"UPDATE OF {_quoted(PERSON)}", everybody)]


def _sqlite(table: str, name: str, when: str, body: str) -> str:
    return f"CREATE TRIGGER {table}_touches_on_{name.lower()} AFTER {when} ON {table} BEGIN {body} END"


def _quoted(columns: tuple[str, ...]) -> str:
    return ", ".join(f'"{column}"' for column in columns)


def _postgresql_triggers() -> list[str]:
    function = "CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} RETURN NULL; END $$"
    of_person = " ".join(TOUCH.format(one=one) for one in ("NEW.id", "OLD.canonical_id", "NEW.canonical_id"))
    body = (
        f"IF TG_OP <> 'INSERT' THEN {TOUCH.format(one='OLD.person_id')} END IF;"
        f" IF TG_OP <> 'DELETE' THEN {TOUCH.format(one='NEW.person_id')} END IF;"
    )
    made = [
        function.format(name="touch_person_of_fact", body=body),
        function.format(name="touch_person", body=of_person),
        (
            f"CREATE TRIGGER person_touches AFTER UPDATE OF {_quoted(PERSON)} ON person"
            " FOR EACH ROW EXECUTE FUNCTION touch_person()"
        ),
    ]
    return made + [
        f"CREATE TRIGGER {table}_touches AFTER INSERT OR DELETE OR UPDATE OF {_quoted(columns)} ON {table}"
        " FOR EACH ROW EXECUTE FUNCTION touch_person_of_fact()"
        for table, columns in WATCHED.items()
    ]


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for table in (*WATCHED, "person"):
            op.execute(f"DROP TRIGGER {table}_touches ON {table}")
        op.execute("DROP FUNCTION touch_person_of_fact()")
        op.execute("DROP FUNCTION touch_person()")
    else:
        for table in WATCHED:
            for name in ("insert", "delete", "update"):
                op.execute(f"DROP TRIGGER {table}_touches_on_{name}")
        op.execute("DROP TRIGGER person_touches_on_update")
    for table in ("recount", "counted_through", "unit_count", "day_change", "counted_spell", "touched_person"):
        op.drop_table(table)
    op.drop_column("person", "left_on")
