"""The register as a workbook and as sheets to sign: days are days, numbers are numbers, and text stays text."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from lms.certificates.bulk import rules
from lms.certificates.bulk.sheet import workbook
from lms.certificates.models import Certificate
from tests.builders import NOON, World
from tests.certificates.bulk.conftest import Asking
from tests.certificates.conftest import Judge
from tests.pages import Browser

Issued = Callable[..., list[Certificate]]
EVIL = '=HYPERLINK("http://127.0.0.1:9/","x")'


def test_a_workbook_has_real_days_and_numbers(chi: Browser, asking: Asking, people_with_papers: Issued) -> None:
    people_with_papers(2)

    book = load_workbook(io.BytesIO(chi.get(asking.have(chi, "xlsx") + "/1").data))

    heads, first, _second = book.active.iter_rows(values_only=True)
    row = dict(zip(heads, first, strict=True))
    assert row["Họ và tên"] == "Bùi Thị 000"
    assert row["Ngày cấp"] == row["Ngày hoàn thành"] == datetime(2026, 11, 23)  # noqa: DTZ001 - a day
    assert (row["Năm sinh"], row["Thời lượng (giờ)"], row["Kết quả (%)"], row["STT"]) == (1958, 6, 92, 1)
    assert row["Ký nhận"] is None
    assert "Xã Lâm Thao" in book.active.oddHeader.left.text


@pytest.mark.parametrize(
    "title", [EVIL, "+1", "-1", "@SUM(1)", "<img src=http://127.0.0.1:9/x>", "http://127.0.0.1:9/"]
)
def test_no_cell_of_a_workbook_is_a_formula_or_a_link(
    issued: Callable[..., Certificate], world: World, title: str
) -> None:
    one = issued(world.an, course_title=title)

    sheet = load_workbook(io.BytesIO(workbook([one], "Xã A&B", NOON))).active

    cell = sheet["G2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (title, "s", None)


def test_the_same_workbook_has_the_same_bytes(ans: Certificate) -> None:
    assert workbook([ans], "Xã Lâm Thao", NOON) == workbook([ans], "Xã Lâm Thao", NOON)


@pytest.fixture
def leaves_of_three(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three rows at a time."""
    monkeypatch.setitem(rules.PER_STEP, rules.Kind.PDF, 3)


@pytest.mark.parametrize("template", ["sqlite"], indirect=True)
def test_sheets_to_sign_are_one_file_in_order_and_accessible(
    chi: Browser, asking: Asking, people_with_papers: Issued, leaves_of_three: None, vera: Judge, tmp_path: Path
) -> None:
    people_with_papers(7, course_title="<img src=http://127.0.0.1:9/x>")
    address = asking.have(chi, "pdf")
    book = tmp_path / "book.pdf"
    book.write_bytes(chi.get(address + "/1").data)

    pages = [page.extract_text() for page in PdfReader(book).pages]

    assert chi.get(address + "/2").status_code == 404
    assert re.findall(r"Bùi Thị \d{3}", "".join(pages)) == [f"Bùi Thị {n:03d}" for n in range(7)]
    assert [f"Trang {number}" in page for number, page in enumerate(pages, start=1)] == [True] * 3
    assert all("Ký nhận" in page and "<img" in page for page in pages)
    assert "Danh sách có 7 giấy" in pages[-1]
    assert vera([book])[book]["ua1"] == []


def test_the_print_file_has_a_page_for_everybody_by_unit_and_name(
    chi: Browser, asking: Asking, issued: Callable[..., Certificate], world: World
) -> None:
    issued(world.an, org_unit_id=world.village_2)
    issued(world.binh)
    issued(world.chi)

    data = chi.get(asking.have(chi, "print") + "/1").data

    pages = [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]
    assert [[name for name in ("An", "Bình", "Chi") if f" {name}\n" in page] for page in pages] == [
        ["Bình"],
        ["Chi"],
        ["An"],
    ]
