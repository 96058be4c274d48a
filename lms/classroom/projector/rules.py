"""How a wall is turned from afar, and beside which slide a note is shown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from lms.classroom.projector.slides import Slide

RUNS_FOR = timedelta(hours=12)
"""A wall that nobody moved for so long is not on any more."""


class Way(StrEnum):
    """What the teacher's telephone can ask of the wall."""

    NEXT = "next"
    BACK = "back"
    FIRST = "first"
    LAST = "last"
    DARK = "dark"


class Noted(Protocol):
    """A note and where it stands."""

    @property
    def screen(self) -> int: ...
    @property
    def after(self) -> int: ...


def turned(slide: int, count: int, way: Way, *, is_dark: bool) -> tuple[int, bool]:
    """Slide and darkness after a move. A dark wall is made light by any of them, and shows what it showed."""
    if way is Way.DARK or is_dark:
        return slide, not is_dark
    wanted = {Way.NEXT: slide + 1, Way.BACK: slide - 1, Way.FIRST: 1, Way.LAST: count}[way]
    return within(wanted, count), False


def within(slide: int, count: int) -> int:
    """The nearest slide that there is."""
    return max(1, min(count, slide))


def is_on(moved_at: datetime, now: datetime) -> bool:
    """Whether the wall is still to be turned."""
    return now - moved_at < RUNS_FOR


def noted_at(slides: Sequence[Slide], note: Noted) -> int:
    """The number of the slide on which the words above a note end; of its screen the last, if they end nowhere."""
    there = [(number, slide) for number, slide in enumerate(slides, 1) if slide.screen == note.screen]
    return next((number for number, slide in there if slide.words >= note.after), there[-1][0] if there else 1)
