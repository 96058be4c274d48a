"""Reading one cell of a file: its value, or a sentence about what is wrong with it."""

from __future__ import annotations

import re
from datetime import date
from typing import TypeVar

from lms.statistics.rules import Indicator, PopulationStatus

Record = dict[str, str]
SPILT = ""
"""The column of what a row holds beyond the last column."""
_WHOLE = re.compile(r"\d+|\d{1,3}(\.\d{3})+", re.ASCII)  # 1234 or 1.234, as it is written here
_LARGEST = 2**31 - 1  # what the column holds; far above any population
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
_LONGEST_SLUG = 60


def needed(record: Record, column: str, longest: int = 500) -> str:
    """What stands in a column that must not be empty."""
    if SPILT in record:
        raise ValueError("thừa ô; đặt trong dấu nháy kép ô nào có dấu phân cách")
    if not record[column]:
        raise ValueError(f"thiếu {column}")
    if len(record[column]) > longest:
        raise ValueError(f"{column} dài quá {longest} ký tự")
    return record[column]


def courses(record: Record) -> tuple[str, ...]:
    """Addresses of courses, sorted, each once."""
    slugs = sorted(set(needed(record, "courses").split(" ")))
    bad = [slug for slug in slugs if not _SLUG.fullmatch(slug) or len(slug) > _LONGEST_SLUG]
    if bad:
        raise ValueError(
            f"courses «{' '.join(bad)}» chưa đúng; viết địa chỉ khóa học, như dich-vu-cong, cách nhau một dấu cách"
        )
    return tuple(slugs)


Choice = TypeVar("Choice", Indicator, PopulationStatus)


def one_of(record: Record, column: str, choices: type[Choice]) -> Choice:
    """One of the words the column may hold."""
    written = needed(record, column)
    try:
        return choices(written)
    except ValueError:
        raise ValueError(f"{column} «{written}» không có; dùng một trong: {', '.join(choices)}") from None


def indicator(record: Record) -> Indicator:
    """The indicator of the row."""
    return one_of(record, "indicator", Indicator)


def counted(record: Record) -> Indicator:
    """An indicator with a denominator of its own."""
    found = indicator(record)
    if found is Indicator.VNEID:
        raise ValueError(f"{found} dùng chung mẫu số với {Indicator.ADULT}; bỏ dòng này")
    return found


def certified(record: Record) -> Indicator:
    """An indicator that certificates feed."""
    found = indicator(record)
    if found is Indicator.VNEID:
        raise ValueError(f"{found} do VNeID xác nhận, không tính từ chứng nhận; bỏ dòng này")
    return found


def year(record: Record) -> int:
    """A year with four digits."""
    written = needed(record, "year")
    if not (written.isdecimal() and 2020 <= int(written) <= 2100):  # noqa: PLR2004 - a plausible year of a plan
        raise ValueError(f"năm «{written}» chưa đúng; viết bốn chữ số, như 2026")
    return int(written)


def day(record: Record, column: str) -> date:
    """A day, written 2026-05-08."""
    written = needed(record, column)
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise ValueError(f"{column} «{written}» chưa đúng; viết như 2026-05-08") from None


def count(record: Record) -> int:
    """A number of people, from 0 upward; never a percentage."""
    written = needed(record, "value")
    if not _WHOLE.fullmatch(written):
        raise ValueError(f"value «{written}» phải là số người, từ 0 trở lên, không phải phần trăm")
    people = int(written.replace(".", ""))
    if people > _LARGEST:
        raise ValueError(f"value «{written}» lớn quá mức có thể")
    return people


def basis_points(record: Record) -> int:
    """A percentage from 0 to 100 with at most two decimals, in basis points."""
    written = needed(record, "percent").rstrip("% ").replace(",", ".")
    whole, _, rest = written.partition(".")
    if not whole.isdecimal() or not (rest == "" or (rest.isdecimal() and len(rest) <= 2)):  # noqa: PLR2004 - two decimals
        raise ValueError(f"percent «{record['percent']}» phải là phần trăm từ 0 đến 100")
    points = int(whole) * 100 + int(f"{rest:0<2}")
    if points > 10_000:  # noqa: PLR2004 - 100 %
        raise ValueError(f"percent «{record['percent']}» phải là phần trăm từ 0 đến 100")
    return points
