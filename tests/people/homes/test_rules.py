"""The days on which somebody may have left or moved."""

from __future__ import annotations

from datetime import date

import pytest

from lms.people.homes.rules import Known, leaving, moving
from lms.problems import Problem

TODAY = date(2026, 11, 23)
KNOWN = Known(1958, date(2025, 7, 1))


@pytest.mark.parametrize("on", [date(2025, 7, 1), date(2026, 7, 12), TODAY])
def test_a_day_between_the_home_and_today_is_taken(on: date) -> None:
    assert leaving(on, KNOWN, TODAY) == moving(on, KNOWN, date(2025, 7, 1), TODAY) == on


@pytest.mark.parametrize(
    ("on", "known", "words"),
    [
        (date(2026, 11, 24), KNOWN, "has not come yet"),
        (date(1957, 12, 31), KNOWN, "born in 1958"),
        (date(2025, 6, 30), KNOWN, "since 01/07/2025"),
        (date(2026, 1, 1), Known(2027, None), "born in 2027"),
    ],
)
def test_every_other_day_is_refused_beside_its_field(on: date, known: Known, words: str) -> None:
    for act in (lambda: leaving(on, known, TODAY), lambda: moving(on, known, date(1900, 1, 1), TODAY)):
        with pytest.raises(Problem, match=words) as caught:
            act()
        assert caught.value.field == "on"


def test_nobody_moves_to_a_unit_that_was_not_there_yet() -> None:
    with pytest.raises(Problem, match="only since 01/08/2026"):
        moving(date(2026, 7, 31), KNOWN, date(2026, 8, 1), TODAY)
