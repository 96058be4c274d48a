"""A long address is shown by its host."""

from __future__ import annotations

from lms.learning.rules.sources import Source, source


def test_an_address_is_taken_out_of_its_line() -> None:
    line = "Thanh Niên, 12/01/2026: người xưng cán bộ. https://thanhnien.vn/nguoi-cao-tuoi-185.htm"

    assert source(line) == Source(
        "Thanh Niên, 12/01/2026: người xưng cán bộ",
        "https://thanhnien.vn/nguoi-cao-tuoi-185.htm",
        "thanhnien.vn",
    )


def test_a_line_without_an_address_is_words_only() -> None:
    assert source(" Nghị định 30/2020 ") == Source("Nghị định 30/2020")
