"""A class code is read out, typed on any telephone, and never taken for anything else."""

from __future__ import annotations

import pytest

from lms.classroom import codes
from lms.people import phones, rules
from lms.problems import Problem

CODE = "4K7M2P"


@pytest.mark.parametrize(
    "typed", ["4K7M2P", "4k7 m2p", " 4k7-m2p ", "4K7·M2P", "4.k.7.m.2.p", "４Ｋ７Ｍ２Ｐ", "4K7MZP", "4k7mzp"]
)
def test_however_it_is_typed_it_is_the_same_code(typed: str) -> None:
    assert codes.check_typed(typed) == CODE


@pytest.mark.parametrize(("typed", "meant"), [("1OOQDO", "100000"), ("OIl5sG", "011556"), ("8b6gZ2", "886622")])
def test_what_looks_alike_is_read_as_the_one_that_is_used(typed: str, meant: str) -> None:
    assert codes.bare(typed) == meant


def test_no_symbol_of_a_code_is_read_as_another_one() -> None:
    assert codes.bare(codes.ALPHABET) == codes.ALPHABET


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Type the code"),
        (" - ", "Type the code"),
        ("4K7M2", "6 letters and digits, here are 5"),
        ("4K7M2PP", "6 letters and digits, here are 7"),
        ("4K7M2!", "Compare every letter"),
        ("KK7M2P", "Compare every letter"),
        ("4K7M2A", "Compare every letter"),
        ("4K7M2\x00", "here are 5"),
    ],
)
def test_what_cannot_be_a_code_is_told(typed: str, sentence: str) -> None:
    with pytest.raises(Problem, match=sentence):
        codes.check_typed(typed)


def test_a_code_is_drawn_well_formed_and_seldom_twice() -> None:
    drawn = {codes.new_code() for _ in range(200)}

    assert len(drawn) > 195
    assert all(codes.is_well_formed(code) and codes.check_typed(code) == code for code in drawn)


def test_it_is_neither_a_telephone_number_nor_a_suggested_login_name() -> None:
    assert phones.as_typed("012345") is None
    assert not any(codes.looks_like_code(name) for name in rules.login_ideas("Nguyễn Thị Hoa", 1958))
    assert not any(codes.looks_like_code(typed) for typed in ("0912345678", "hoa581", "binh", "", "O12345"))


def test_it_is_read_out_in_two_halves() -> None:
    assert codes.grouped(CODE) == "4K7 M2P"
