"""Telephone numbers are taken in any form and shown in one."""

from __future__ import annotations

import pytest

from lms.people import phones
from lms.problems import Problem


@pytest.mark.parametrize(
    "typed",
    [
        "0912 345 678",
        "0912.345.678",
        "(0912) 345-678",
        "912345678",
        "+84 912 345 678",
        "+840912345678",
        "0084912345678",
        "84912345678",
        "O912 345 678",
        "０９１２３４５６７８",
    ],
)
def test_every_form_is_kept_alike(typed: str) -> None:
    assert phones.phone(typed) == "+84912345678"


def test_a_number_is_shown_as_people_write_it() -> None:
    assert phones.shown("+84912345678") == "0912 345 678"


def test_a_landline_is_taken() -> None:
    assert phones.shown(phones.phone("0210 384 6647")) == "0210 3846 647"


def test_no_number_is_fine() -> None:
    assert phones.phone("  ") is None
    assert phones.shown(None) == ""


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("0912 345 67", "Digits missing in the telephone number: 1"),
        ("0912 345 6789", "Digits too many in the telephone number: 1"),
        ("0165 234 5678", "probably 0352 345 678"),
        ("0123 456 7890", "probably 0834 567 890"),
        ("0199 456 7890", "probably 0594 567 890"),
        ("0612 345 678", "not a telephone number of Việt Nam"),
        ("không có", "made of digits"),
    ],
)
def test_a_wrong_number_gets_a_sentence_that_helps(typed: str, sentence: str) -> None:
    with pytest.raises(Problem, match=sentence):
        phones.phone(typed)
