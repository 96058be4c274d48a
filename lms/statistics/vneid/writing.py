"""The file of a batch: the configured columns of every person, as CSV or as a workbook, in which nothing is a formula."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import xlsxwriter

from lms.certificates.export import line
from lms.config_vneid import Layout
from lms.statistics.vneid.rules import Form

_SAFE = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_WIDTHS = {"stt": 6, "dot": 38, "ho_ten": 28, "nam_sinh": 9, "noi_o": 40, "ma_tra_cuu": 22}


@dataclass(frozen=True, slots=True)
class Line:
    """What the file of a batch may tell of one person."""

    position: int
    batch: str
    key: str
    name: str
    birth_year: int
    commune_code: str
    commune: str
    home: str
    issued_on: date | None
    codes: Sequence[str]
    number: str = ""
    """The national identity number; empty where none is kept."""


_VALUES: dict[str, Callable[[Line], str | int]] = {
    "stt": lambda line: line.position,
    "dot": lambda line: line.batch,
    "khoa": lambda line: line.key,
    "ho_ten": lambda line: line.name,
    "nam_sinh": lambda line: line.birth_year,
    "so_dinh_danh": lambda line: line.number,
    "ma_don_vi": lambda line: line.commune_code,
    "ten_don_vi": lambda line: line.commune,
    "noi_o": lambda line: line.home,
    "ngay_cap": lambda line: line.issued_on.strftime("%d/%m/%Y") if line.issued_on else "",
    "ma_tra_cuu": lambda line: " ".join(line.codes),
}


def written(form: Form, layout: Layout, lines: Iterable[Line], made_at: datetime) -> bytes:
    """The file; the same people at the same instant give the same bytes."""
    rows = ([_VALUES[name](one) for name, _ in layout] for one in lines)
    heads = [head for _, head in layout]
    if form is Form.XLSX:
        return _workbook(layout, heads, rows, made_at)
    return "".join([line(heads), *map(line, rows)]).encode("utf-8-sig")


def _workbook(layout: Layout, heads: Sequence[str], rows: Iterable[Sequence[str | int]], made_at: datetime) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "batch.xlsx"
        book = xlsxwriter.Workbook(path, {**_SAFE, "tmpdir": folder})
        book.set_properties({"title": "Đợt đề nghị xác nhận trên VNeID", "created": made_at.replace(tzinfo=None)})
        bold, sheet = book.add_format({"bold": True, "text_wrap": True}), book.add_worksheet("Đợt")
        for place, (name, _) in enumerate(layout):
            sheet.set_column(place, place, _WIDTHS.get(name, 18))
        for number, row in enumerate([heads, *rows]):
            for place, value in enumerate(row):
                write = sheet.write_number if isinstance(value, int) else sheet.write_string
                write(number, place, value, None if number else bold)
        sheet.freeze_panes(1, 0)
        book.close()
        return path.read_bytes()
