"""The whole register, line by line: a stretch of it after the other, so that memory and the database bear millions.

One statement for all of it would sort gigabytes before its first line, and hold one view of the database for as long
as somebody's connection is slow. A stretch is some thousand certificates that follow each other in the order wanted.
The next ones are read while one is written, and what was read waits in memory: no session of the database is open for
as long as a slow connection takes.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from itertools import islice
from json import JSONDecoder
from typing import Any

from sqlalchemy import ColumnElement, Select, String, cast, func, select, text
from sqlalchemy.orm import Session

from lms.certificates.export import Line
from lms.certificates.models import Certificate
from lms.certificates.queries import fitting, in_order
from lms.certificates.rules import Order, Wanted
from lms.db import Database
from lms.places import queries as places

STRETCH = 5_000
"""So many lines are sorted at once, in memory."""
BY_PLACE = 200_000
"""Up to so many lines, which is more than a commune has, the index of the place leads to all: which they are is asked
once, and then they are read by what they are."""
_AHEAD = 2
"""Stretches that are read at the same time: the database works on both while the lines before them are written."""
_BEGINNING = 24
"""Digits of a sort key: the given name, and the beginning of what stands before it."""
_BETWEEN = "\n"
"""What stands between lines that the database writes: within JSON it is written otherwise."""
_decode = JSONDecoder().raw_decode

_OF_PAPER = (
    "number",
    "holder",
    "birth_year",
    "place_line",
    "course_title",
    "half_hours",
    "score_percent",
    "mode",
    "completed_on",
)
"""What is read out of the snapshot."""


def whole_register(
    source: Database,
    unit_ids: Iterable[int],
    on: date,
    wanted: Wanted,
    stretch: int = STRETCH,
    by_place: int = BY_PLACE,
) -> Iterator[Line]:
    """Everything wanted in the register of these units; each stretch is read in a session of its own."""
    stretches = iter(_stretches(source, list(unit_ids), on, wanted, stretch, by_place))
    with ThreadPoolExecutor(_AHEAD) as readers:
        coming: deque[Future[str]] = deque()
        try:
            for rows in islice(stretches, _AHEAD):
                coming.append(readers.submit(_read, source, rows))
            while coming:
                read = coming.popleft().result()
                for rows in islice(stretches, 1):
                    coming.append(readers.submit(_read, source, rows))
                yield from _lines(read)
        finally:  # whoever reads may have gone
            readers.shutdown(cancel_futures=True)


def _lines(read: str) -> Iterator[Line]:
    # one by one: some thousand lists at a time would be looked through for garbage again and again
    return (Line._make(_decode(each)[0]) for each in read.split(_BETWEEN) if each)


def _stretches(
    source: Database, unit_ids: Sequence[int], on: date, wanted: Wanted, most: int, by_place: int
) -> list[Select[Certificate]]:
    """What leads to the certificates of each stretch, in the order wanted."""
    within = places.within(unit_ids, on)
    order = wanted.order
    with source.reading() as db:
        _be_patient(db)
        found = fitting(Certificate.org_unit_id.in_(within), on, wanted)
        counted = _counted(db, found, order)
        if sum(count for _, count in counted) <= by_place:
            ids = db.scalars(in_order(found, order).with_only_columns(Certificate.id)).all()
            parts = (ids[first : first + most] for first in range(0, len(ids), most))
            return [in_order(select(Certificate).where(Certificate.id.in_(part)), order) for part in parts]
    # then days, or names, must lead to the rows, not the place
    found = fitting((Certificate.org_unit_id + 0).in_(within), on, wanted)
    return [in_order(found.where(*bounds), order) for bounds in _bounds(counted, order, most)]


def _read(source: Database, rows: Select[Certificate]) -> str:
    """The lines of a stretch, each written as JSON by the database, which joins rows in the order they were sorted in.

    They come as one text: that many rows would each be waited for, taken from the driver and kept by themselves.
    """
    with source.reading() as db:
        _be_patient(db)
        written = _by_postgresql if db.get_bind().dialect.name == "postgresql" else _by_sqlite
        return db.scalar(written(rows)) or ""


def _be_patient(db: Session) -> None:
    """Three million lines that nobody has read today come from the disk, and take longer than a page may."""
    if db.get_bind().dialect.name == "postgresql":
        db.execute(text("SET LOCAL statement_timeout = 0"))


def _by_sqlite(rows: Select[Any]) -> Select[str]:
    """It reads a snapshot once for all that is asked for in one call; the rest follows in the same array."""
    paper = func.json_extract(Certificate.snapshot, *(f"$.{name}" for name in _OF_PAPER), type_=String)
    besides = func.json_array(*_own(), type_=String)
    line = func.rtrim(paper, "]", type_=String) + "," + func.ltrim(besides, "[", type_=String)
    each = rows.with_only_columns(line.label("line")).subquery()
    return select(func.group_concat(each.c.line, _BETWEEN))


def _by_postgresql(rows: Select[Any]) -> Select[str]:
    """It keeps a snapshot taken apart, so each fact is fetched by itself."""
    paper = (Certificate.snapshot[name] for name in _OF_PAPER)
    line = cast(func.json_build_array(*paper, *_own()), String)
    each = rows.with_only_columns(line.label("line")).subquery()
    return select(func.string_agg(each.c.line, _BETWEEN))


def _own() -> list[ColumnElement[Any]]:
    """What is read out of columns, after what is printed."""
    return [Certificate.__table__.c[name] for name in Line._fields if name not in _OF_PAPER]


def _counted(db: Session, found: Select[Certificate], order: Order) -> list[tuple[Any, int]]:
    """How many lines each day of issue, or each beginning of a name, has; in the order wanted."""
    key = _key(order)
    by = func.substr(key, 1, _BEGINNING) if order is Order.NAME else key
    counted = found.with_only_columns(by, func.count()).group_by(by)
    found_by = db.execute(counted.order_by(by if order is Order.NAME else by.desc()))
    return [(first, lines) for first, lines in found_by]


def _bounds(counted: Iterable[tuple[Any, int]], order: Order, most: int) -> Iterator[list[ColumnElement[bool]]]:
    """Where each stretch begins and ends: days, or beginnings of names, put together up to ``most`` lines."""
    starts: list[Any] = [None]
    lines = 0
    for first, count in counted:
        if lines and lines + count > most:
            starts.append(first)
            lines = 0
        lines += count
    key = _key(order)
    at, before = (key.__ge__, key.__lt__) if order is Order.NAME else (key.__le__, key.__gt__)
    for first, after in zip(starts, [*starts[1:], None], strict=True):
        yield [bound(day) for bound, day in ((at, first), (before, after)) if day is not None]


def _key(order: Order) -> Any:
    return Certificate.holder_sort_key if order is Order.NAME else Certificate.issued_on
