"""What kinds of unit there are, and what a file of places must be before a single row of it is believed."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from io import StringIO

from lms.problems import N_, Problem
from lms.vietnamese import tidy


class Kind(StrEnum):
    """What an org unit is. OFFICES and UNKNOWN are pseudo-units, so that rows always add up to the province."""

    PROVINCE = "province"
    COMMUNE = "commune"
    WARD = "ward"
    VILLAGE = "village"
    OFFICES = "offices"
    """«Khối cấp tỉnh»: bodies of the province that belong to no commune."""
    UNKNOWN = "unknown"
    """«Chưa xác định»: people whose unit is not known."""


COMMUNE_LEVEL = (Kind.COMMUNE, Kind.WARD)

COLUMNS = ("code", "name", "kind", "parent_code", "valid_from", "tile_column", "tile_row", "source")
_KIND_WORDS = ("Tỉnh ", "Thành phố ", "Xã ", "Phường ", "Đặc khu ")


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One unit as a file names it; ``line`` counts from 1, the header being line 1."""

    line: int
    code: str
    name: str
    kind: Kind
    parent_code: str
    valid_from: date
    tile: tuple[int, int] | None
    source: str


class BadPlaces(Problem):
    """The file cannot be taken; ``complaints`` holds one sentence a fault, each with its line."""

    def __init__(self, complaints: list[str]) -> None:
        super().__init__(N_("The file of places has mistakes; nothing was taken from it."))
        self.complaints = complaints


def records(content: bytes) -> list[dict[str, str]]:
    """The rows of a CSV file, each by the names of its columns. Raises :class:`BadPlaces` for another kind of text."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadPlaces(["tệp không phải UTF-8; lưu lại dưới dạng CSV UTF-8"]) from None
    try:
        return list(csv.DictReader(StringIO(text, newline="")))
    except csv.Error:
        raise BadPlaces(["tệp không đọc được; xem lại dấu nháy kép"]) from None


def bare_name(name: str) -> str:
    """A name without the word for its kind, as lists are sorted by it: «Xã Lâm Thao» is «Lâm Thao»."""
    return next((name.removeprefix(word) for word in _KIND_WORDS if name.startswith(word)), name)


def added_up(counts: Mapping[int, int], above: Mapping[int, Collection[int]], unknown: int | None) -> dict[int, int]:
    """The sums of units whose own counts these are: every count once in each unit ``above`` its own.

    A unit that is nowhere counts as ``unknown``, so that the units below the province always add up to it.
    """
    sums: dict[int, int] = {}
    for unit_id, count in counts.items():
        nowhere = (unknown,) if unknown is not None else ()
        for ancestor in above.get(unit_id) or above.get(unknown or 0, nowhere):
            sums[ancestor] = sums.get(ancestor, 0) + count
    return sums


def read_rows(records: Iterable[Mapping[str, str | None]]) -> list[PlaceRow]:
    """The rows of a file, parents before their children.

    Raises :class:`BadPlaces` with every fault at once: unknown kind, bad day, a code twice, a parent that is not there.
    """
    complaints: list[str] = []
    rows: list[PlaceRow] = []
    for line, record in enumerate(records, start=2):
        try:
            rows.append(_row(line, {name: tidy(record.get(name) or "") for name in COLUMNS}))
        except ValueError as error:
            complaints.append(f"dòng {line}: {error}")
    complaints += _disagreements(rows)
    if complaints:
        raise BadPlaces(complaints)
    return _parents_first(rows)


def _row(line: int, record: Mapping[str, str]) -> PlaceRow:
    for needed in ("code", "name", "kind", "valid_from", "source"):
        if not record[needed]:
            raise ValueError(f"thiếu cột {needed}")
    if record["kind"] not in set(Kind):
        raise ValueError(f"loại «{record['kind']}» không có; dùng một trong: {', '.join(Kind)}")
    return PlaceRow(
        line,
        record["code"],
        record["name"],
        Kind(record["kind"]),
        record["parent_code"],
        day_of(record["valid_from"]),
        tile_of(record["tile_column"], record["tile_row"]),
        record["source"],
    )


def day_of(written: str) -> date:
    """A day as it stands in a file. Raises ``ValueError`` with a sentence for who wrote it."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise ValueError(f"ngày «{written}» chưa đúng; viết như 2025-07-01") from None


def tile_of(column: str, row: str) -> tuple[int, int] | None:
    """A place in the tile map, column and row; nothing where both are empty. Raises like :func:`day_of`."""
    if not column and not row:
        return None
    if not (column.isdecimal() and row.isdecimal()):
        raise ValueError("tile_column và tile_row phải là hai số nguyên, hoặc để trống cả hai")
    return int(column), int(row)


def _disagreements(rows: list[PlaceRow]) -> list[str]:
    complaints: list[str] = []
    first_seen: dict[str, int] = {}
    for row in rows:
        if row.code in first_seen:
            complaints.append(f"dòng {row.line}: mã {row.code} đã có ở dòng {first_seen[row.code]}")
        first_seen.setdefault(row.code, row.line)
    for row in rows:
        if row.kind is Kind.PROVINCE and row.parent_code:
            complaints.append(f"dòng {row.line}: tỉnh không nằm dưới đơn vị nào; để trống parent_code")
        elif row.kind is not Kind.PROVINCE and not row.parent_code:
            complaints.append(f"dòng {row.line}: thiếu parent_code, mã của đơn vị cấp trên")
        elif row.parent_code == row.code:
            complaints.append(f"dòng {row.line}: đơn vị không thể nằm dưới chính nó")
    return complaints


def _parents_first(rows: list[PlaceRow]) -> list[PlaceRow]:
    order = {Kind.PROVINCE: 0, Kind.VILLAGE: 2}
    return sorted(rows, key=lambda row: (order.get(row.kind, 1), row.line))
