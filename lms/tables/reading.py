"""The rows of a file, whatever it was saved as: CSV with commas or semicolons, or a workbook (XLSX)."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from io import StringIO
from types import MappingProxyType

from lms.problems import N_, Problem
from lms.tables import workbook
from lms.vietnamese import fold, tidy

Record = dict[str, str]
SPILT = ""
"""The column of what a row holds beyond the last column."""
Line = tuple[int, Record]
Wanted = str | tuple[str, ...]
"""A column that must be there; or several, of which one must be."""
MOST_ROWS = 60_000
"""Some ten numbers for every village of a large province."""
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"


class BadFile(Problem):
    """The file cannot be taken; ``complaints`` holds one sentence a fault, each with its line."""

    def __init__(self, complaints: list[str]) -> None:
        super().__init__(N_("The file has mistakes; nothing was taken from it."))
        self.complaints = complaints

    def __str__(self) -> str:
        return "; ".join(self.complaints)


def lines(
    content: bytes, columns: Iterable[Wanted], other_names: Mapping[str, str] = MappingProxyType({})
) -> list[Line]:
    """The rows that are not blank, each with its line. A column may also be called by one of its ``other_names``.

    Raises :class:`BadFile` for a file nothing can be read from.
    """
    wanted = list(columns)
    found = list(_workbook(content, wanted, other_names) if workbook.is_one(content) else _csv(content, other_names))
    if not found:
        raise BadFile(["tệp không có dòng nào; dòng 1 phải là tên các cột"])
    head, *rest = found
    missing = _missing(wanted, head[1])
    if missing:
        raise BadFile([f"dòng {head[0]}: thiếu cột {', '.join(missing)}; ghi đủ tên các cột ở dòng đầu"])
    if len(rest) > MOST_ROWS:
        raise BadFile([f"tệp có {len(rest)} dòng, quá {MOST_ROWS}; chia thành nhiều tệp"])
    return [(line, record) for line, cells in rest if (record := _record(head[1], cells))]


def _missing(wanted: Iterable[Wanted], head: Iterable[str]) -> list[str]:
    groups = [(one,) if isinstance(one, str) else one for one in wanted]
    return [" hoặc ".join(group) for group in groups if not set(group).intersection(head)]


def _record(head: list[str], cells: list[str]) -> Record | None:
    record = {name: tidy(cell) for name, cell in zip(head, [*cells, *[""] * len(head)], strict=False) if name}
    spilt = any(tidy(cell) for cell in cells[len(head) :])
    if not any(record.values()) and not spilt:
        return None
    return {**record, SPILT: "…"} if spilt else record


def _heading(cells: Iterable[str], other_names: Mapping[str, str]) -> list[str]:
    """The names of the columns, however they are spelt: «Mã đơn vị» is «ma_don_vi» is «unit_code»."""
    plain = [fold(cell).replace(" ", "_") for cell in cells]
    return [other_names.get(name, name) for name in plain]


def _csv(content: bytes, other_names: Mapping[str, str]) -> Iterator[tuple[int, list[str]]]:
    """Columns are parted by commas, by semicolons as spreadsheets here write them, or by tabs as they are copied."""
    if content.startswith(_OLD_WORKBOOK):
        raise BadFile(["tệp .xls kiểu cũ không đọc được; lưu lại dưới dạng .xlsx hoặc CSV UTF-8"])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadFile(["tệp không phải UTF-8; lưu lại dưới dạng CSV UTF-8"]) from None
    head = text.partition("\n")[0]
    reader = csv.reader(StringIO(text, newline=""), delimiter=max(",;\t", key=head.count), strict=True)
    is_head = True
    try:
        for cells in reader:
            yield reader.line_num, _heading(cells, other_names) if is_head else cells
            is_head = False
    except csv.Error:
        raise BadFile([f"dòng {reader.line_num}: không đọc được; xem lại dấu nháy kép"]) from None


def _workbook(content: bytes, columns: list[Wanted], other_names: Mapping[str, str]) -> Iterator[tuple[int, list[str]]]:
    """The one sheet that has the columns; if none has them all, the first, whose complaint then says what is missing."""
    try:
        sheets = workbook.sheets(content)
    except workbook.Unreadable as fault:
        raise BadFile([str(fault)]) from None
    headed = [(name, [(rows[0][0], _heading(rows[0][1], other_names)), *rows[1:]]) for name, rows in sheets if rows]
    fitting = [(name, rows) for name, rows in headed if not _missing(columns, rows[0][1])]
    if len(fitting) > 1:
        names = ", ".join(f"«{name}»" for name, _ in fitting)
        raise BadFile([f"các trang {names} đều có những cột này; để lại một trang rồi đưa lại"])
    chosen = fitting or headed[:1]
    yield from chosen[0][1] if chosen else []
