"""Lists of any make are read alike, or refused with what to do."""

from __future__ import annotations

import pytest
from openpyxl import Workbook

from lms.classroom.lists.columns import carried, read
from lms.classroom.lists.rules import year
from lms.tables.reading import BadFile
from tests.classroom.lists.corpus import BAD, BOTH, GOOD, HEAD, HOA, SON, book, saved, text
from tests.patience import ends


@pytest.mark.parametrize("kind", GOOD)
def test_a_list_of_any_make_is_read(kind: str) -> None:
    rows = read(GOOD[kind])

    assert [(row.name, str(year(row.born, 2026))) for row in rows] == BOTH
    assert read(carried(rows).encode()) == rows


@pytest.mark.parametrize("kind", BAD)
def test_what_is_no_list_is_refused_with_what_to_do(kind: str) -> None:
    content, told = BAD[kind]

    with pytest.raises(BadFile) as refused:
        read(content)

    assert told in str(refused.value)


def test_cells_merged_downwards_hold_for_every_row() -> None:
    rows = read(book(HEAD, HOA, (2, SON[1], 1949, None, None), merged=["D2:D3"]))

    assert [row.village for row in rows] == ["Khu 1", "Khu 1"]


def test_a_formula_is_what_it_was_last_or_nothing() -> None:
    made = Workbook()
    for row in (HEAD, (1, '=HYPERLINK("http://x","An")', "=1900+58"), HOA):
        made.active.append(list(row))

    assert [row.name for row in read(saved(made))] == ["Nguyễn Thị Hoà"]


def test_the_apostrophe_of_a_spreadsheet_is_taken_off() -> None:
    rows = read(text((1, "'=1+1", 1958), (2, "'Hoa", 1958)).encode())

    assert [row.name for row in rows] == ["=1+1", "'Hoa"]


def test_5000_rows_are_read() -> None:
    content = text(*[(number, "Nguyễn Thị Hoà", 1958, "Khu 1") for number in range(5000)]).encode()

    with ends():
        assert len(read(content)) == 5000
