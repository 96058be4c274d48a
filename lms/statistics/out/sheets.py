"""What stands on the sheets of a workbook, XLSX and ODS alike: a cover, a list of contents, notes, one table a sheet.

They follow the rules of the Government Statistical Service for spreadsheets that everybody can read: a title in the
first cell, no merged and no blank cells, numbers as numbers, marks in a column of their own.
"""

from __future__ import annotations

from dataclasses import dataclass

from lms.statistics.out.described import title
from lms.statistics.out.fields import percent
from lms.statistics.out.names import INDICATORS, LEVELS, MEANINGS, NUMBERS, in_people
from lms.statistics.out.rows import Dataset, Mark, Row
from lms.statistics.rules import Indicator

NOTHING = "không"
"""Stands where there is no mark: no cell is blank."""
Cell = str | int | float


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column: its words, its width in letters, how many decimals its numbers have."""

    words: str
    width: int
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; its table follows the lines on top."""

    name: str
    lines: tuple[str, ...]
    """The title first."""
    heads: tuple[Head, ...]
    rows: tuple[tuple[Cell, ...], ...]


_FIGURES = (
    Head("Tổng số", 12),
    Head("Số đạt", 12),
    Head("Tỷ lệ (%)", 11, 1),
    Head("Chỉ tiêu (%)", 12, 2),
    Head("Còn thiếu", 12),
    Head("Kết quả", 12),
    Head("Ký hiệu", 12),
)
_OF_INDICATOR = (Head("Số", 6), Head("Nhóm", 34), *_FIGURES)
_OF_UNIT = (Head("Mã", 12), Head("Tên đơn vị", 30), Head("Cấp", 14), Head("Mã cấp trên", 12), *_FIGURES)
_RESULTS = {True: "Đạt", False: "Chưa đạt"}
_LOOK_AT_NOTES = "Mỗi trang có một bảng. Ký hiệu được giải thích ở trang «Ghi chú»."


def sheets(data: Dataset) -> list[Sheet]:
    """Every sheet of the workbook, in order."""
    tables = [_own(data), *(_below(data, indicator) for indicator in Indicator if data.below(indicator))]
    return [_cover(data), _contents(tables), _notes(), *tables]


def _cover(data: Dataset) -> Sheet:
    facts = (
        ("Đơn vị", f"{data.unit.name} (mã {data.unit.code})"),
        ("Kỳ", f"{data.period.label}, sửa đổi {data.period.revision}"),
        ("Chốt ngày", f"{data.period.cut_off:%d/%m/%Y}"),
        ("Năm của chỉ tiêu", str(data.period.year)),
        ("Mã kiểm (SHA-256)", data.period.sha256 or "chưa chốt kỳ nên chưa có"),
        ("Lưu ý", "Số người giả định, chỉ để minh họa" if data.is_invented else NOTHING),
        *((f"Nguồn {number}", source) for number, source in enumerate(data.sources, 1)),
    )
    return Sheet("Bìa", (title(data),), (Head("Mục", 22), Head("Nội dung", 70)), facts)


def _contents(tables: list[Sheet]) -> Sheet:
    rows = tuple((table.name, table.lines[0]) for table in tables)
    return Sheet("Mục lục", ("Mục lục",), (Head("Trang", 14), Head("Bảng", 70)), rows)


def _notes() -> Sheet:
    rows = tuple((f"[{mark.value}]", meaning) for mark, meaning in MEANINGS.items())
    lines = ("Ghi chú", "Tỷ lệ làm tròn một chữ số thập phân; chỉ ghi 100,0 khi mọi người đã đạt.")
    return Sheet("Ghi chú", lines, (Head("Ký hiệu", 12), Head("Ý nghĩa", 60)), rows)


def _own(data: Dataset) -> Sheet:
    rows = tuple((NUMBERS[row.indicator], INDICATORS[row.indicator], *_figures(row)) for row in data.own)
    lines = (f"Biểu 01. Sáu chỉ tiêu của {data.unit.name}. {data.period.title}", _LOOK_AT_NOTES)
    return Sheet("Biểu 01", lines, _OF_INDICATOR, rows)


def _below(data: Dataset, indicator: Indicator) -> Sheet:
    rows = tuple(
        (row.unit.code, row.unit.name, LEVELS[row.unit.level], row.unit.parent, *_figures(row))
        for row in data.below(indicator)
    )
    number = NUMBERS[indicator]
    lines = (
        f"Biểu 02-{number}. {INDICATORS[indicator]}, các đơn vị thuộc {data.unit.name}. {data.period.title}",
        _LOOK_AT_NOTES,
    )
    return Sheet(f"Biểu 02-{number}", lines, _OF_UNIT, rows)


def _figures(row: Row) -> tuple[Cell, ...]:
    rate = None if row.tenths is None else row.tenths / 10
    target = percent(row.target)
    return (
        f"[{row.why_no_population}]" if row.population is None else row.population,
        f"[{row.why_no_count}]" if row.attained is None else row.attained,
        f"[{row.why_no_rate}]" if rate is None else rate,
        in_people(row) or (f"[{Mark.NOT_APPLICABLE}]" if target is None else target),
        f"[{row.why_none_missing}]" if row.missing is None else row.missing,
        f"[{row.why_none_missing}]" if row.is_met is None else _RESULTS[row.is_met],
        " ".join(f"[{mark}]" for mark in row.marks) or NOTHING,
    )
