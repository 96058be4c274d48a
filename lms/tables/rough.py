"""Tables as people keep them: any encoding used here, any separator, titles above the names of the columns."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Callable, Iterator
from io import StringIO

from lms.tables import workbook
from lms.tables.reading import BadFile
from lms.tables.workbook import Bounds, Row
from lms.vietnamese import tidy

_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_TITLES = 30
"""How many lines may stand above the names of the columns."""
_LOOKED_AT = 400
_LONGEST_CELL = 120
"""Longer than any name may be: what is cut off is refused for its length."""

Known = Callable[[list[str]], int]
"""How many columns are known by these names; none for a row that cannot be the head of the table."""


def table(content: bytes, known: Known, bounds: Bounds) -> tuple[Row, list[Row]]:
    """The head of the table and the rows below it, each with its line; cells are tidied.

    Raises :class:`BadFile` for what is no table with such a head, or is too large.
    """
    candidates = [found for rows in _tables(content, bounds) if (found := _headed(rows, known))]
    if not candidates:
        raise BadFile(["không tìm thấy dòng tên cột; cần một dòng có «Họ và tên» và «Năm sinh» ở phía trên danh sách"])
    best = max(known(head[1]) for head, _ in candidates)
    chosen = [found for found in candidates if known(found[0][1]) == best]
    if workbook.is_one(content) and len(chosen) > 1:
        raise BadFile(["tệp có nhiều trang đều là danh sách; để lại một trang rồi đưa lại"])
    return chosen[0]


def decoded(content: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 or Windows-1258, in NFC. Raises :class:`BadFile`."""
    for encoding in _encodings(content):
        try:
            return unicodedata.normalize("NFC", content.decode(encoding)).removeprefix("\ufeff")
        except UnicodeDecodeError:
            continue
    raise BadFile(["không đọc được chữ trong tệp; lưu lại dưới dạng .xlsx hoặc CSV UTF-8"])


def _encodings(content: bytes) -> tuple[str, ...]:
    if content.startswith(_UTF16):
        return ("utf-16",)
    beginning = content[:_LOOKED_AT]
    if beginning[1::2].count(0) * 4 > len(beginning):
        return ("utf-16-le",)
    if beginning[::2].count(0) * 4 > len(beginning):
        return ("utf-16-be",)
    return ("utf-8", "cp1258")


def _tables(content: bytes, bounds: Bounds) -> Iterator[list[Row]]:
    """Every way to read the content: the sheets of a workbook, or its text with each separator that is used in it."""
    if content.startswith(_OLD_WORKBOOK):
        raise BadFile(["tệp .xls kiểu cũ không đọc được; lưu lại dưới dạng .xlsx hoặc CSV UTF-8"])
    if workbook.is_one(content):
        try:
            yield from (rows for _, rows in workbook.strange_sheets(content, bounds))
        except workbook.Unreadable as fault:
            raise BadFile([str(fault)]) from None
        return
    text = decoded(content)
    if "\0" in text:
        raise BadFile(["tệp không phải là danh sách; đưa tệp .xlsx hoặc CSV"])
    text = re.sub(r"\A\s*sep=.\s*\n", "\n", text)
    if text.count("\n") > bounds.lines:
        raise BadFile([f"tệp dài quá {bounds.lines} dòng; chia thành nhiều tệp"])
    yield from (_parted(text, mark) for mark in ("\t", ";", ",") if mark in text)


def _parted(text: str, mark: str) -> list[Row]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=mark, strict=True)
    rows: list[Row] = []
    begins = 1
    try:
        for cells in reader:
            rows.append((begins, cells))
            begins = reader.line_num + 1
    except csv.Error:
        if any(len(cells) > 1 for _, cells in rows):
            raise BadFile([f"dòng {begins}: không đọc được; xem lại dấu nháy kép"]) from None
        return []
    return rows


def _headed(rows: list[Row], known: Known) -> tuple[Row, list[Row]] | None:
    """The rows from the one on that knows most columns, among those a title may stand above."""
    scores = [known(cells) for _, cells in rows[:_TITLES]]
    if not any(scores):
        return None
    at = scores.index(max(scores))
    clean = [(line, [tidy(cell)[:_LONGEST_CELL] for cell in cells]) for line, cells in rows[at:]]
    return clean[0], clean[1:]
