"""The definitions followed literally, person by person, in plain Python over the rows of the tables.

It shares no code with the statistics, so that the two can only agree by both being right.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session


@dataclass(frozen=True)
class Tables:
    """Every row that matters, as plain dictionaries."""

    scopes: list[dict[str, Any]]
    """Who lay under whom on which days."""
    persons: list[dict[str, Any]]
    residences: list[dict[str, Any]]
    memberships: list[dict[str, Any]]
    certificates: list[dict[str, Any]]
    sets: list[dict[str, Any]]


def tables(db: Session) -> Tables:
    """The tables as they stand."""

    def rows(statement: str) -> list[dict[str, Any]]:
        return [{name: _plain(value) for name, value in row._mapping.items()} for row in db.execute(text(statement))]

    return Tables(
        rows("SELECT ancestor_id, descendant_id, valid_from, valid_to FROM org_unit_scope"),
        rows("SELECT id, birth_year, canonical_id, left_on FROM person"),
        rows("SELECT id, person_id, org_unit_id, valid_from, valid_to FROM residence"),
        rows('SELECT id, person_id, "group", org_unit_id, valid_from, valid_to FROM membership'),
        rows(
            "SELECT person_id, slug, issued_on, attained_on, ended_on FROM certificate"
            " JOIN course ON course.id = certificate.course_id"
        ),
        rows(
            "SELECT id, indicator, valid_from, valid_to, course_slug FROM required_set"
            " JOIN required_course ON set_id = required_set.id"
        ),
    )


def recount(known: Tables, indicator: str, unit_id: int, on: date) -> set[int]:
    """The persons who have attained in a unit with all below it, by their canonical rows."""
    day = on.isoformat()
    return {
        person
        for person in {row["canonical_id"] or row["id"] for row in known.persons}
        if _is_below(known, _place(known, indicator, person, day), unit_id, day)
        and _is_there(known, person, day)
        and (indicator != "adult" or on.year - _birth_year(known, person) >= 18)
        and _has_attained(known, indicator, person, day)
    }


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _rows_of(known: Tables, person: int) -> list[int]:
    """The ids of a person, the canonical one first."""
    return [person, *sorted(row["id"] for row in known.persons if row["canonical_id"] == person)]


def _is_there(known: Tables, person: int, day: str) -> bool:
    left_on = next(row["left_on"] for row in known.persons if row["id"] == person)
    return left_on is None or day < left_on


def _birth_year(known: Tables, person: int) -> int:
    return next(int(row["birth_year"]) for row in known.persons if row["id"] == person)


def _place(known: Tables, indicator: str, person: int, day: str) -> int | None:
    rows = known.residences if indicator == "adult" else [row for row in known.memberships if row["group"] == indicator]
    for one in _rows_of(known, person):
        for row in sorted(rows, key=lambda row: int(row["id"])):
            if row["person_id"] == one and _holds(row, day):
                return int(row["org_unit_id"])
    return None


def _holds(row: dict[str, Any], day: str) -> bool:
    return row["valid_from"] <= day and (row["valid_to"] is None or day < row["valid_to"])


def _is_below(known: Tables, unit_id: int | None, top: int, day: str) -> bool:
    return any(
        row["descendant_id"] == unit_id and row["ancestor_id"] == top and _holds(row, day) for row in known.scopes
    )


def _has_attained(known: Tables, indicator: str, person: int, day: str) -> bool:
    for set_id in {row["id"] for row in known.sets if row["indicator"] == indicator}:
        courses = [row for row in known.sets if row["id"] == set_id]
        if courses[0]["valid_from"] > day:
            continue
        earliest = [_earliest(known, person, row["course_slug"], day) for row in courses]
        completed = max((found for found in earliest if found), default="")
        if None not in earliest and (courses[0]["valid_to"] is None or completed < courses[0]["valid_to"]):
            return True
    return False


def _earliest(known: Tables, person: int, course: str, day: str) -> str | None:
    """The first issue of a certificate of this course that is valid on the day."""
    ids = _rows_of(known, person)
    issued = [
        row["attained_on"]
        for row in known.certificates
        if row["person_id"] in ids
        and row["slug"] == course
        and row["issued_on"] <= day
        and (row["ended_on"] is None or day < row["ended_on"])
    ]
    return min(issued, default=None)
