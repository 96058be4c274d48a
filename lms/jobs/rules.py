"""When a failed job is tried again, and when it waits for a person instead."""

from __future__ import annotations

from datetime import timedelta

LEASE = timedelta(minutes=5)
"""How long a worker may be silent before another takes over its job."""
MOST_TRIES = 8


def pause_after(tries: int) -> timedelta | None:
    """How long to wait after the ``tries``-th failure: 10 s, 20 s, 40 s …; nothing after the eighth."""
    return timedelta(seconds=10 * 2 ** (tries - 1)) if tries < MOST_TRIES else None
