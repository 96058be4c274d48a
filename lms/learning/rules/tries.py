"""How often, and how soon again, the final quiz may be tried: the wait is there for rereading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from lms.catalogue.published import PublishedCourse


@dataclass(frozen=True, slots=True)
class Limit:
    """``attempts`` tries within ``window`` (0 is no limit), each ``wait`` after the one before."""

    attempts: int
    window: timedelta
    wait: timedelta


def limit_of(course: PublishedCourse) -> Limit:
    """The limit this version of the course was published with."""
    return Limit(course.attempts, timedelta(days=course.attempt_window_days), timedelta(hours=course.wait_hours))


def next_try(limit: Limit, submitted: Sequence[datetime], now: datetime) -> datetime | None:
    """When the next try opens; nothing when it is open already."""
    if not submitted:
        return None
    ended = sorted(submitted)
    opens = [ended[-1] + limit.wait]
    if limit.attempts and len(ended) >= limit.attempts:
        opens.append(ended[-limit.attempts] + limit.window)
    return max(opens) if max(opens) > now else None


def tries_left(limit: Limit, submitted: Sequence[datetime], now: datetime) -> int | None:
    """How many tries the window still holds; nothing when there is no limit."""
    if not limit.attempts:
        return None
    return max(0, limit.attempts - sum(now < at + limit.window for at in submitted))


def is_last(limit: Limit, submitted: Sequence[datetime], this: datetime) -> bool:
    """Whether the try handed in at ``this`` used up its window, so that nothing is given away by the answers."""
    if not limit.attempts:
        return False
    return sum(at <= this < at + limit.window for at in submitted) >= limit.attempts
