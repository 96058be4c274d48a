"""Reading a reply: a table (CSV or XLSX) or a document (JSON). Every row that cannot be read is named; nothing is guessed.

A table has the columns ``khoa``, ``trang_thai``, ``ngay``, ``ly_do``, and perhaps ``dot``, ``nam_sinh``, ``so_dinh_danh``; a row
whose key is ``TONG`` states the totals: ``gui=100 xac-nhan=90 tu-choi=6 khong-tim-thay=3 cho=1``. A document is
``{"batch": …, "totals": {"sent": …, "confirmed": …, "rejected": …, "not_found": …, "pending": …}, "rows": [{…}]}``, its rows with the
same names.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date
from functools import lru_cache
from typing import Any

from lms.statistics.vneid.numbers import is_number
from lms.statistics.vneid.rules import SPOKEN, WRITTEN, Reply, Said, Status, Totals
from lms.tables.reading import SPILT, BadFile, Line, Record, Wanted, lines
from lms.vietnamese import fold, tidy

KeyOf = Callable[[str], str]
"""The key of a batch for an identity number; empty for one that is not in it."""
REPLY = (("khoa", "so_dinh_danh"), ("trang_thai",), ("ngay",), ("ly_do",))
_TOTAL = "TONG"
_STATED = re.compile(r"([a-z-]+) ?= ?(\d{1,9})", re.ASCII)
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
_LONGEST = 300
_NAMES = ("sent", "confirmed", "rejected", "not_found", "pending")


def read_reply(content: bytes, key_of: KeyOf | None = None) -> Reply:
    """The rows of a reply. ``key_of`` is given where identity numbers are kept.

    Raises :class:`BadFile` for what is no reply at all; single rows that cannot be read are told in the reply.
    """
    if content.lstrip()[:1] == b"{":
        return _document(content, key_of)
    said: list[Said] = []
    complaints: list[str] = []
    declared = None
    for line, record in records(content, REPLY):
        try:
            if record.get("khoa", "").upper() == _TOTAL:
                declared = _stated(record["trang_thai"])
            else:
                said.append(_said(line, record, key_of))
        except ValueError as error:
            complaints.append(f"dòng {line}: {error}")
    return Reply(said, declared, complaints)


def _said(line: int, record: Record, key_of: KeyOf | None) -> Said:
    year = record.get("nam_sinh", "")
    if year and not (year.isdecimal() and len(year) == len("1958")):
        raise ValueError(f"năm sinh «{year}» chưa đúng; viết bốn chữ số")
    if len(record.get("ly_do", "")) > _LONGEST:
        raise ValueError(f"lý do dài quá {_LONGEST} ký tự")
    return Said(
        line,
        _key(record, key_of),
        _status(record.get("trang_thai", "")),
        day(record.get("ngay", "")),
        record.get("ly_do", ""),
        int(year) if year else None,
        record.get("dot", ""),
    )


def _key(record: Record, key_of: KeyOf | None) -> str:
    key, number = record.get("khoa", ""), record.get("so_dinh_danh", "").lstrip("'")
    if key:
        return key
    if not number or key_of is None:
        raise ValueError("thiếu khóa")
    if not is_number(number):
        raise ValueError("số định danh phải có mười hai chữ số")
    if not record.get("nam_sinh"):
        raise ValueError("có số định danh mà thiếu năm sinh")
    found = key_of(number)
    if not found:
        raise ValueError("số định danh không thuộc ai trong đợt này")
    return found


@lru_cache(maxsize=256)
def _status(written: str) -> Status:
    try:
        return SPOKEN[fold(written).replace("-", " ").replace("_", " ")]
    except KeyError:
        raise ValueError(f"trạng thái «{written}» không có; dùng một trong: {', '.join(WRITTEN.values())}") from None


def day(written: str) -> date | None:
    """A day as people write it; nothing where nothing is written."""
    if not written:
        return None
    with suppress(ValueError):
        if (parts := _DAY.fullmatch(written)) is not None:
            return date(int(parts[3]), int(parts[2]), int(parts[1]))
        return date.fromisoformat(written)
    raise ValueError(f"ngày «{written}» chưa đúng; viết như 23/11/2026")


def _stated(written: str) -> Totals:
    counts = {name: int(number) for name, number in _STATED.findall(fold(written))}
    if set(counts) != {"gui", *WRITTEN.values()}:
        raise ValueError(f"dòng tổng chưa đúng; viết gui=… {' '.join(f'{word}=…' for word in WRITTEN.values())}")
    return Totals(counts["gui"], *(counts[word] for word in WRITTEN.values()))


def _document(content: bytes, key_of: KeyOf | None) -> Reply:
    try:
        document: Any = json.loads(content)
        batch, rows = str(document["batch"]), document["rows"]
        declared = Totals(*(int(document["totals"][name]) for name in _NAMES))
        records = [{name: tidy(str(value or "")) for name, value in row.items()} for row in rows]
    except (ValueError, KeyError, TypeError, AttributeError):
        raise BadFile(["tệp JSON thiếu batch, totals hoặc rows, hoặc không đọc được"]) from None
    said: list[Said] = []
    complaints: list[str] = []
    for line, record in enumerate(records, start=1):
        try:
            said.append(_said(line, record, key_of))
        except ValueError as error:
            complaints.append(f"dòng {line}: {error}")
    return Reply(said, declared, complaints, batch)


def records(content: bytes, needed: Iterable[Wanted]) -> list[Line]:
    """The rows of a table, none of them with more cells than columns. Raises :class:`BadFile`."""
    found = lines(content, needed)
    spilt = [line for line, record in found if SPILT in record]
    if spilt:
        raise BadFile([f"dòng {line}: thừa ô; đặt trong dấu nháy kép ô nào có dấu phân cách" for line in spilt])
    return found
