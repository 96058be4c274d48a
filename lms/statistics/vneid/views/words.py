"""Batches and answers in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext

from lms.clock import local_date
from lms.jobs.models import Job
from lms.jobs.models import State as JobState
from lms.statistics.vneid.models import Batch, Member
from lms.statistics.vneid.rules import NOBODY, Judged, State, Status, Totals
from lms.web.pages import day, time_of_day

_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Shown:
    """A batch as the pages show it."""

    batch: Batch
    state: tuple[str, str]
    totals: Totals

    @property
    def asked_on(self) -> date:
        """The day it was asked for."""
        return local_date(self.batch.asked_at)


def shown(batch: Batch, totals: Totals | None) -> Shown:
    """A batch with its state in words and its control totals."""
    return Shown(batch, _state(batch, totals), totals or NOBODY)


def _state(batch: Batch, totals: Totals | None) -> tuple[str, str]:
    if batch.state == State.ANSWERED and totals is not None and not totals.pending:
        return "ok", _("Everybody answered")
    return {
        State.MAKING: ("mind", _("Being made")),
        State.EMPTY: ("non", _("Nobody to send")),
        State.READY: ("go", _("Ready to be sent")),
        State.SENT: ("go", _("Sent, no reply yet")),
        State.ANSWERED: ("mind", _("Answered, some still wait")),
        State.DISCARDED: ("bad", _("Discarded")),
    }[State(batch.state)]


def last_answer(member: Member | None) -> tuple[str, str]:
    """What was said last of somebody who waits, and since when."""
    if member is None:
        return "non", _("Not sent yet")
    return {
        Status.PENDING: ("go", _("Sent with batch %(number)s", number=member.batch_id)),
        Status.CONFIRMED: (
            "ok",
            _("Confirmed on %(day)s", day=day(member.confirmed_on) if member.confirmed_on else ""),
        ),
        Status.REJECTED: ("bad", _("Rejected: %(reason)s", reason=member.reason)),
        Status.NOT_FOUND: ("bad", _("Not found")),
    }[Status(member.status)]


def trouble_with(job: Job) -> str:
    """What is said when the last try failed; the reason stands below it, for those who run the server."""
    if job.state == JobState.DEAD:
        return _("Eight tries have failed. It is not tried again by itself. Tell those who run this platform.")
    return _("The last try failed. It is tried again by itself at %(time)s.", time=time_of_day(job.run_after))


def would_change(judged: Judged) -> str:
    """What taking a reply would do."""
    if not judged.changes:
        return _("Nothing new: everything in this file has been taken already.")
    return ngettext("%(num)s person would be answered.", "%(num)s people would be answered.", len(judged.changes))


def first_of(complaints: Sequence[str]) -> tuple[list[str], int]:
    """The complaints there is room for, and how many more there are."""
    return list(complaints[:_SHOWN]), max(0, len(complaints) - _SHOWN)
