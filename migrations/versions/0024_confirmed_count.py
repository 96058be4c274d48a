"""Confirmations on VNeID touch the person they are of, so that the counters hold them too."""

from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

TOUCH = "INSERT INTO touched_person (person_id) SELECT {one} WHERE {one} IS NOT NULL ON CONFLICT DO NOTHING;"
_TABLE, _COLUMNS = "vneid_confirmation", "person_id, confirmed_on"
_SQLITE = {
    "insert": ("INSERT", ("NEW",)),
    "delete": ("DELETE", ("OLD",)),
    "update": (f"UPDATE OF {_COLUMNS}", ("OLD", "NEW")),
}


def upgrade() -> None:
    op.execute("INSERT INTO touched_person (person_id) SELECT DISTINCT person_id FROM vneid_confirmation")
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE TRIGGER {_TABLE}_touches AFTER INSERT OR DELETE OR UPDATE OF {_COLUMNS} ON {_TABLE}"
            " FOR EACH ROW EXECUTE FUNCTION touch_person_of_fact()"
        )
        return
    for name, (when, rows) in _SQLITE.items():
        body = " ".join(TOUCH.format(one=f"{row}.person_id") for row in rows)
        op.execute(f"CREATE TRIGGER {_TABLE}_touches_on_{name} AFTER {when} ON {_TABLE} BEGIN {body} END")


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"DROP TRIGGER {_TABLE}_touches ON {_TABLE}")
        return
    for name in _SQLITE:
        op.execute(f"DROP TRIGGER {_TABLE}_touches_on_{name}")
