"""Tiếng and sentences are counted as a reader meets them."""

from __future__ import annotations

from lms.catalogue.lints.counting import count, sentences, words


def test_marks_pictures_and_addresses_are_not_read() -> None:
    text = "**Gõ** `gov.vn`, [xem](https://a.vn/b c)[^1].\n\n![Hình cái quạt](a.svg)\n\n| Mức | Giá |\n| --- | --: |\n| Một | 500.000 |"

    assert words(text) == ["Gõ", "gov.vn", "xem", "Mức", "Giá", "Một", "500.000"]


def test_lists_and_frames_are_read_without_their_marks() -> None:
    assert words('1. Mở máy.\n    - Xem Wi-Fi\n\n!!! nho "Nhớ"\n    Bấm nút.\n\nTừ\n:   Nghĩa') == [
        *("Mở", "máy", "Xem", "Wi-Fi", "Nhớ", "Bấm", "nút", "Từ", "Nghĩa"),
    ]
    assert count("") == 0


def test_a_sentence_ends_at_a_stop_a_colon_and_the_end_of_an_entry() -> None:
    text = 'Bà nói: "Chờ đã." Bà\nxem lại 1.5 lần; rồi bấm\n\n- Một\n- Hai ba\n\n| Bốn | Năm |'

    assert [count(each) for each in sentences(text)] == [2, 2, 5, 2, 1, 2, 1, 1]
