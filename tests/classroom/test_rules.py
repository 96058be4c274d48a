"""Names are told apart with as little as does it; days of a class have an order and an end."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from lms.classroom.rules import Named, check_days, class_name, labels
from lms.problems import Problem

FIRST = date(2026, 11, 23)


def line(*people: Named) -> list[str]:
    return [label.line for label in labels(people)]


def hoa(year: int = 1958, village: str = "Khu 1", name: str = "Nguyễn Thị Hoa") -> Named:
    return Named("key", name, year, village)


def test_a_name_that_is_alone_says_nothing_more() -> None:
    assert line(hoa(), hoa(name="Nguyễn Thị Hòa"), hoa(name="Trần Thị Hoa")) == ["", "", ""]


def test_two_who_are_called_alike_differ_by_year() -> None:
    assert line(hoa(1958), hoa(1961, name="NGUYỄN THỊ HOA"), hoa(name="An")) == ["1958", "1961", ""]


def test_and_by_village_where_the_year_is_alike_too() -> None:
    assert line(hoa(), hoa(village="Khu 2"), hoa(1970)) == ["1958 · Khu 1", "1958 · Khu 2", "1970"]


def test_a_class_lasts_a_day_or_a_year() -> None:
    check_days(FIRST, FIRST)
    check_days(FIRST, FIRST + timedelta(days=366))


@pytest.mark.parametrize(("last", "sentence"), [(-1, "before the first day"), (367, "a year at the longest")])
def test_other_days_are_refused(last: int, sentence: str) -> None:
    with pytest.raises(Problem, match=sentence):
        check_days(FIRST, FIRST + timedelta(days=last))


def test_the_name_of_a_class_is_tidied_and_limited() -> None:
    assert class_name("  Lớp   tối\u200b ") == "Lớp tối"
    for wrong in ("", "  ", "x" * 101):
        with pytest.raises(Problem):
            class_name(wrong)
