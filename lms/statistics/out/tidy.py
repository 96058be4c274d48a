"""The tidy table: one row a unit and indicator, UTF-8 with its mark, a point before decimals, codes as text."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

from lms.certificates.export import inert
from lms.statistics.out.fields import COLUMNS, Value, values
from lms.statistics.out.rows import Dataset


def as_csv(data: Dataset) -> bytes:
    """The file; the same rows give the same bytes."""
    return "".join(lines(data)).encode("utf-8-sig")


def lines(data: Dataset) -> Iterator[str]:
    """The lines of the file, its heads first."""
    yield _line([column.name for column in COLUMNS])
    for row in data.rows:
        yield _line(values(row))


def _line(cells: list[Value]) -> str:
    written = StringIO(newline="")
    csv.writer(written, lineterminator="\r\n").writerow([inert(cell) for cell in cells])
    return written.getvalue()
