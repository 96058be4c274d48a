"""A guard against work that grows without end: it is no measurement, and never near on an honest day."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_SECONDS = 20


@contextmanager
def ends() -> Iterator[None]:
    """Fail where the block takes more than twenty seconds of this process's own processor time."""
    before = signal.signal(signal.SIGVTALRM, _give_up)
    signal.setitimer(signal.ITIMER_VIRTUAL, _SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _give_up(number: int, frame: FrameType | None) -> None:
    raise AssertionError(f"not done after {_SECONDS} seconds of processor time")
