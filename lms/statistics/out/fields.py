"""The columns of the files, described once: names, types and meaning go into every description from here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lms.statistics.out.names import INDICATORS, LEVELS, NUMBERS
from lms.statistics.out.rows import Row
from lms.statistics.rules import Indicator

Value = str | int | float | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name in files, its head for people, its type (of Table Schema), what it means."""

    name: str
    head: str
    kind: str
    meaning: str
    value: Callable[[Row], Value]
    words: tuple[str, ...] = ()
    """The only words it may hold."""
    may_be_empty: bool = False


def percent(hundredths: int | None) -> float | None:
    """Basis points as percent; the nearest double of two decimals, so that it is written with no more of them."""
    return None if hundredths is None else hundredths / 100


def _rate(row: Row) -> float | None:
    return None if row.tenths is None else row.tenths / 10


_MARKS = "Ký hiệu cách nhau một dấu cách; để trống khi không có"
COLUMNS = (
    Column("ky", "Kỳ", "string", "Kỳ báo cáo", lambda row: row.period.label),
    Column("sua_doi", "Sửa đổi", "integer", "Lần đính chính, 0 là lần đầu", lambda row: row.period.revision),
    Column("chot_ngay", "Chốt ngày", "date", "Tính đến hết ngày này", lambda row: row.period.cut_off.isoformat()),
    Column("ma_don_vi", "Mã đơn vị", "string", "Mã đơn vị hành chính", lambda row: row.unit.code),
    Column("ten_don_vi", "Tên đơn vị", "string", "Tên đơn vị", lambda row: row.unit.name),
    Column("cap", "Cấp", "string", "Cấp đơn vị", lambda row: LEVELS[row.unit.level], tuple(LEVELS.values())),
    Column("ma_cha", "Mã cấp trên", "string", "Mã đơn vị cấp trên", lambda row: row.unit.parent, may_be_empty=True),
    Column(
        "chi_tieu",
        "Chỉ tiêu",
        "string",
        "; ".join(f"{one.value}: {NUMBERS[one]}, {INDICATORS[one]}" for one in Indicator),
        lambda row: row.indicator.value,
        tuple(one.value for one in Indicator),
    ),
    Column("so_dat", "Số đạt", "integer", "Số người đã đạt", lambda row: row.attained, may_be_empty=True),
    Column("tong_so", "Tổng số", "integer", "Số người của nhóm", lambda row: row.population, may_be_empty=True),
    Column(
        "ty_le_phan_tram",
        "Tỷ lệ (%)",
        "number",
        "100 × số đạt / tổng số, một chữ số thập phân; là giới hạn khi ký hiệu là ≥ hoặc ≤",
        _rate,
        may_be_empty=True,
    ),
    Column(
        "chi_tieu_phan_tram",
        "Chỉ tiêu (%)",
        "number",
        "Mức phải đạt trong năm",
        lambda row: percent(row.target),
        may_be_empty=True,
    ),
    Column(
        "chi_tieu_so_nguoi",
        "Chỉ tiêu (người)",
        "integer",
        "Số người phải đạt trong năm, khi kế hoạch đặt chỉ tiêu là một số người",
        lambda row: row.target_people,
        may_be_empty=True,
    ),
    Column("con_thieu", "Còn thiếu", "integer", "Số người còn thiếu", lambda row: row.missing, may_be_empty=True),
    Column("ky_hieu", "Ký hiệu", "string", _MARKS, lambda row: " ".join(row.marks), may_be_empty=True),
)


def values(row: Row) -> list[Value]:
    """What stands in the columns."""
    return [column.value(row) for column in COLUMNS]
