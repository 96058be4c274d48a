"""Reading the files of targets, populations and required sets: every fault named with its line, before anything is kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from lms.problems import N_, Problem
from lms.statistics.rules import Indicator, PopulationStatus
from lms.vietnamese import tidy

Record = Mapping[str, str]
_WHOLE = re.compile(r"\d+|\d{1,3}(\.\d{3})+", re.ASCII)  # 1234 or 1.234, as it is written here
Row = TypeVar("Row")


class BadFile(Problem):
    """The file cannot be taken; ``complaints`` holds one sentence a fault, each with its line."""

    def __init__(self, complaints: list[str]) -> None:
        super().__init__(N_("The file has mistakes; nothing was taken from it."))
        self.complaints = complaints


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A target as a file names it."""

    line: int
    indicator: Indicator
    year: int
    unit_code: str
    basis_points: int
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
class RequiredRow:
    """A required set as a file names it."""

    line: int
    indicator: Indicator
    name: str
    courses: tuple[str, ...]
    valid_from: date
    source: str


def read_targets(records: Iterable[Mapping[str, str | None]]) -> list[TargetRow]:
    """Targets; ``percent`` is written 80 or 82.5. Raises :class:`BadFile`."""
    return _read(records, _target, lambda row: (row.indicator, row.year, row.unit_code))


def read_populations(records: Iterable[Mapping[str, str | None]]) -> list[PopulationRow]:
    """Denominators; ``value`` is a count of people. Raises :class:`BadFile`."""
    return _read(records, _population, lambda row: (row.indicator, row.year, row.unit_code))


def read_required_sets(records: Iterable[Mapping[str, str | None]]) -> list[RequiredRow]:
    """Required sets; ``courses`` are addresses of courses with blanks between. Raises :class:`BadFile`."""
    return _read(records, _required, lambda row: (row.indicator, row.name))


def _read(
    records: Iterable[Mapping[str, str | None]],
    make: Callable[[int, Record], Row],
    key: Callable[[Row], object],
) -> list[Row]:
    complaints: list[str] = []
    rows: list[Row] = []
    seen: dict[object, int] = {}
    for line, raw in enumerate(records, start=2):
        record = {name: tidy(value or "") for name, value in raw.items() if name}
        try:
            row = make(line, record)
        except ValueError as error:
            complaints.append(f"dòng {line}: {error}")
            continue
        if key(row) in seen:
            complaints.append(f"dòng {line}: đã có ở dòng {seen[key(row)]}")
        seen.setdefault(key(row), line)
        rows.append(row)
    if complaints:
        raise BadFile(complaints)
    return rows


def _target(line: int, record: Record) -> TargetRow:
    return TargetRow(
        line,
        _indicator(record),
        _year(record),
        _needed(record, "unit_code"),
        _basis_points(record),
        _needed(record, "plan"),
        _day(record, "plan_date"),
        _needed(record, "source"),
    )


def _population(line: int, record: Record) -> PopulationRow:
    return PopulationRow(
        line,
        _indicator(record),
        _year(record),
        _needed(record, "unit_code"),
        _count(record),
        _day(record, "reference_date"),
        _needed(record, "source"),
        _one_of(record, "status", PopulationStatus),
    )


def _required(line: int, record: Record) -> RequiredRow:
    return RequiredRow(
        line,
        _indicator(record),
        _needed(record, "name"),
        tuple(_needed(record, "courses").split(" ")),
        _day(record, "valid_from"),
        _needed(record, "source"),
    )


def _needed(record: Record, column: str) -> str:
    if not record.get(column):
        raise ValueError(f"thiếu cột {column}")
    return record[column]


Choice = TypeVar("Choice", Indicator, PopulationStatus)


def _one_of(record: Record, column: str, choices: type[Choice]) -> Choice:
    written = _needed(record, column)
    try:
        return choices(written)
    except ValueError:
        raise ValueError(f"{column} «{written}» không có; dùng một trong: {', '.join(choices)}") from None


def _indicator(record: Record) -> Indicator:
    return _one_of(record, "indicator", Indicator)


def _year(record: Record) -> int:
    written = _needed(record, "year")
    if not (written.isdecimal() and 2020 <= int(written) <= 2100):  # noqa: PLR2004 - a plausible year of a plan
        raise ValueError(f"năm «{written}» chưa đúng; viết bốn chữ số, như 2026")
    return int(written)


def _day(record: Record, column: str) -> date:
    written = _needed(record, column)
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise ValueError(f"{column} «{written}» chưa đúng; viết như 2026-05-08") from None


def _count(record: Record) -> int:
    written = _needed(record, "value")
    if not _WHOLE.fullmatch(written):
        raise ValueError(f"value «{written}» phải là số người, từ 0 trở lên, không phải phần trăm")
    return int(written.replace(".", ""))


def _basis_points(record: Record) -> int:
    written = _needed(record, "percent").rstrip("% ").replace(",", ".")
    whole, _, rest = written.partition(".")
    if not whole.isdecimal() or not (rest == "" or (rest.isdecimal() and len(rest) <= 2)):  # noqa: PLR2004 - two decimals
        raise ValueError(f"percent «{record['percent']}» phải là phần trăm từ 0 đến 100")
    points = int(whole) * 100 + int(f"{rest:0<2}")
    if points > 10_000:  # noqa: PLR2004 - 100 %
        raise ValueError(f"percent «{record['percent']}» phải là phần trăm từ 0 đến 100")
    return points
