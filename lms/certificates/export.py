"""The register as a table for a spreadsheet: UTF-8 with its mark, semicolons, and cells that cannot become formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TypeVar

from lms.certificates.codes import grouped
from lms.certificates.models import Certificate, Status

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
STATUS = {Status.ACTIVE: "Còn hiệu lực", Status.REVOKED: "Đã thu hồi", Status.SUPERSEDED: "Đã được thay thế"}
Value = TypeVar("Value")
_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def register_lines(certificates: Iterable[Certificate]) -> Iterator[str]:
    """The lines of the table, its heads first."""
    yield "\ufeff" + line(HEADS)
    for certificate in certificates:
        yield line(cells(certificate))


def cells(certificate: Certificate) -> tuple[str, ...]:
    """A certificate as a line of the table, under the same heads."""
    facts = certificate.facts
    return (
        facts.number,
        facts.holder,
        str(facts.birth_year),
        facts.place_line,
        facts.course_title,
        f"{facts.half_hours / 2:g}".replace(".", ","),
        str(facts.score_percent),
        facts.mode_line,
        facts.completed_line,
        _day(certificate.issued_on),
        STATUS[certificate.status],
        _day(certificate.ended_on),
        grouped(certificate.code),
    )


def _day(value: date | None) -> str:
    return value.strftime("%d/%m/%Y") if value else ""


def line(row: Iterable[object]) -> str:
    """One line of a table, with its end."""
    written = io.StringIO()
    csv.writer(written, delimiter=";", lineterminator="\r\n").writerow([inert(cell) for cell in row])
    return written.getvalue()


def inert(cell: Value) -> Value | str:
    """A spreadsheet runs what begins like a formula; an apostrophe makes it text. Numbers stay numbers."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_BEGINS_A_FORMULA) else cell
