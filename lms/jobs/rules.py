"""When a failed job is tried again, and when it waits for a person instead."""

from __future__ import annotations

from datetime import timedelta

LEASE = timedelta(minutes=5)
"""How long a worker may be silent before another takes over its job."""
MOST_TRIES = 8
LONGEST_PAUSE = timedelta(minutes=30)


class NotNow(Exception):
    """What the work needs is away for a while. It is nobody's fault here, so the job is never given up."""


def pause_after(tries: int, *, gives_up: bool = True) -> timedelta | None:
    """How long to wait after the ``tries``-th failure: 10 s, 20 s, 40 s …; nothing after the eighth, if one gives up."""
    if gives_up and tries >= MOST_TRIES:
        return None
    return min(LONGEST_PAUSE, timedelta(seconds=10 * 2 ** min(tries - 1, MOST_TRIES)))
