"""Every row of a reply that is wrong is named, whatever is wrong with it; no database is needed for that."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO

import openpyxl
import pytest

from lms.statistics.vneid.reading import read_reply
from lms.statistics.vneid.rules import Judged, Standing, Status, judge
from lms.tables.reading import BadFile
from tests.statistics.vneid.facts import CONFIRMED, e22, reply

Answers = dict[str, tuple[str, str, str]]
KEYS = [f"KEY{number:03}" for number in range(1, 101)]
KEPT = {key: Standing(at, at, 1990, Status.PENDING, None, "") for at, key in enumerate(KEYS, start=1)}


def judged(content: bytes) -> Judged:
    return judge("batch", KEPT, read_reply(content), date(2026, 11, 23))


def but(answers: Answers, at: int, *said: str) -> Answers:
    return {**answers, KEYS[at - 1]: (said[0], said[1], said[2])}


def without(answers: Answers, *gone: int) -> Answers:
    return {key: said for at, (key, said) in enumerate(answers.items(), start=1) if at not in gone}


@pytest.mark.parametrize(
    ("make", "wanted"),
    [
        (lambda a: reply({**a, "KHAC": CONFIRMED}), ["dòng 102: khóa «KHAC» không có trong đợt này"]),
        (
            lambda a: reply(without(a, 3, 50)),
            [
                "tệp thiếu 2 người của đợt, mang số thứ tự 3, 50",
                "tổng không khớp: đã gửi 100 ≠ 88 xác nhận + 6 từ chối + 3 không tìm thấy + 1 chờ",
            ],
        ),
        (lambda a: reply(a, "KEY001;xac-nhan;02/05/2026;"), ["dòng 102: khóa «KEY001» đã có ở dòng 2"]),
        (lambda a: reply(but(a, 1, "xac-nhan", "", "")), ["dòng 2: thiếu ngày xác nhận"]),
        (lambda a: reply(but(a, 91, "tu-choi", "", "")), ["dòng 92: thiếu lý do từ chối"]),
        (
            lambda a: reply(but(a, 1, "xac-nhan", "24/11/2026", "")),
            ["dòng 2: ngày 24/11/2026 không thể có: chưa đến, hoặc quá xa"],
        ),
    ],
    ids=["foreign", "missing", "twice", "no day", "no reason", "to come"],
)
def test_a_wrong_row_is_named(make: Callable[[Answers], bytes], wanted: list[str]) -> None:
    assert judged(make(e22(KEYS))).complaints == wanted


def test_rows_that_cannot_be_read_are_all_named_at_once() -> None:
    said = judged(reply(but(but(e22(KEYS), 1, "xong", "", ""), 2, "xac-nhan", "hôm qua", ""))).complaints

    assert said[:2] == [
        "dòng 2: trạng thái «xong» không có; dùng một trong: xac-nhan, tu-choi, khong-tim-thay, cho",
        "dòng 3: ngày «hôm qua» chưa đúng; viết như 23/11/2026",
    ]


@pytest.mark.parametrize("content", [b"", b"khoa;trang_thai\n", b"\xff\xfe\x00", b"{}", b'{"batch": 1, "rows": [3]}'])
def test_what_is_no_reply_at_all_is_told_so(content: bytes) -> None:
    with pytest.raises(BadFile) as refused:
        read_reply(content)

    assert refused.value.complaints


def test_a_workbook_says_the_same_as_a_table() -> None:
    content, book = e22(KEYS), openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["khoa", "trang_thai", "ngay", "ly_do", "nam_sinh"])
    for key, (status, day, reason) in content.items():
        sheet.append([key, status, date(2026, 5, 2) if day else None, reason, 1990])
    written = BytesIO()
    book.save(written)

    found, same = judged(written.getvalue()), judged(reply(content))

    assert found.complaints == []
    assert found.totals == same.totals
    assert [(row.key, row.status, row.day, row.reason) for row in found.changes] == [
        (row.key, row.status, row.day, row.reason) for row in same.changes
    ]
