"""What is read from a CSV and from a workbook, and what is said of files nothing can be read from."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lms.statistics.imports.rows import OTHER_NAMES
from lms.tables.reading import BadFile, lines
from tests.statistics.imports.files import workbook

COLUMNS = ("unit_code", "value")


def read(content: bytes) -> list[tuple[int, dict[str, str]]]:
    return lines(content, COLUMNS, OTHER_NAMES)


@pytest.mark.parametrize(
    "content",
    [
        b"unit_code,value\n08500,12\n",
        b"unit_code;value\r\n08500;12\r\n",
        "\ufeffMã đơn vị;Số người\n08500;12\n".encode(),
        workbook([["unit_code", "value"], ["08500", 12]]),
        workbook([["Mã đơn vị", "Số người"], ["08500", 12.0]]),
        workbook([["ghi chú"], ["đọc trang sau"]], [["unit_code", "value"], ["08500", "12"]]),
    ],
    ids=["commas", "semicolons", "vietnamese", "workbook", "vietnamese workbook", "second sheet"],
)
def test_one_row_is_read_alike_however_it_was_saved(content: bytes) -> None:
    assert read(content) == [(2, {"unit_code": "08500", "value": "12"})]


@pytest.mark.parametrize(
    ("cell", "shown", "text"),
    [
        (1234, "General", "1234"),
        (1.234, "General", "1,234"),
        (0.85, "0%", "85%"),
        (1, "0%", "100%"),
        (date(2026, 1, 1), "dd/mm/yyyy", "2026-01-01"),
        (-5, "General", "-5"),
        (100000000000, "General", "100000000000"),
    ],
)
def test_a_cell_of_a_workbook_is_what_one_would_write(cell: object, shown: str, text: str) -> None:
    content = workbook([["unit_code", "value"], ["08500", cell]], formats={"B2": shown})

    assert read(content)[0][1]["value"] == text


def test_blank_rows_are_left_out_and_lines_keep_their_number() -> None:
    rows = [["unit_code", "value"], [None, None], ["08500", 1], [], ["08770", 2]]

    assert [line for line, _ in read(workbook(rows))] == [3, 5]
    assert [line for line, _ in read(b"unit_code,value\n,\n08500,1\n\n08770,2\n")] == [3, 5]


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "không có dòng nào"),
        (b"unit_code\n08500\n", "thiếu cột value"),
        ("unit_code,value\nPhú Thọ,1\n".encode("utf-16"), "UTF-8"),
        (b"PK\x03\x04 no workbook at all", "hỏng"),
        (b"unit_code,value\n" + b"1" * 200_000 + b",1\n", "dòng 2: không đọc được; xem lại dấu nháy kép"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".xls kiểu cũ"),
        (workbook([["unit_code"], ["08500"]]), "thiếu cột value"),
        (workbook(*[[["unit_code", "value"], ["08500", 1]]] * 2), "để lại một trang"),
    ],
    ids=["empty", "no column", "utf-16", "broken", "endless", "old", "no column in a workbook", "two sheets"],
)
def test_what_cannot_be_read_says_what_to_do(content: bytes, complaint: str) -> None:
    with pytest.raises(BadFile) as refused:
        read(content)

    assert complaint in refused.value.complaints[0]


def test_a_workbook_that_is_huge_when_unpacked_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lms.tables.workbook._MOST_UNPACKED", 100)

    with pytest.raises(BadFile) as refused:
        read(workbook([["unit_code", "value"]]))

    assert "quá lớn" in refused.value.complaints[0]


@given(st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", b"unit_code,value\n"]))
@settings(max_examples=200, deadline=None)
def test_whatever_the_bytes_they_are_read_or_refused(rest: bytes, start: bytes) -> None:
    with suppress(BadFile):
        assert all(line > 1 for line, _ in read(start + rest))
