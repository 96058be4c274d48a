"""How long a teacher watches a final once it was opened. Pure."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from lms.clock import LOCAL, local_date
from lms.problems import N_, Problem

LONGEST = timedelta(hours=3)
"""Whoever forgets to close it watches nobody overnight."""


def closes_at(session_starts: datetime, now: datetime) -> datetime:
    """Until when a final opened now is watched: three hours, and not beyond the day of the session.

    Raises a problem on any other day than that of the session.
    """
    day = local_date(session_starts)
    if day != local_date(now):
        raise Problem(N_("A final is watched on the day of the session. Open a session for today first."))
    midnight = datetime.combine(day + timedelta(days=1), time(0), LOCAL)
    return min(now + LONGEST, midnight)
