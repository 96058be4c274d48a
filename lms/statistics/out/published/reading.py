"""Reads the rows of a published table back, so that the public page prints the very file that was audited."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from io import StringIO

from lms.statistics.out.names import LEVELS
from lms.statistics.out.rows import Mark, Period, Row, Unit
from lms.statistics.rules import Indicator

_KINDS = {word: kind for kind, word in LEVELS.items()}


def rows(file: bytes, period: Period) -> list[Row]:
    """Every row of a table, in its order."""
    records = csv.DictReader(StringIO(file.decode("utf-8-sig"), newline=""))
    return [_row(record, period) for record in records]


def _row(record: Mapping[str, str], period: Period) -> Row:
    unit = Unit(record["ma_don_vi"], record["ten_don_vi"], _KINDS[record["cap"]], record["ma_cha"])
    return Row(
        period,
        unit,
        Indicator(record["chi_tieu"]),
        _count(record["so_dat"]),
        _count(record["tong_so"]),
        _scaled(record["ty_le_phan_tram"], 10),
        _scaled(record["chi_tieu_phan_tram"], 100),
        _count(record["con_thieu"]),
        tuple(Mark(mark) for mark in record["ky_hieu"].split()),
        _count(record["chi_tieu_so_nguoi"]),
    )


def _count(written: str) -> int | None:
    return int(written) if written else None


def _scaled(written: str, by: int) -> int | None:
    return round(float(written) * by) if written else None
