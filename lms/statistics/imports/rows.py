"""What the rows of the three kinds of file say: each a value, or the sentence about what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from lms.statistics.imports import cells
from lms.statistics.rules import Indicator, PopulationStatus
from lms.tables.reading import Record, lines
from lms.vietnamese import fold

TARGET_COLUMNS = ("indicator", "year", "unit_code", "plan", "plan_date", "source")
POPULATION_COLUMNS = ("indicator", "year", "unit_code", "value", "reference_date", "source", "status")
REQUIRED_COLUMNS = ("indicator", "name", "courses", "valid_from", "source")
OTHER_NAMES = {
    "chi_tieu": "indicator",
    "nhom": "indicator",
    "nam": "year",
    "ma_don_vi": "unit_code",
    "so_nguoi": "value",
    "tong_so": "value",
    "ngay_so_lieu": "reference_date",
    "nguon": "source",
    "tinh_trang": "status",
    "phan_tram": "percent",
    "chi_tieu_so_nguoi": "people",
    "ke_hoach": "plan",
    "ngay_ke_hoach": "plan_date",
    "ten_bo": "name",
    "cac_khoa": "courses",
    "tu_ngay": "valid_from",
    "den_ngay": "valid_to",
}
"""What the columns are called in Vietnamese."""
_TOTAL = ("tong", "tong so", "tong cong", "cong", "toan tinh", "total")


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A target as a file names it: basis points or a number of people."""

    line: int
    indicator: Indicator
    year: int
    unit_code: str
    basis_points: int | None
    people: int | None
    plan: str
    plan_date: date
    source: str


@dataclass(frozen=True, slots=True)
class PopulationRow:
    """A denominator as a file names it."""

    line: int
    indicator: Indicator
    year: int
    unit_code: str
    value: int
    reference_date: date
    source: str
    status: PopulationStatus


@dataclass(frozen=True, slots=True)
class TotalRow:
    """A row that only adds up the others: it is compared with them and not kept."""

    line: int
    indicator: Indicator
    year: int
    value: int


@dataclass(frozen=True, slots=True)
class RequiredRow:
    """A required set as a file names it."""

    line: int
    indicator: Indicator
    name: str
    courses: tuple[str, ...]
    """Sorted, each once."""
    valid_from: date
    valid_to: date | None
    """The day from which it no longer lets anybody newly attain; nothing while it is open."""
    source: str


Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Read(Generic[Row]):
    """A line of a file: what it says, or else the fault; ``about`` is what it was meant to be about."""

    line: int
    about: str
    row: Row | None
    fault: str = ""


def targets(content: bytes, codes: Collection[str]) -> list[Read[TargetRow]]:
    """Targets of units with these codes. Raises :class:`BadFile` where nothing can be read."""
    return _read(
        content,
        TARGET_COLUMNS,
        lambda line, record: _target(line, record, codes),
        lambda row: (row.indicator, row.year, row.unit_code),
    )


def populations(content: bytes, codes: Collection[str]) -> list[Read[PopulationRow | TotalRow]]:
    """Denominators of units with these codes, and totals of them. Raises :class:`BadFile` where nothing can be read."""
    return _read(
        content,
        POPULATION_COLUMNS,
        lambda line, record: _total(line, record) if _is_total(record) else _population(line, record, codes),
        lambda row: (row.indicator, row.year, row.unit_code if isinstance(row, PopulationRow) else ""),
    )


def required_sets(content: bytes) -> list[Read[RequiredRow]]:
    """Required sets; ``courses`` are addresses of courses with blanks between. Raises :class:`BadFile`."""
    return _read(content, REQUIRED_COLUMNS, _required, lambda row: (row.indicator, row.name, row.valid_from))


def _read(
    content: bytes, columns: Iterable[str], make: Callable[[int, Record], Row], key: Callable[[Row], object]
) -> list[Read[Row]]:
    seen: dict[object, int] = {}
    found: list[Read[Row]] = []
    for line, record in lines(content, columns, OTHER_NAMES):
        about = " ".join(record.get(name, "") for name in ("indicator", "year", "unit_code", "name")).strip()
        try:
            row = make(line, record)
            _check_once(key(row), line, seen)
            found.append(Read(line, about, row))
        except ValueError as fault:
            found.append(Read(line, about, None, str(fault)))
    return found


def _check_once(key: object, line: int, seen: dict[object, int]) -> None:
    if seen.setdefault(key, line) != line:
        raise ValueError(f"đã có ở dòng {seen[key]}; mỗi đơn vị, mỗi nhóm, mỗi năm chỉ ghi một dòng")


def _is_total(record: Record) -> bool:
    return fold(record["unit_code"]) in _TOTAL


def _total(line: int, record: Record) -> TotalRow:
    return TotalRow(line, cells.counted(record), cells.year(record), cells.count(record))


def _target(line: int, record: Record, codes: Collection[str]) -> TargetRow:
    return TargetRow(
        line,
        cells.indicator(record),
        cells.year(record),
        cells.code(record, codes),
        *cells.aim(record),
        cells.needed(record, "plan", 200),
        cells.day(record, "plan_date"),
        cells.needed(record, "source"),
    )


def _population(line: int, record: Record, codes: Collection[str]) -> PopulationRow:
    return PopulationRow(
        line,
        cells.counted(record),
        cells.year(record),
        cells.code(record, codes),
        cells.count(record),
        cells.day(record, "reference_date"),
        cells.needed(record, "source"),
        cells.one_of(record, "status", PopulationStatus),
    )


def _required(line: int, record: Record) -> RequiredRow:
    valid_from = cells.day(record, "valid_from")
    valid_to = cells.day(record, "valid_to") if record.get("valid_to") else None
    if valid_to is not None and valid_to <= valid_from:
        raise ValueError("valid_to phải sau valid_from")
    return RequiredRow(
        line,
        cells.certified(record),
        cells.needed(record, "name", 60),
        cells.courses(record),
        valid_from,
        valid_to,
        cells.needed(record, "source"),
    )
