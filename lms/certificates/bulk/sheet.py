"""The register as a workbook: real days and numbers, and text that can never be a formula."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import xlsxwriter

from lms.certificates.codes import grouped
from lms.certificates.export import STATUS
from lms.certificates.models import Certificate
from lms.clock import local


@dataclass(frozen=True, slots=True)
class _Column:
    head: str
    width: int
    form: str = "text"


_COLUMNS = (
    _Column("STT", 6, "number"),
    _Column("Số vào sổ", 14),
    _Column("Số giấy chứng nhận", 24),
    _Column("Họ và tên", 28),
    _Column("Năm sinh", 9, "number"),
    _Column("Nơi cư trú khi cấp", 40),
    _Column("Khóa học", 36),
    _Column("Thời lượng (giờ)", 9, "number"),
    _Column("Kết quả (%)", 9, "number"),
    _Column("Hình thức", 24),
    _Column("Ngày hoàn thành", 12, "day"),
    _Column("Ngày cấp", 12, "day"),
    _Column("Trạng thái", 16),
    _Column("Ngày hết hiệu lực", 12, "day"),
    _Column("Mã tra cứu", 22),
    _Column("Ký nhận", 18),
)
_FORMS = {
    "head": {"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1, "bg_color": "#FBECC8"},
    "text": {"text_wrap": True, "valign": "top", "border": 1},
    "number": {"valign": "top", "border": 1},
    "day": {"num_format": "dd/mm/yyyy", "align": "left", "valign": "top", "border": 1},
}
_SAFE = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def workbook(certificates: Iterable[Certificate], label: str, asked_at: datetime) -> bytes:
    """The bytes of the workbook; the same certificates asked for at the same instant give the same bytes."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "register.xlsx"
        book = xlsxwriter.Workbook(path, {**_SAFE, "tmpdir": folder})
        book.set_properties({"title": "Sổ cấp giấy chứng nhận", "created": local(asked_at).replace(tzinfo=None)})
        forms = {name: book.add_format(form) for name, form in _FORMS.items()}
        sheet = book.add_worksheet("Sổ cấp")
        last = _write(sheet, forms, certificates)
        _arrange(sheet, label, asked_at, last)
        book.close()
        return path.read_bytes()


def _write(sheet: Any, forms: dict[str, Any], certificates: Iterable[Certificate]) -> int:
    row = 0
    for place, column in enumerate(_COLUMNS):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, column.head, forms["head"])
    for row, certificate in enumerate(certificates, start=1):
        for place, (column, value) in enumerate(zip(_COLUMNS, _values(row, certificate), strict=True)):
            _write_cell(sheet, row, place, value, forms[column.form])
    return row


def _write_cell(sheet: Any, row: int, place: int, value: str | float | date | None, form: Any) -> None:
    if value is None:
        sheet.write_blank(row, place, None, form)
    elif isinstance(value, str):
        sheet.write_string(row, place, value, form)
    elif isinstance(value, date):
        sheet.write_datetime(row, place, datetime(value.year, value.month, value.day), form)  # noqa: DTZ001 - a day
    else:
        sheet.write_number(row, place, value, form)


def _values(row: int, certificate: Certificate) -> tuple[str | float | date | None, ...]:
    facts = certificate.facts
    return (
        row,
        certificate.place_in_book,
        facts.number,
        facts.holder,
        facts.birth_year,
        facts.place_line,
        facts.course_title,
        facts.half_hours / 2,
        facts.score_percent,
        facts.mode_line,
        date.fromisoformat(facts.completed_on),
        certificate.issued_on,
        STATUS[certificate.status],
        certificate.ended_on,
        grouped(certificate.code),
        None,
    )


def _arrange(sheet: Any, label: str, asked_at: datetime, last: int) -> None:
    """Heads that stay in sight, and sheets of paper that can be printed as they are."""
    sheet.freeze_panes(1, 4)
    sheet.autofilter(0, 0, last, len(_COLUMNS) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    of = label.replace("&", "&&")[:150]
    sheet.set_header(f"&LSổ cấp giấy chứng nhận: {of}&R{local(asked_at):%d/%m/%Y %H:%M}")
    sheet.set_footer("&RTrang &P / &N")
