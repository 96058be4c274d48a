"""Everything that is kept of one person, from every table, found the same way for tables of today and of tomorrow.

A row is somebody's when it names the person, or one of their ways in, enrolments, attempts or certificates. What
somebody noted down about others (who gave a role, who keyed answers in) is the others'.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Table, or_, select
from sqlalchemy.orm import Session

from lms.db import Base

OWNERS = {
    "person_id": "person",
    "login_id": "login",
    "enrolment_id": "enrolment",
    "attempt_id": "attempt",
    "certificate_id": "certificate",
}
"""The columns that say whose a row is, and the table each refers to."""

Row = dict[str, Any]


def everything_of(db: Session, person_id: int) -> dict[str, list[Row]]:
    """The rows of a person by table, without secrets and without files; tables that hold none are left out."""
    keys: dict[str, list[Any]] = {"person": [person_id]}
    found: dict[str, list[Row]] = {}
    for table in _in_order():
        mine = _mine(table, keys, found)
        if mine is None:
            continue
        rows = [dict(row._mapping) for row in db.execute(select(table).where(mine).order_by(*table.primary_key))]  # noqa: SLF001 - SQLAlchemy's public name for a row as a mapping
        if table.name in OWNERS.values():
            keys[table.name] = [row["id"] for row in rows]
        if rows:
            found[table.name] = [_shown(table, row) for row in rows]
    return found


def is_owned(table: Table) -> bool:
    """Whether the rows of a table can be told apart by whose they are."""
    return table.name in {"person", *_BY_OTHER_MEANS} or bool(set(table.c.keys()) & set(OWNERS))


def _in_order() -> list[Table]:
    """The tables others refer to come first."""
    tables = Base.metadata.tables
    owners = list(OWNERS.values())
    return [tables[name] for name in (*owners, *sorted(set(tables) - set(owners)))]


def _mine(table: Table, keys: Mapping[str, list[Any]], found: Mapping[str, list[Row]]) -> ColumnElement[bool] | None:
    if table.name == "person":
        return table.c.id.in_(keys["person"])
    if table.name in _BY_OTHER_MEANS:
        return _BY_OTHER_MEANS[table.name](table, keys, found)
    owners = [table.c[name].in_(keys.get(OWNERS[name], [])) for name in OWNERS if name in table.c]
    return or_(*owners) if owners else None


def _audited(table: Table, keys: Mapping[str, list[Any]], _found: Mapping[str, list[Row]]) -> ColumnElement[bool]:
    subjects = [f"{owner}:{key}" for owner, some in keys.items() for key in some]
    return or_(table.c.actor_id.in_(keys["person"]), table.c.subject.in_(subjects))


def _failures(table: Table, _keys: Mapping[str, list[Any]], found: Mapping[str, list[Row]]) -> ColumnElement[bool]:
    names = [row["folded_name"] for row in found.get("login", [])]
    return table.c.key.in_([hashlib.sha256(name.encode()).hexdigest() for name in names])


def _jobs(table: Table, keys: Mapping[str, list[Any]], _found: Mapping[str, list[Row]]) -> ColumnElement[bool]:
    return table.c.subject.in_(keys.get("certificate", []))


def _taught(table: Table, keys: Mapping[str, list[Any]], _found: Mapping[str, list[Row]]) -> ColumnElement[bool]:
    return table.c.teacher_id.in_(keys["person"])


def _figures(table: Table, keys: Mapping[str, list[Any]], _found: Mapping[str, list[Row]]) -> ColumnElement[bool]:
    by = next(column for column in table.c if column.name in ("confirmed_by", "given_by", "approved_by"))
    return by.in_(keys["person"])


def _written(table: Table, keys: Mapping[str, list[Any]], _found: Mapping[str, list[Row]]) -> ColumnElement[bool]:
    by = next(
        column
        for column in table.c
        if column.name in ("brought_by", "published_by", "opened_by", "started_by", "asked_by", "taken_by")
    )
    return by.in_(keys["person"])


_BY_OTHER_MEANS = {
    "audit_row": _audited,
    "sign_in_failures": _failures,
    "job": _jobs,
    "class_group": _taught,
    "class_session": _written,
    "live_session": _written,
    "live_question": _written,
    "class_bundle": _written,
    "bundle_arrival": _written,
    "unit_confirmation": _figures,
    "surplus_reason": _figures,
    "period_approval": _figures,
    "draft": _written,
    "draft_published": _written,
}


def _shown(table: Table, row: Row) -> Row:
    return {
        column.name: f"{len(row[column.name])} bytes" if isinstance(row[column.name], bytes) else row[column.name]
        for column in table.c
        if column.info.get("privacy") != "secret"
    }
