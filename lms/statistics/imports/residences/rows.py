"""What the rows of a list of homes say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from lms.places.rules import Kind
from lms.statistics.imports import cells
from lms.statistics.imports.listed import read
from lms.statistics.imports.memberships.rows import OTHER_NAMES as OF_MEMBERS
from lms.statistics.imports.memberships.rows import whoever
from lms.statistics.imports.memberships.rules import Meant
from lms.statistics.imports.rows import Read
from lms.tables.reading import Record

COLUMNS = ("name", "unit_code", "valid_from")
OTHER_NAMES = {**OF_MEMBERS, "ma_don_vi_cu": "old_unit_code", "ma_don_vi_moi": "unit_code"}


@dataclass(frozen=True, slots=True)
class HomeRow:
    """Somebody lives in a unit from a day on."""

    meant: Meant
    unit_code: str
    since: date


def homes(content: bytes, kinds: Mapping[str, Kind]) -> list[Read[HomeRow]]:
    """The rows of a file, CSV or XLSX. Raises :class:`BadFile` where nothing can be read."""
    return read(content, COLUMNS, OTHER_NAMES, ("name", "birth_year", "unit_code"), lambda record: _row(record, kinds))


def _row(record: Record, kinds: Mapping[str, Kind]) -> HomeRow:
    meant = whoever(record, record.get("old_unit_code", ""), "old_unit_code")
    code = cells.code(record, kinds)
    if kinds[code] in (Kind.PROVINCE, Kind.OFFICES, Kind.UNKNOWN):
        raise ValueError(f"unit_code «{code}» không phải nơi ở; ghi mã xã, phường hoặc thôn, khu")
    return HomeRow(meant, code, cells.day(record, "valid_from"))
