"""Who is in a running session, who is stuck, and what goes wrong: without a database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from lms.classroom.live.rules import (
    Contact,
    Signs,
    Tried,
    Trouble,
    contact,
    item_in_the_way,
    troubles,
    waits_since,
    wrong_by_person,
)

START = datetime(2026, 11, 20, 12, 30, tzinfo=UTC)


def after(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("signs", "state"),
    [
        (Signs(), Contact.NEVER),
        (Signs(active_at=after(19)), Contact.NEVER),
        (Signs(came_at=after(1), seen_at=after(19)), Contact.HERE),
        (Signs(came_at=after(1), seen_at=after(10)), Contact.AWAY),
        (Signs(came_at=after(1), seen_at=after(10), active_at=after(19)), Contact.HERE),
    ],
)
def test_who_is_heard_of_is_in(signs: Signs, state: Contact) -> None:
    assert contact(signs, after(20)) is state


@pytest.mark.parametrize(
    ("signs", "since"),
    [
        (Signs(active_at=after(5)), after(5)),
        (Signs(active_at=after(11)), None),
        (Signs(active_at=after(-5)), None),
        (Signs(active_at=after(5), is_completed=True), None),
        (Signs(), None),
    ],
)
def test_who_has_begun_to_work_and_does_nothing_new_is_stuck(signs: Signs, since: datetime | None) -> None:
    assert waits_since(signs, START, after(20)) == since


def test_an_item_goes_wrong_as_it_was_answered_last() -> None:
    tried = [
        *(Tried(1, 7, is_right=False) for _ in range(3)),
        Tried(2, 7, is_right=False),
        Tried(2, 7, is_right=True),
        Tried(2, 8, is_right=True),
        Tried(3, 9, is_right=False),
    ]

    assert troubles(tried) == [Trouble(9, 1, 1), Trouble(7, 2, 1)]
    assert wrong_by_person(tried) == {1: {7: 3}, 2: {}, 3: {9: 1}}
    assert item_in_the_way(Signs(wrong={7: 3, 9: 1})) == 7
    assert item_in_the_way(Signs(wrong={9: 2})) is None
