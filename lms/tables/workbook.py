"""Workbooks (XLSX) as text: every cell as somebody would write it into a CSV file."""

from __future__ import annotations

import re
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

Row = tuple[int, list[str]]
_ZIP = b"PK\x03\x04"
_MOST_UNPACKED = 200 * 1024 * 1024
_MOST_COLUMNS = 40
_MOST_LINES = 100_000
_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    EOFError,
    OSError,
)
"""What reading something else as a workbook may raise; faults of the XML in it are a SyntaxError."""


_MERGED = re.compile(rb'<(?:\w+:)?mergeCell ref="([A-Z]{1,2})(\d{1,6}):([A-Z]{1,2})(\d{1,6})"')
_MOST_MERGED = 2000
_MOST_PARTS = 60
_BROKEN = "tệp Excel hỏng hoặc có mật khẩu; mở ra, lưu lại dưới dạng .xlsx rồi đưa lại"
_ALPHABET = 26


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much a workbook of strangers may hold; one that reaches for other files, or declares entities, is refused."""

    unpacked: int
    lines: int


class Unreadable(Exception):
    """It is no workbook that can be read; the sentence says what to do."""


def is_one(content: bytes) -> bool:
    """Whether it looks like a workbook."""
    return content.startswith(_ZIP)


def sheets(content: bytes, most_lines: int = _MOST_LINES) -> list[tuple[str, list[Row]]]:
    """The sheets with their names, each with the rows that are not empty and their numbers. Raises :class:`Unreadable`."""
    from openpyxl import load_workbook  # costs a tenth of a second that no other page should wait for

    try:
        _check_size(content)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # styles and extensions it does not know are nothing to us
            book = load_workbook(BytesIO(content), read_only=True, data_only=True)
            try:
                return [(sheet.title, list(_rows(sheet, most_lines))) for sheet in book.worksheets]
            finally:
                book.close()
    except (*_FAULTS, SyntaxError):
        raise Unreadable(_BROKEN) from None


def strange_sheets(content: bytes, bounds: Bounds) -> list[tuple[str, list[Row]]]:
    """The same of a workbook by somebody one knows nothing of. What stands in a cell that is merged downwards stands
    in each of its rows. Raises :class:`Unreadable`.
    """
    try:
        merged = _check_strange(content, bounds)
    except _FAULTS:
        raise Unreadable(_BROKEN) from None
    found = sheets(content, bounds.lines)
    return [(name, _filled(rows, merged)) for name, rows in found] if len(found) == 1 else found


def _check_strange(content: bytes, bounds: Bounds) -> list[tuple[int, int, int]]:
    """Look through the parts; gives the cells of the sheets that are merged downwards: column, first and last row."""
    merged: list[tuple[int, int, int]] = []
    with zipfile.ZipFile(BytesIO(content)) as packed:
        parts = packed.infolist()
        if sum(part.file_size for part in parts) > bounds.unpacked or len(parts) > _MOST_PARTS:
            raise Unreadable("tệp Excel quá lớn khi mở ra; chỉ giữ danh sách rồi đưa lại")
        for part in parts:
            if "externallink" in part.filename.lower():
                raise Unreadable("tệp Excel có liên kết đến tệp khác; chép danh sách sang tệp mới rồi đưa lại")
            if part.filename.lower().endswith((".xml", ".rels")):
                merged += _look_through(packed.read(part))
    return merged


def _look_through(part: bytes) -> list[tuple[int, int, int]]:
    if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
        raise Unreadable(_BROKEN)
    found = [
        (_column(left), int(top), int(bottom))
        for left, top, right, bottom in _MERGED.findall(part)
        if left == right and top != bottom
    ]
    return found[:_MOST_MERGED]


def _column(letters: bytes) -> int:
    place = 0
    for letter in letters:
        place = place * _ALPHABET + letter - ord("A") + 1
    return place - 1


def _filled(rows: list[Row], merged: list[tuple[int, int, int]]) -> list[Row]:
    """The rows with what was merged downwards written into each that says anything else."""
    texts = dict(rows)
    for column, top, bottom in merged:
        said = texts.get(top, [])[column : column + 1]
        for number in range(top + 1, min(bottom, top + _MOST_MERGED) + 1):
            cells = texts.get(number)
            if cells and said:
                cells += [""] * (column + 1 - len(cells))
                cells[column] = cells[column] or said[0]
    return rows


def _check_size(content: bytes) -> None:
    with zipfile.ZipFile(BytesIO(content)) as packed:
        if sum(part.file_size for part in packed.infolist()) > _MOST_UNPACKED:
            raise Unreadable("tệp Excel quá lớn khi mở ra; chỉ giữ các dòng số liệu rồi đưa lại")


def _rows(sheet: Any, most_lines: int) -> Iterator[Row]:
    for number, row in enumerate(sheet.iter_rows(max_col=_MOST_COLUMNS), start=1):
        if number > most_lines:
            raise Unreadable(f"trang «{sheet.title}» dài quá {most_lines} dòng; chia thành nhiều tệp")
        texts = _texts(row)
        if texts:
            yield number, texts


def _texts(row: Iterable[Any]) -> list[str]:
    """The cells up to the last that is not empty."""
    texts = [_text(cell) for cell in row]
    while texts and not texts[-1].strip():
        texts.pop()
    return texts


def _text(cell: Any) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _number(value, is_percent="%" in (cell.number_format or ""))
    return str(value)


def _number(value: float, *, is_percent: bool) -> str:
    """With a comma before decimals, as here: a point parts thousands. A cell shown as 85 % holds 0.85."""
    exact = Decimal(repr(value))
    plain = format((exact * 100 if is_percent else exact).normalize(), "f").replace(".", ",")
    return plain + "%" * is_percent
