"""One's own among 148 communes: by any part of the name, or by its first letter."""

from __future__ import annotations

import pytest

from lms.people.sign_up.communes import by_letter, found
from lms.places.models import OrgUnit
from lms.places.rules import Kind
from lms.vietnamese import fold


def commune(name: str) -> OrgUnit:
    return OrgUnit(name=name, folded_name=fold(name), kind=Kind.COMMUNE)


COMMUNES = [commune(name) for name in ("Xã An Bình", "Phường Âu Cơ", "Xã Đạo Trù", "Xã Dân Chủ", "Xã Lâm Thao")]


@pytest.mark.parametrize("typed", ["âu cơ", "AU CO", "co au", "phuong au"])
def test_a_commune_is_found_by_its_words_in_any_order(typed: str) -> None:
    assert [unit.name for unit in found(COMMUNES, typed)] == ["Phường Âu Cơ"]


@pytest.mark.parametrize("typed", ["", "  ", "au thao"])
def test_without_a_fitting_word_nothing_is_found(typed: str) -> None:
    assert found(COMMUNES, typed) == []


def test_a_is_one_letter_and_d_is_two() -> None:
    letters = {letter: len(units) for letter, units in by_letter(COMMUNES).items()}

    assert letters == {"A": 2, "Đ": 1, "D": 1, "L": 1}
