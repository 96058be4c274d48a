"""How far somebody is, and when the next visit can be."""

from __future__ import annotations

from datetime import date

import pytest

from lms.outreach.rules import Neighbour, State, chosen, next_day, state
from lms.problems import Problem

TODAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("certificate", "left", "expected"),
    [
        (True, [3], State.ATTAINED),
        (False, [], State.NOT_BEGUN),
        (False, [5, 3], State.LEARNING),
        (False, [5, 0], State.FINAL_LEFT),
    ],
)
def test_where_somebody_stands(certificate: bool, left: list[int], expected: State) -> None:
    assert state(holds_certificate=certificate, modules_left=left) is expected


@pytest.mark.parametrize("on", [None, TODAY, date(2027, 11, 27)])
def test_the_next_visit_is_today_or_later(on: date | None) -> None:
    assert next_day(on, TODAY) == on


@pytest.mark.parametrize("on", [date(2026, 11, 26), date(2028, 1, 1)])
def test_it_is_not_before_nor_in_years(on: date) -> None:
    with pytest.raises(Problem):
        next_day(on, TODAY)


def test_people_are_chosen_by_state_name_and_helper() -> None:
    def one(name: str, helper: int | None, at: State) -> Neighbour:
        return Neighbour(1, "x", name, 1950, "Khu 1", at, helper, "", None, None, TODAY)

    people = [one("Hà Thị Xoan", 7, State.LEARNING), one("Đỗ Văn Mít", None, State.NOT_BEGUN)]

    assert [each.name for each in chosen(people, None, "do mit", None)] == ["Đỗ Văn Mít"]
    assert [each.name for each in chosen(people, None, "", 7)] == ["Hà Thị Xoan"]
    assert [each.name for each in chosen(people, State.LEARNING, "xoan", None)] == ["Hà Thị Xoan"]
    assert chosen(people, State.ATTAINED, "", None) == []
    assert people[0].is_due(TODAY)
    assert not people[0].is_due(date(2026, 11, 26))
