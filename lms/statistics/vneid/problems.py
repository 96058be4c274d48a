"""Why something was not taken, or not sent."""

from __future__ import annotations

from lms.jobs.rules import NotNow
from lms.problems import N_, Problem


class BadFile(Problem):
    """Nothing of the file was taken; ``complaints`` holds one sentence a fault, each with its row."""

    def __init__(self, complaints: list[str]) -> None:
        super().__init__(N_("The file has mistakes; nothing was taken from it."))
        self.complaints = complaints

    def __str__(self) -> str:
        return "; ".join(self.complaints)


class CannotSend(Exception):
    """The other side refuses, or answers what nobody understands: after eight tries somebody has to look at it."""


class OtherSideAway(NotNow):
    """The other side does not answer, or has too much to do; the batch waits."""
