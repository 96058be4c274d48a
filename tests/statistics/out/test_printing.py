"""The report on paper: PDF/UA-1, not too many pages, and what a frozen period says of itself."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from lms.statistics.out.fingerprint import fingerprint
from lms.statistics.out.printing import TooLong, as_pdf, drawings, html
from lms.statistics.out.rows import Dataset, Period
from lms.statistics.pace.drawing import Mark, Trend
from lms.statistics.rules import Indicator
from tests.certificates.vera import compile_driver, is_here, judge
from tests.statistics.out import reading
from tests.statistics.out.invented import PERIOD, province

FROZEN = Period(
    "2026-T11",
    1,
    date(2026, 11, 14),
    2026,
    "Tháng 11 năm 2026",
    "0123456789abcdef" * 4,
    "https://hoc.example.vn/du-lieu",
)
TREND = Trend(
    "M58 150H120V90H300", "58,160 354,40", "300,90 354,70", (300, 90), [Mark(160, "20 %"), Mark(40, "80 %")], []
)


@pytest.fixture(scope="module")
def frozen() -> tuple[Dataset, bytes]:
    """A few communes of a frozen period, and their report."""
    data = replace(province(1, 0.8), period=FROZEN)
    some = replace(data, rows=data.rows[: 6 * 20])
    return some, as_pdf(some, Indicator.ADULT)


def test_a_frozen_period_names_its_rows_and_leads_to_them(frozen: tuple[Dataset, bytes], tmp_path: Path) -> None:
    data, file = frozen
    text = reading.text_of_pdf(file, tmp_path)

    assert "kỳ 2026-T11, sửa đổi 1" in text
    assert "mã kiểm 01234567…89abcdef" in text
    assert "Mã QR: https://hoc.example.vn/du-lieu" in html(data, Indicator.ADULT)


def test_the_same_rows_give_the_same_paper(frozen: tuple[Dataset, bytes]) -> None:
    data, file = frozen

    assert as_pdf(data, Indicator.ADULT) == file


def test_what_is_not_frozen_has_neither() -> None:
    page = html(province(1, 0.8), Indicator.ADULT)

    assert not PERIOD.is_frozen
    assert "Mã QR" not in page
    assert "mã kiểm" not in page


def test_the_year_is_drawn_where_it_is_known() -> None:
    data = province(1, 0.8)
    drawn = replace(data, trend=TREND)

    assert "Diễn biến" not in html(data, Indicator.ADULT)
    page = html(drawn, Indicator.ADULT)
    assert all(f'"{line}"' in page for line in (TREND.line, TREND.even, TREND.ahead))
    assert "nhịp đều tới chỉ tiêu" in page
    assert fingerprint(data) != fingerprint(drawn)


def test_every_drawing_the_page_shows_lies_beside_it_and_no_other() -> None:
    data = province(1, 0.8)

    shown = re.findall(r'src="own:([^"]+)"', html(data, Indicator.ADULT))

    assert set(shown) == set(drawings(data, Indicator.ADULT))


@pytest.mark.parametrize("letters", [44, 120])
def test_however_long_the_names_no_heading_stands_alone_and_no_row_is_lost(letters: int, tmp_path: Path) -> None:
    data = province(1, 0.8)
    named = ("Khu dân cư số mười hai " * 6)[: letters - 6]
    rows = [
        row if row.unit == data.unit else replace(row, unit=replace(row.unit, name=f"{named} {row.unit.code}"))
        for row in data.rows
    ]

    file = as_pdf(replace(data, rows=tuple(rows), tiles={}), Indicator.ADULT)

    pages = reading.text_of_pdf(file, tmp_path).split("\f")
    assert all("TT Đơn vị" in page for page in pages if "Biểu 02." in page)
    assert all(row.unit.code in "".join(pages) for row in data.below(Indicator.ADULT))


@pytest.mark.skipif(not is_here(), reason="needs Java")
def test_it_can_be_read_aloud(frozen: tuple[Dataset, bytes], tmp_path: Path) -> None:
    path, drawn = tmp_path / "report.pdf", tmp_path / "trend.pdf"
    path.write_bytes(frozen[1])
    drawn.write_bytes(as_pdf(replace(frozen[0], trend=TREND), Indicator.ADULT))

    verdict = judge(compile_driver(tmp_path), [path, drawn], ["ua1"])

    assert verdict[path] == verdict[drawn] == {"ua1": []}


def test_of_too_many_units_there_is_no_paper() -> None:
    data = province(1, 0.8)
    more = [
        replace(row, unit=replace(row.unit, code=f"{row.unit.code}.{number}"))
        for number in range(2)
        for row in data.below(Indicator.ADULT)
    ]

    with pytest.raises(TooLong):
        as_pdf(replace(data, rows=(*data.rows, *more)), Indicator.ADULT)
