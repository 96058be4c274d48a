"""From which day somebody may belong to a group, beside what is known already."""

from __future__ import annotations

from datetime import date

import pytest

from lms.people.groups.rules import LONGEST_NOTE, Stay, check_beginning, check_end, holds_already, note
from lms.problems import Problem

HERE, THERE = 1, 2
MARCH, JUNE, JULY = date(2026, 3, 1), date(2026, 6, 1), date(2026, 7, 1)


def test_whoever_belongs_there_without_an_end_does_so_already() -> None:
    kept = [Stay(HERE, MARCH, None), Stay(THERE, MARCH, JUNE)]

    assert holds_already(HERE, JUNE, kept)
    assert not holds_already(HERE, date(2026, 2, 28), kept)
    assert not holds_already(THERE, MARCH, kept)


@pytest.mark.parametrize(("since", "until", "on"), [(MARCH, None, MARCH), (MARCH, JUNE, JUNE), (JULY, JULY, MARCH)])
def test_a_stay_may_begin_where_another_one_ends(since: date, until: date | None, on: date) -> None:
    check_beginning(on, [Stay(THERE, since, until)])


@pytest.mark.parametrize(("since", "until"), [(JUNE, None), (MARCH, JULY)])
def test_nobody_belongs_to_a_group_at_two_places_at_once(since: date, until: date | None) -> None:
    with pytest.raises(Problem, match="Choose that day or a later one") as caught:
        check_beginning(date(2026, 5, 31), [Stay(THERE, since, until)])
    assert caught.value.field == "on"


def test_a_stay_ends_after_it_began() -> None:
    check_end(MARCH, MARCH)
    with pytest.raises(Problem, match="since 01/06/2026"):
        check_end(MARCH, JUNE)


def test_a_note_is_short() -> None:
    note("x" * LONGEST_NOTE)
    with pytest.raises(Problem):
        note("x" * (LONGEST_NOTE + 1))
