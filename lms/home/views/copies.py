"""The copy of everything that is kept of somebody: for a program (JSON), or to read (a page without anything around)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from lms.catalogue import queries as catalogue
from lms.clock import local, local_date
from lms.home.inventory.subjects import SUBJECTS
from lms.home.inventory.words import WORDS
from lms.home.queries.copies import Row
from lms.home.rules import Subject
from lms.places import queries as places
from lms.problems import N_
from lms.web.pages import day, page, time_of_day

_ALSO = {"version_id": N_("Course"), "certificate.number": N_("number")}
"""Columns that are nobody's secret and say what a row is about."""


@dataclass(frozen=True, slots=True)
class Part:
    """Everything under one heading of the privacy page: rows of named values."""

    title: str
    rows: list[list[tuple[str, str]]]


def as_json(found: Mapping[str, Sequence[Row]], made_at: datetime) -> str:
    """Every value as it is kept, by table and column."""
    whole = {"made_at": made_at, "tables": found}
    return json.dumps(whole, ensure_ascii=False, indent=1, default=_for_programs)


def as_page(db: Session, found: Mapping[str, Sequence[Row]], name: str, made_at: datetime) -> str:
    """The same to read, in the words of the privacy page."""
    titles: dict[Subject, list[list[tuple[str, str]]]] = {}
    for table, subject in SUBJECTS.items():
        rows = [_named(db, table, row) for row in found.get(table, ())]
        titles.setdefault(subject, []).extend(row for row in rows if row)
    parts = [Part(_(subject.title), rows) for subject, rows in titles.items() if rows]
    return page("home/copy.html", parts=parts, name=name, made_on=local_date(made_at))


def _named(db: Session, table: str, row: Row) -> list[tuple[str, str]]:
    """The values of a row under their words; those that share a word stand together, the same value once."""
    named: dict[str, list[str]] = {}
    for column, value in row.items():
        words = _ALSO.get(column) or _ALSO.get(f"{table}.{column}") or WORDS.get(f"{table}.{column}")
        if words and value not in (None, "", [], {}):
            said, values = _in_words(db, column, value), named.setdefault(_(words), [])
            if said not in values:
                values.append(said)
    return [(words, " · ".join(values)) for words, values in named.items()]


def _in_words(db: Session, column: str, value: Any) -> str:
    if column == "org_unit_id":
        unit = places.unit(db, value)
        return unit.name if unit else str(value)
    if column == "version_id":
        return catalogue.published(db, value).title
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return f"{day(local(value))} {time_of_day(value)}"
    if isinstance(value, date):
        return day(value)
    if isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def _for_programs(value: object) -> str:
    return value.isoformat() if isinstance(value, (date, datetime)) else str(value)
