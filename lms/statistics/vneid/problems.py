"""Why something was not sent."""

from __future__ import annotations

from lms.jobs.rules import NotNow


class CannotSend(Exception):
    """The other side refuses, or answers what nobody understands: after eight tries somebody has to look at it."""


class OtherSideAway(NotNow):
    """The other side does not answer, or has too much to do; the batch waits."""
