"""A table as a file for spreadsheets: one row a unit, the numbers of the page, marks in a column of their own."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from lms.certificates.export import line
from lms.statistics.rules import Cell, Standing, percent_in_words

COLUMNS = (
    "nam",
    "den_het_ngay",
    "chi_tieu",
    "ma_don_vi",
    "ten_don_vi",
    "so_dat",
    "tong_so",
    "ty_le_phan_tram",
    "chi_tieu_phan_tram",
    "chi_tieu_so_nguoi",
    "con_thieu",
    "ket_qua",
    "ky_hieu",
    "nguon_mau_so",
    "ngay_mau_so",
    "trang_thai_mau_so",
)
_RESULTS = {Standing.MET: "Đạt", Standing.NOT_MET: "Chưa đạt"}


def as_csv(rows: Iterable[tuple[str, str, Cell]], year: int, on: date) -> bytes:
    """A file of rows of code, name and figure: UTF-8 with its mark, semicolons, as spreadsheets here expect it."""
    lines = ([year, on.isoformat(), cell.indicator, code, name, *_figures(cell)] for code, name, cell in rows)
    return "".join(map(line, [COLUMNS, *lines])).encode("utf-8-sig")


def _figures(cell: Cell) -> list[str]:
    denominator = cell.denominator
    return [
        _number(cell.attained),
        _number(cell.population),
        _rate(cell),
        "" if cell.target is None else percent_in_words(cell.target),
        _number(cell.target_people),
        _number(cell.missing if cell.population or cell.target_people else None),
        _RESULTS.get(cell.standing, ""),
        " ".join(_marks(cell)),
        denominator.source if denominator else "",
        denominator.reference_date.isoformat() if denominator else "",
        denominator.status if denominator else "",
    ]


def _number(count: int | None) -> str:
    return "" if count is None else str(count)


def _rate(cell: Cell) -> str:
    """A number always: what cannot be written as one stands in the column of marks."""
    if cell.tenths is None:
        return ""
    return f"{cell.tenths // 10},{cell.tenths % 10}"


def _marks(cell: Cell) -> list[str]:
    marks = []
    if cell.denominator and cell.denominator.symbol:
        marks.append(str(cell.denominator.symbol))
    if cell.standing in (Standing.NO_FIGURE, Standing.NO_TARGET):
        marks.append(str(cell.standing))
    if cell.standing is Standing.NOT_APPLICABLE:
        marks.append("z")
    if cell.surplus:
        marks.append("†")
    if cell.rate and cell.rate.startswith("<"):
        marks.append(cell.rate)
    return marks
