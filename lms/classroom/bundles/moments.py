"""When something was done: moved to where it can have been, and refused where it cannot count any more."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from lms.classroom.bundles import rules
from lms.clock import local_date
from lms.learning.rules.arriving import ToldAttempt
from lms.people.rules import told_day
from lms.problems import N_, Conflict, Problem


@dataclass(frozen=True, slots=True)
class Moments:
    """Between which moments the people of a bundle can have done things; one of them perhaps not from a day on."""

    taken_at: datetime
    valid_until: datetime
    now: datetime
    gone_on: date | None = None

    def of(self, gone_on: date | None) -> Moments:
        """The same for somebody who counts nowhere from this day on."""
        return replace(self, gone_on=gone_on)

    def settled(self, said: datetime) -> datetime:
        """A moment on the clock of the laptop, moved to where it can have been."""
        return rules.settled(said, self.taken_at, self.now)

    def complaint(self, said: datetime) -> Problem | None:
        """Why something that was done then is not taken in."""
        if rules.is_too_late(said, self.valid_until):
            return Conflict(N_("It was done after the time of the bundle had ended."))
        if self.gone_on is not None and local_date(self.settled(said)) >= self.gone_on:
            return Conflict(
                N_("It was done on or after the day from which the person counts nowhere: %(day)s."),
                day=told_day(self.gone_on),
            )
        return None

    def complaint_of(self, told: ToldAttempt) -> Problem | None:
        """The same for an attempt: its latest moment decides."""
        moments = [told.started_at, *(answer.saved_at for answer in told.answers)]
        return self.complaint(max([*moments, told.submitted_at] if told.submitted_at else moments))

    def moved(self, told: ToldAttempt) -> ToldAttempt:
        """The attempt with every moment where it can have been."""
        answers = tuple(replace(answer, saved_at=self.settled(answer.saved_at)) for answer in told.answers)
        handed_in = self.settled(told.submitted_at) if told.submitted_at else None
        return replace(told, started_at=self.settled(told.started_at), submitted_at=handed_in, answers=answers)
