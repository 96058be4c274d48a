"""A mistyped word is put right only when what comes out was written somewhere."""

from __future__ import annotations

import pytest

from lms.catalogue.finding.asking import asked
from lms.catalogue.finding.index import Index
from tests.catalogue.finding.test_rules import entry

INDEX = Index(
    [
        entry("a", title="Giấy khai sinh", body="Làm giấy khai sinh cho cháu. Sáng sớm ra xã, song chưa vội."),
        entry("b", title="Mật khẩu", body="Mật khẩu là chìa khóa. Mã OTP là chốt."),
    ]
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("khai sing", "khai sinh"),
        ("mat khao", "mat khẩu"),
        ("mật khảuu", "mật khẩu"),
        ("OTB", "otp"),
        ("giấy khai xinh", "giấy khai sinh"),
    ],
)
def test_the_nearest_words_are_offered(typed: str, meant: str) -> None:
    assert INDEX.better(asked(typed)) == meant


@pytest.mark.parametrize("typed", ["khai sinh", "mật kh", "máy bay", "xyzw", "khẩu sing"])
def test_nothing_is_offered_where_nothing_is_wrong_or_nothing_is_near(typed: str) -> None:
    assert INDEX.better(asked(typed)) == ""
