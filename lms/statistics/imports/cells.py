"""Reading one cell of a file: its value, or a sentence about what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date
from typing import TypeVar

from lms.statistics.rules import Indicator, PopulationStatus
from lms.tables.reading import SPILT, Record
from lms.vietnamese import fold

_WHOLE = re.compile(r"\d+|\d{1,3}(\.\d{3})+", re.ASCII)  # 1234 or 1.234, as it is written here
_LARGEST = 2**31 - 1  # what the column holds; far above any population
_PERCENT = re.compile(r"\d{1,3}(\.\d{1,2})?", re.ASCII)
_DECIMAL = re.compile(r"\d+([.,]\d+)?", re.ASCII)
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
_LONGEST_SLUG = 60
_CODE_DIGITS = 5
_OTHER_WORDS = {
    "i1": "public-sector",
    "i2": "secondary-student",
    "i3": "primary-pupil",
    "i4": "adult",
    "i5": "adult-vneid",
    "i6": "enterprise-worker",
    "chinh thuc": "official",
    "so bo": "provisional",
    "uoc tinh": "estimated",
}
"""How officials may write a choice as well, folded."""


def needed(record: Record, column: str, longest: int = 500) -> str:
    """What stands in a column that must not be empty."""
    if SPILT in record:
        raise ValueError("thừa ô; đặt trong dấu nháy kép ô nào có dấu phân cách")
    if not record[column]:
        raise ValueError(f"thiếu {column}; ô này không được để trống")
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
        return choices(_OTHER_WORDS.get(fold(written), written))
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


def code(record: Record, codes: Collection[str]) -> str:
    """The code of a unit. Spreadsheets drop the noughts a code begins with: they are put back where that fits."""
    written = needed(record, "unit_code", 20)
    whole = written.zfill(_CODE_DIGITS) if written.isdecimal() else written
    found = next((one for one in (written, whole) if one in codes), None)
    if found is None:
        raise ValueError(
            f"không có đơn vị mang mã «{written}»; dùng mã trong danh mục đơn vị hành chính đang có hiệu lực"
        )
    return found


def count(record: Record, column: str = "value") -> int:
    """A number of people, from 0 upward; never a percentage."""
    written = needed(record, column)
    if written.endswith("%"):
        raise ValueError(f"{column} «{written}» là phần trăm; ghi số người")
    if written.startswith(("-", "−", "(")):
        raise ValueError(f"{column} «{written}» là số âm; ghi số người, từ 0 trở lên")
    if not _WHOLE.fullmatch(written):
        why = "không phải số nguyên" if _DECIMAL.fullmatch(written) else "không phải một số"
        raise ValueError(f"{column} «{written}» {why}; ghi số người, không ghi phần trăm")
    people = int(written.replace(".", ""))
    if people > _LARGEST:
        raise ValueError(f"{column} «{written}» lớn quá mức có thể; xem lại số người")
    return people


def basis_points(record: Record) -> int:
    """A percentage from 0 to 100 with at most two decimals, in basis points."""
    written = needed(record, "percent").rstrip("% ").replace(",", ".")
    whole, _, rest = written.partition(".")
    is_written_well = _PERCENT.fullmatch(written) is not None
    points = int(whole) * 100 + int(f"{rest:0<2}") if is_written_well else -1
    if not 0 <= points <= 10_000:  # noqa: PLR2004 - 100 %
        raise ValueError(
            f"percent «{record['percent']}» chưa đúng; ghi phần trăm từ 0 đến 100, nhiều nhất hai chữ số thập phân"
        )
    return points


def aim(record: Record) -> tuple[int | None, int | None]:
    """What a target asks for: basis points or a number of people, one of the two."""
    if record.get("percent") and record.get("people"):
        raise ValueError("ghi percent hoặc people, không ghi cả hai")
    if record.get("people"):
        return None, count(record, "people")
    if not record.get("percent"):
        raise ValueError("thiếu mức chỉ tiêu; ghi percent (phần trăm) hoặc people (số người)")
    return basis_points(record), None
