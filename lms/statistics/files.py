"""Reading the files of targets, populations and required sets: every fault named with its line, before anything is kept."""

from __future__ import annotations

import csv
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from io import StringIO
from pathlib import Path
from typing import TypeVar

from lms.problems import N_, Problem
from lms.statistics import cells
from lms.statistics.cells import SPILT, Record
from lms.statistics.rules import Indicator, PopulationStatus
from lms.vietnamese import tidy

TARGET_COLUMNS = ("indicator", "year", "unit_code", "percent", "plan", "plan_date", "source")
POPULATION_COLUMNS = ("indicator", "year", "unit_code", "value", "reference_date", "source", "status")
REQUIRED_COLUMNS = ("indicator", "name", "courses", "valid_from", "source")
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
    """Sorted, each once."""
    valid_from: date
    valid_to: date | None
    """The day from which it no longer lets anybody newly attain; nothing while it is open."""
    source: str


def read_targets(file: Path, codes: Collection[str]) -> list[TargetRow]:
    """Targets of units with these codes; ``percent`` is written 80 or 82.5. Raises :class:`BadFile`."""
    return _read(file, TARGET_COLUMNS, _target, lambda row: (row.indicator, row.year, row.unit_code), codes)


def read_populations(file: Path, codes: Collection[str]) -> list[PopulationRow]:
    """Denominators of units with these codes; ``value`` is a count of people. Raises :class:`BadFile`."""
    return _read(file, POPULATION_COLUMNS, _population, lambda row: (row.indicator, row.year, row.unit_code), codes)


def read_required_sets(file: Path) -> list[RequiredRow]:
    """Required sets; ``courses`` are addresses of courses with blanks between. Raises :class:`BadFile`."""
    return _read(file, REQUIRED_COLUMNS, _required, lambda row: (row.indicator, row.name, row.valid_from))


def _read(
    file: Path,
    columns: Iterable[str],
    make: Callable[[int, Record], Row],
    key: Callable[[Row], object],
    codes: Collection[str] | None = None,
) -> list[Row]:
    complaints: list[str] = []
    rows: list[Row] = []
    seen: dict[object, int] = {}
    for line, record in _records(file, columns):
        try:
            row = make(line, record)
            _check_place(record, codes)
            _check_once(key(row), line, seen)
            rows.append(row)
        except ValueError as error:
            complaints.append(f"dòng {line}: {error}")
    if complaints:
        raise BadFile(complaints)
    return rows


def _check_place(record: Record, codes: Collection[str] | None) -> None:
    if codes is not None and record["unit_code"] not in codes:
        raise ValueError(f"không có đơn vị mang mã «{record['unit_code']}»")


def _check_once(key: object, line: int, seen: dict[object, int]) -> None:
    if seen.setdefault(key, line) != line:
        raise ValueError(f"đã có ở dòng {seen[key]}")


def _records(file: Path, columns: Iterable[str]) -> Iterator[tuple[int, Record]]:
    """The rows that are not blank, with their line."""
    reader = _reader(file)
    try:
        missing = [column for column in columns if column not in (reader.fieldnames or ())]
        if missing:
            raise BadFile([f"dòng 1: thiếu cột {', '.join(missing)}"])
        for raw in reader:
            spilt = raw.pop(None, None)
            record = {name: tidy(value or "") for name, value in raw.items() if name}
            if any(record.values()) or spilt:
                yield reader.line_num, {**record, SPILT: "…"} if spilt else record
    except csv.Error as error:
        raise BadFile([f"dòng {reader.line_num}: không đọc được ({error})"]) from None


def _reader(file: Path) -> csv.DictReader[str]:
    """Columns are parted by commas, or by semicolons as spreadsheets here write them."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise BadFile(["tệp không phải UTF-8; lưu lại dưới dạng CSV UTF-8"]) from None
    head = text.partition("\n")[0]
    return csv.DictReader(StringIO(text, newline=""), delimiter=";" if ";" in head and "," not in head else ",")


def _target(line: int, record: Record) -> TargetRow:
    return TargetRow(
        line,
        cells.indicator(record),
        cells.year(record),
        cells.needed(record, "unit_code"),
        cells.basis_points(record),
        cells.needed(record, "plan", 200),
        cells.day(record, "plan_date"),
        cells.needed(record, "source"),
    )


def _population(line: int, record: Record) -> PopulationRow:
    return PopulationRow(
        line,
        cells.counted(record),
        cells.year(record),
        cells.needed(record, "unit_code"),
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
