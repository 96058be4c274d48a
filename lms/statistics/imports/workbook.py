"""Workbooks (XLSX) as text: every cell as somebody would write it into a CSV file."""

from __future__ import annotations

import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator
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


class Unreadable(Exception):
    """It is no workbook that can be read; the sentence says what to do."""


def is_one(content: bytes) -> bool:
    """Whether it looks like a workbook."""
    return content.startswith(_ZIP)


def sheets(content: bytes) -> list[tuple[str, list[Row]]]:
    """The sheets with their names, each with the rows that are not empty and their numbers. Raises :class:`Unreadable`."""
    from openpyxl import load_workbook  # costs a tenth of a second that no other page should wait for

    try:
        _check_size(content)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # styles and extensions it does not know are nothing to us
            book = load_workbook(BytesIO(content), read_only=True, data_only=True)
            try:
                return [(sheet.title, list(_rows(sheet))) for sheet in book.worksheets]
            finally:
                book.close()
    except (*_FAULTS, SyntaxError):
        raise Unreadable("tệp Excel hỏng hoặc có mật khẩu; mở ra, lưu lại dưới dạng .xlsx rồi đưa lại") from None


def _check_size(content: bytes) -> None:
    with zipfile.ZipFile(BytesIO(content)) as packed:
        if sum(part.file_size for part in packed.infolist()) > _MOST_UNPACKED:
            raise Unreadable("tệp Excel quá lớn khi mở ra; chỉ giữ các dòng số liệu rồi đưa lại")


def _rows(sheet: Any) -> Iterator[Row]:
    for number, row in enumerate(sheet.iter_rows(max_col=_MOST_COLUMNS), start=1):
        if number > _MOST_LINES:
            raise Unreadable(f"trang «{sheet.title}» dài quá {_MOST_LINES} dòng; chia thành nhiều tệp")
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
