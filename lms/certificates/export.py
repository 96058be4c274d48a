"""The register as a table for a spreadsheet: UTF-8 with its mark, semicolons, and cells that cannot become formulas."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import NamedTuple, TypeVar

from lms.certificates.codes import grouped
from lms.certificates.models import Certificate, Status
from lms.certificates.rules import MODES

HEADS = (
    "Số",
    "Họ và tên",
    "Năm sinh",
    "Nơi cư trú khi cấp",
    "Khóa học",
    "Thời lượng (giờ)",
    "Kết quả (%)",
    "Hình thức",
    "Ngày hoàn thành",
    "Ngày cấp",
    "Trạng thái",
    "Ngày hết hiệu lực",
    "Mã tra cứu",
)
STATUS: dict[str, str] = {
    Status.ACTIVE: "Còn hiệu lực",
    Status.REVOKED: "Đã thu hồi",
    Status.SUPERSEDED: "Đã được thay thế",
}
_AT_ONCE = 500
Value = TypeVar("Value")
_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_must_be_quoted = re.compile(r'[;"\r\n]').search
_FORMULAS = frozenset(_BEGINS_A_FORMULA)


class Line(NamedTuple):
    """What a line of the table is made from: printed facts as they were frozen, and what became of the paper."""

    number: str
    holder: str
    birth_year: int
    place_line: str
    course_title: str
    half_hours: int
    score_percent: int
    mode: str
    completed_on: str
    issued_on: str
    status: str
    ended_on: str | None
    code: str


def line_of(certificate: Certificate) -> Line:
    """The line of a certificate that is in memory."""
    facts = certificate.facts
    return Line(
        facts.number,
        facts.holder,
        facts.birth_year,
        facts.place_line,
        facts.course_title,
        facts.half_hours,
        facts.score_percent,
        facts.mode,
        facts.completed_on,
        certificate.issued_on.isoformat(),
        certificate.status,
        certificate.ended_on.isoformat() if certificate.ended_on else None,
        certificate.code,
    )


def register_table(lines: Iterable[Line], at_once: int = _AT_ONCE) -> Iterator[str]:
    """The table, its heads first, some hundred lines at a time."""
    yield "\ufeff" + line(HEADS)
    rest = iter(lines)
    while some := list(islice(rest, at_once)):
        numbers, holders = _texts([one.number for one in some]), _texts([one.holder for one in some])
        yield "".join(map(_line, some, numbers, holders))


def _line(one: Line, number: str, holder: str) -> str:
    """What ``line`` writes of its cells, in half the time; two of them are text already."""
    _, _, born, place, course, half_hours, score, mode, completed_on, issued_on, status, ended_on, code = one
    return (
        f"{number};{holder};{born};{_recurring(place)};{_recurring(course)};{_hours(half_hours)};{score};"
        f"{_mode(mode)};{_day(completed_on)};{_day(issued_on)};{STATUS[status]};"
        f"{_day(ended_on)};{grouped(code)}\r\n"
    )


def _texts(cells: list[str]) -> list[str]:
    """Hardly a name needs more than to be text: all are looked through at once."""
    joined = "".join(cells)
    if any(sign in joined for sign in ';"\r\n') or not _FORMULAS.isdisjoint([cell[:1] for cell in cells]):
        return [_text(cell) for cell in cells]
    return cells


def _text(cell: str) -> str:
    tame = inert(cell)
    return '"{}"'.format(tame.replace('"', '""')) if _must_be_quoted(tame) else tame


_recurring = lru_cache(maxsize=8192)(_text)


def cells(one: Line) -> tuple[str, ...]:
    """A certificate as a line of the table, under the same heads."""
    number, holder, born, place, course, half_hours, score, mode, completed_on, issued_on, status, ended_on, code = one
    return (
        inert(number),
        inert(holder),
        str(born),
        inert(place),
        inert(course),
        _hours(half_hours),
        str(score),
        inert(MODES.get(mode, mode)),
        _day(completed_on),
        _day(issued_on),
        STATUS[status],
        _day(ended_on),
        grouped(code),
    )


@lru_cache
def _hours(half_hours: int) -> str:
    return f"{half_hours / 2:g}".replace(".", ",")


@lru_cache
def _mode(mode: str) -> str:
    return _text(MODES.get(mode, mode))


@lru_cache(maxsize=4096)
def _day(value: str | None) -> str:
    return date.fromisoformat(value).strftime("%d/%m/%Y") if value else ""


def line(row: Iterable[object]) -> str:
    """One line of a table, with its end."""
    written = io.StringIO()
    csv.writer(written, delimiter=";", lineterminator="\r\n").writerow([inert(cell) for cell in row])
    return written.getvalue()


def inert(cell: Value) -> Value | str:
    """A spreadsheet runs what begins like a formula; an apostrophe makes it text. Numbers stay numbers."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_BEGINS_A_FORMULA) else cell
