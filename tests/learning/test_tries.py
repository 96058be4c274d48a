"""Three tries in seven days, twelve hours apart."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from lms.learning.rules.tries import Limit, is_last, next_try, tries_left

LIMIT = Limit(3, timedelta(days=7), timedelta(hours=12))
NO_LIMIT = Limit(0, timedelta(days=7), timedelta(0))
MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def after(**time: int) -> datetime:
    return MONDAY + timedelta(**time)


def test_the_first_try_is_open_at_once() -> None:
    assert next_try(LIMIT, [], MONDAY) is None


def test_the_next_try_opens_after_the_wait() -> None:
    assert next_try(LIMIT, [MONDAY], after(hours=11)) == after(hours=12)
    assert next_try(LIMIT, [MONDAY], after(hours=12)) is None


def test_after_the_last_try_the_window_has_to_move_on() -> None:
    tried = [MONDAY, after(days=1), after(days=2)]

    assert next_try(LIMIT, tried, after(days=3)) == after(days=7)
    assert next_try(LIMIT, tried, after(days=7)) is None


def test_the_fourth_try_counts_with_the_two_before_it() -> None:
    tried = [MONDAY, after(days=1), after(days=2), after(days=7)]

    assert next_try(LIMIT, tried, after(days=7, hours=13)) == after(days=8)


def test_tries_in_the_window_are_counted_down() -> None:
    tried = [MONDAY, after(days=1)]

    assert [tries_left(LIMIT, tried, at) for at in (after(days=2), after(days=7), after(days=8))] == [1, 2, 3]
    assert tries_left(NO_LIMIT, tried, after(days=2)) is None


def test_only_the_try_that_used_up_its_window_is_the_last() -> None:
    tried = [MONDAY, after(days=1), after(days=2)]

    assert [is_last(LIMIT, tried, at) for at in tried] == [False, False, True]
    assert not is_last(LIMIT, [MONDAY, after(days=1), after(days=8)], after(days=8))
    assert not is_last(NO_LIMIT, tried, after(days=2))


@given(
    hours=st.lists(st.integers(0, 400), unique=True),
    limit=st.builds(
        Limit,
        st.integers(0, 4),
        st.integers(1, 9).map(lambda days: timedelta(days=days)),
        st.integers(0, 48).map(lambda hours: timedelta(hours=hours)),
    ),
)
def test_a_try_that_is_announced_is_open_when_it_comes(hours: list[int], limit: Limit) -> None:
    tried = [after(hours=each) for each in hours]
    now = max(tried, default=MONDAY)
    opens = next_try(limit, tried, now)

    if opens:
        assert opens > now
        assert next_try(limit, tried, opens) is None
        assert tries_left(limit, tried, opens) != 0
    else:
        assert tries_left(limit, tried, now) != 0
