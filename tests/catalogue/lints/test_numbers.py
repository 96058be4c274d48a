"""Numbers that could be somebody's are found however they are written; those of nobody are left alone."""

from __future__ import annotations

import pytest

from lms.catalogue.lints.numbers import real_numbers
from lms.catalogue.words import safety as say


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Gọi 0912345678.", "0912345678"),
        ("Gọi 091 234 56 78, gặp Hoa", "091 234 56 78"),
        ("(+84) 912.345.678", "912.345.678"),
        ("0084 912 345 678", "0084 912 345 678"),
        ("máy bàn 0210.3846.123", "0210.3846.123"),
        ("tổng đài 18001234", "18001234"),
        ("đường dây nóng: 9191", "9191"),
        ("text: gọi 0912345678", "0912345678"),
        ("Gọi 0912**345678**, **0912**", "0912345678"),
        ("*Gọi 0912* 345 ***678***", "0912 345 678"),
        ("Gọi 0912_345678", "0912345678"),
        ("`0912` *345* __678__", "0912 345 678"),
        ("&#48;912345678", "0912345678"),
        ("hotline: **9191**", "9191"),
        ("gọi 84912345678", "84912345678"),
        ("0 912 345 678 đồng ý", "0 912 345 678"),
        ("+84 912 345 678 đồng", "+84 912 345 678"),
        ("09.12.2025 78", "09.12.2025 78"),
    ],
)
def test_a_telephone_number_is_found(text: str, number: str) -> None:
    (found,) = real_numbers(text)

    assert found[0] is say.PHONE
    assert found[1].endswith(number.removeprefix("0084 "))


@pytest.mark.parametrize("number", ["025085012345", "025 085 012 345", "001.203.004.567"])
def test_an_identity_number_is_found(number: str) -> None:
    assert list(real_numbers(f"Số {number}, cấp năm 2021")) == [(say.IDENTITY, number)]


@pytest.mark.parametrize(
    "text",
    [
        "09xx xxx 123, trong ô nhập: 0000 000 001",
        "Số định danh 000000000001, tài khoản 0000 0000 0001",
        "Mã OTP 000 000, mã hồ sơ MẪU-0001",
        "Nộp 1.900.123.456 đồng, gửi 12.345.678.901 đồng",
        "Ngày 05/11/2026, 15 giờ 30; năm 1900–1910",
        "Gọi 113, 114, 115; tin rác nhắn 5656; Cổng Dịch vụ công 1800 1096, 18001096",
        "TK 1234 +500.000 VND luc 05-11-2025 09:15; 03-12-2025 08:30",
        "ngày 08.03.2026 14 giờ, 01.12.2025 08.30",
        "84.500.000.000 đồng, 84 300 000 000, chi 84.912.345.678đ",
        "0 5 10 15 20 25",
        "0 20 40 60 80 100",
        "gọi 300 người, gọi 100 lần, tổng đài 24/7",
        '"Thanh Niên, 12/01/2026. https://thanhnien.vn/tien-lua-185260112095930744.htm"',
        'of: "025085012345"',
        "  text: 025085012345",
        "gọi 091***678 và 0912*** hoặc **091***",
        "0912 345 67 và 0912 345 678 901 234",
    ],
)
def test_what_is_nobody_s_is_left_alone(text: str) -> None:
    assert list(real_numbers(text)) == []
