"""Whoever is touched is so by something: what it was is kept beside them. And the province's changes by day."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

_FACTS = ("certificate", "residence", "membership", "vneid_confirmation")
_TOUCH = (
    "INSERT INTO touched_person (person_id, cause) SELECT {one}, '{cause}' WHERE {one} IS NOT NULL"
    " ON CONFLICT DO NOTHING;"
)
_TOUCH_ONLY = "INSERT INTO touched_person (person_id) SELECT {one} WHERE {one} IS NOT NULL ON CONFLICT DO NOTHING;"
_COLUMNS = {
    "certificate": '"person_id", "course_id", "issued_on", "ended_on", "attained_on"',
    "residence": '"person_id", "org_unit_id", "valid_from", "valid_to"',
    "membership": '"person_id", "group", "org_unit_id", "valid_from", "valid_to"',
    "vneid_confirmation": '"person_id", "confirmed_on"',
}
_CAUSES = {"certificate": "certificate", "residence": "move", "membership": "group", "vneid_confirmation": "vneid"}
_NEW_CERTIFICATE = "issued"
_OF_PERSON = {"merge": '"canonical_id"', "person": '"birth_year", "left_on"'}
_EVERYBODY = ("NEW.id", "OLD.canonical_id", "NEW.canonical_id")


def upgrade() -> None:
    _drop_triggers()
    op.drop_table("touched_person")
    _create_touched(with_cause=True)
    for statement in _triggers():
        op.execute(statement)
    op.create_table(
        "province_change",
        sa.Column("indicator", sa.String(length=20), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("shard", sa.Integer(), nullable=False),
        sa.Column("delta", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("indicator", "day", "shard", name=op.f("pk_province_change")),
    )
    op.execute(
        "INSERT INTO province_change (indicator, day, shard, delta) SELECT indicator, day, org_unit_id % 16, SUM(delta)"
        " FROM day_change GROUP BY indicator, day, org_unit_id % 16"
    )
    op.drop_index("ix_day_change_day", "day_change")
    op.create_index("ix_day_change_day", "day_change", ["indicator", "day", "org_unit_id", "delta"])


def _create_touched(*, with_cause: bool) -> None:
    cause = [sa.Column("cause", sa.String(length=20), nullable=False)] if with_cause else []
    op.create_table(
        "touched_person",
        sa.Column("person_id", sa.Integer(), autoincrement=False, nullable=False),
        *cause,
        sa.PrimaryKeyConstraint("person_id", *(column.name for column in cause), name=op.f("pk_touched_person")),
    )


def _is_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def _triggers() -> list[str]:
    return _postgresql() if _is_postgresql() else _sqlite()


def _sqlite() -> list[str]:
    made = []
    for table in _FACTS:
        cause = _CAUSES[table]
        first = _NEW_CERTIFICATE if table == "certificate" else cause
        made.append(_on(table, "insert", "INSERT", _TOUCH.format(one="NEW.person_id", cause=first)))
        made.append(_on(table, "delete", "DELETE", _TOUCH.format(one="OLD.person_id", cause=cause)))
        both = " ".join(_TOUCH.format(one=f"{row}.person_id", cause=cause) for row in ("OLD", "NEW"))
        made.append(_on(table, "update", f"UPDATE OF {_COLUMNS[table]}", both))
    for cause, columns in _OF_PERSON.items():
        body = " ".join(_TOUCH.format(one=one, cause=cause) for one in _EVERYBODY)
        made.append(_on("person", cause, f"UPDATE OF {columns}", body))
    return made


def _on(table: str, name: str, when: str, body: str) -> str:
    return f"CREATE TRIGGER {table}_touches_on_{name} AFTER {when} ON {table} BEGIN {body} END"


def _function(name: str, body: str) -> str:
    return f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} RETURN NULL; END $$"


def _postgresql() -> list[str]:
    touch = _TOUCH.replace("'{cause}'", "TG_ARGV[0]")
    of_fact = (
        f"IF TG_OP <> 'INSERT' THEN {touch.format(one='OLD.person_id')} END IF;"
        f" IF TG_OP <> 'DELETE' THEN {touch.format(one='NEW.person_id')} END IF;"
    )
    made = [
        _function("touch_person_of_fact", of_fact),
        _function("touch_person", " ".join(touch.format(one=one) for one in _EVERYBODY)),
    ]
    for table in _FACTS:
        cause = _CAUSES[table]
        first = _NEW_CERTIFICATE if table == "certificate" else cause
        made.append(_after(table, "touches_new", "INSERT", "touch_person_of_fact", first))
        when = f"DELETE OR UPDATE OF {_COLUMNS[table]}"
        made.append(_after(table, "touches", when, "touch_person_of_fact", cause))
    for cause, columns in _OF_PERSON.items():
        made.append(_after("person", f"touches_{cause}", f"UPDATE OF {columns}", "touch_person", cause))
    return made


def _after(table: str, name: str, when: str, function: str, cause: str) -> str:
    return f"CREATE TRIGGER {table}_{name} AFTER {when} ON {table} FOR EACH ROW EXECUTE FUNCTION {function}('{cause}')"


def _drop_triggers() -> None:
    """Those of the two revisions before this one."""
    if _is_postgresql():
        for table in (*_FACTS, "person"):
            op.execute(f"DROP TRIGGER {table}_touches ON {table}")
        op.execute("DROP FUNCTION touch_person_of_fact()")
        op.execute("DROP FUNCTION touch_person()")
        return
    for table in _FACTS:
        for name in ("insert", "delete", "update"):
            op.execute(f"DROP TRIGGER {table}_touches_on_{name}")
    op.execute("DROP TRIGGER person_touches_on_update")


def downgrade() -> None:
    if _is_postgresql():
        for table in _FACTS:
            op.execute(f"DROP TRIGGER {table}_touches_new ON {table}")
            op.execute(f"DROP TRIGGER {table}_touches ON {table}")
        for cause in _OF_PERSON:
            op.execute(f"DROP TRIGGER person_touches_{cause} ON person")
        op.execute("DROP FUNCTION touch_person_of_fact()")
        op.execute("DROP FUNCTION touch_person()")
    else:
        for table in _FACTS:
            for name in ("insert", "delete", "update"):
                op.execute(f"DROP TRIGGER {table}_touches_on_{name}")
        for cause in _OF_PERSON:
            op.execute(f"DROP TRIGGER person_touches_on_{cause}")
    op.drop_table("province_change")
    op.drop_index("ix_day_change_day", "day_change")
    op.create_index("ix_day_change_day", "day_change", ["indicator", "day"])
    op.drop_table("touched_person")
    _create_touched(with_cause=False)
    for statement in _earlier_triggers():
        op.execute(statement)


def _earlier_triggers() -> list[str]:
    """As the two revisions before this one made them."""
    if not _is_postgresql():
        made = []
        for table in _FACTS:
            for name, rows in (("insert", ("NEW",)), ("delete", ("OLD",)), ("update", ("OLD", "NEW"))):
                when = f"UPDATE OF {_COLUMNS[table]}" if name == "update" else name.upper()
                body = " ".join(_TOUCH_ONLY.format(one=f"{row}.person_id") for row in rows)
                made.append(_on(table, name, when, body))
        columns = ", ".join(_OF_PERSON.values())
        everybody = " ".join(_TOUCH_ONLY.format(one=one) for one in _EVERYBODY)
        return [*made, _on("person", "update", f"UPDATE OF {columns}", everybody)]
    of_fact = (
        f"IF TG_OP <> 'INSERT' THEN {_TOUCH_ONLY.format(one='OLD.person_id')} END IF;"
        f" IF TG_OP <> 'DELETE' THEN {_TOUCH_ONLY.format(one='NEW.person_id')} END IF;"
    )
    columns = ", ".join(_OF_PERSON.values())
    return [
        _function("touch_person_of_fact", of_fact),
        _function("touch_person", " ".join(_TOUCH_ONLY.format(one=one) for one in _EVERYBODY)),
        *(
            f"CREATE TRIGGER {table}_touches AFTER INSERT OR DELETE OR UPDATE OF {_COLUMNS[table]} ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION touch_person_of_fact()"
            for table in _FACTS
        ),
        (
            f"CREATE TRIGGER person_touches AFTER UPDATE OF {columns} ON person"
            " FOR EACH ROW EXECUTE FUNCTION touch_person()"
        ),
    ]
