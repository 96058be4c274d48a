"""How long a bundle may be used, how large it may be, and which moments can be true of what was done meanwhile."""

from __future__ import annotations

from datetime import datetime, timedelta

from lms.problems import N_, Problem

USUAL_DAYS = 30
MOST_DAYS = 90
MOST_BYTES = 300 * 1024 * 1024
"""Of a bundle with every picture and recording of its courses."""
MOST_RESULTS = 40 * 1024 * 1024
MOST_PARTS = 5_000
MOST_FILES = 1_000_000
"""Of results that one laptop makes."""
_LEEWAY = timedelta(hours=1)
"""How far two clocks may stand apart without anybody having to set one."""
_EVENING = timedelta(days=1)
"""A laptop that is serving when its time ends is not stopped in the middle of a class."""


def valid_until(now: datetime, days: int) -> datetime:
    """Until when a bundle may be used. Raises a problem for days that cannot be."""
    if not 1 <= days <= MOST_DAYS:
        raise Problem(N_("A class can be taken along for 1 to %(most)s days."), field="days", most=MOST_DAYS)
    return now + timedelta(days=days)


def check_clock(taken_at: datetime, valid_until: datetime, now: datetime) -> None:
    """Raises a problem on a laptop whose clock is wrong, or whose bundle has ended."""
    if now < taken_at - _LEEWAY:
        raise Problem(
            N_("The clock of this machine is wrong: it shows a time before the class was taken. Set it first.")
        )
    if now > valid_until:
        raise Problem(N_("The time of this bundle has ended. Bring its results back, then take the class anew."))


def settled(said: datetime, taken_at: datetime, now: datetime) -> datetime:
    """A moment on the clock of a laptop, moved to where it can have been."""
    return min(max(said, taken_at), now)


def is_too_late(said: datetime, valid_until: datetime) -> bool:
    """Whether something was done when the bundle could not be used any more; the evening on which it ends still counts."""
    return said > valid_until + _EVENING
