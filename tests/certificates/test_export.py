"""The lines of the register, written quickly, are those that Python's own writer makes of their cells."""

from __future__ import annotations

import pytest

from lms.certificates.export import Line, cells, line, register_table
from lms.certificates.models import Status

PLAIN = Line(
    number="00001/2026/GCN-BCĐ",
    holder="Nguyễn Thị An",
    birth_year=1958,
    place_line="Khu 1, Xã Lâm Thao",
    course_title="Dịch vụ công trực tuyến",
    half_hours=3,
    score_percent=92,
    mode="alone",
    completed_on="2026-11-23",
    issued_on="2026-11-24",
    status=Status.REVOKED,
    ended_on="2026-11-25",
    code="23456789ABCDEFGH",
)
STRANGE = (
    *("", " An", "An;", 'Thị "An"', '"', "An\r\n", "An\nThị", "A\rn", "O'An", "An,", "Ân\u2028", "Ân\x00", "'"),
    *("=1+1", "+An", "-An", "@An", "\tAn", "\rAn", '=HYPERLINK("a";"b")', "A=1", "A\n=1", "An\\", "Ân\x85", " =1"),
)


@pytest.mark.parametrize("field", ["number", "holder", "place_line", "course_title", "mode"])
@pytest.mark.parametrize("text", STRANGE)
def test_a_line_is_what_the_writer_makes_of_its_cells(field: str, text: str) -> None:
    one = PLAIN._replace(**{field: text})  # type: ignore[arg-type] # one of the texts

    assert list(register_table([one]))[1] == line(cells(one))
    assert list(register_table([PLAIN, one]))[1] == line(cells(PLAIN)) + line(cells(one))


def test_a_line_that_holds_has_no_end() -> None:
    one = PLAIN._replace(status=Status.ACTIVE, ended_on=None, half_hours=12)

    assert list(register_table([one, PLAIN]))[1] == line(cells(one)) + line(cells(PLAIN))
