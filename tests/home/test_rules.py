"""Which course is the one to go on with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from lms.home.rules import one_to_go_on_with
from lms.learning.rules.progress import Progress, Work, progress
from tests.builders import NOON
from tests.learning.made import course, module


@dataclass(frozen=True)
class Line:
    progress: Progress
    active_at: datetime | None


def line(*, read: int = 0, hours_ago: int | None = None, completed: bool = False) -> Line:
    work = Work(read=[11, 12][:read], is_completed=completed)
    return Line(progress(course(module(1)), work), NOON - timedelta(hours=hours_ago) if hours_ago else None)


def test_the_first_when_none_was_begun() -> None:
    assert one_to_go_on_with(lines := [line(), line()]) is lines[0]


def test_the_one_touched_last() -> None:
    assert one_to_go_on_with(lines := [line(read=1, hours_ago=9), line(read=1, hours_ago=2), line()]) is lines[1]


def test_the_one_a_guest_has_begun() -> None:
    assert one_to_go_on_with(lines := [line(), line(read=1)]) is lines[1]


def test_not_a_completed_one() -> None:
    assert one_to_go_on_with(lines := [line(completed=True, hours_ago=1), line()]) is lines[1]


def test_none_when_all_are_completed() -> None:
    assert one_to_go_on_with([line(completed=True)]) is None
