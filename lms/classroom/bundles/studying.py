"""Taking in what one person did in one course; the certificate follows here, on the day it is brought."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select, true
from sqlalchemy.orm import Session

from lms.catalogue.models import Course, CourseVersion
from lms.catalogue.published import PublishedCourse
from lms.catalogue.queries import published
from lms.classroom.bundles.account import Account, What
from lms.classroom.bundles.coming_back import Whose
from lms.classroom.bundles.facts import ToldStudy
from lms.classroom.bundles.moments import Moments
from lms.clock import local_date
from lms.learning.actions.arriving import ToldEnrolment, bring_attempt, bring_enrolment, bring_reads
from lms.learning.actions.completing import complete_late
from lms.learning.models import Enrolment
from lms.learning.rules.arriving import Fate, ToldAttempt
from lms.learning.rules.progress import FINAL
from lms.people.rules import told_day
from lms.problems import N_, Conflict, Problem


@dataclass(frozen=True, slots=True)
class Desk:
    """What is at hand while a file is taken in."""

    db: Session
    whose: Mapping[str, Whose]
    moments: Moments
    opening: str
    account: Account
    course_id: int | None
    """The course of the class; a class without one learns every course."""


def bring_study(desk: Desk, study: ToldStudy) -> None:
    """Everything somebody did in an edition of a course; nothing of somebody who was refused."""
    person = desk.whose.get(study.person)
    if person is None:
        _refuse(desk, study)
        return
    moments = desk.moments.of(person.until)
    seen = _version(desk, study)
    why = _no_such_version(study) if seen is None else moments.complaint(study.enrolled_at)
    if seen is None or why is not None:
        desk.account.note(What.ENROLMENT, Fate.REFUSED, person.name, why or _no_such_version(study))
        _refuse(desk, study)
        return
    try:
        enrolment, fate = bring_enrolment(desk.db, _enrolled(study, person, seen, desk.moments.now))
    except Problem as problem:
        desk.account.note(What.ENROLMENT, Fate.REFUSED, person.name, problem)
        _refuse(desk, study)
        return
    desk.account.add(What.ENROLMENT, fate)
    if fate is Fate.DIFFERS:
        sentence = N_("Has begun another version of the course on the network. What reads the same there is kept.")
        desk.account.note(What.ENROLMENT, fate, person.name, Conflict(sentence))
    _Study(replace(desk, moments=moments), person, enrolment, seen, study).bring()


@dataclass(frozen=True, slots=True)
class _Study:
    """One person in one edition of a course."""

    desk: Desk
    person: Whose
    enrolment: Enrolment
    seen: PublishedCourse
    told: ToldStudy

    def bring(self) -> None:
        """Readings first, then attempts in the order in which they ended, then what follows from both."""
        completed_before = self.enrolment.completed_at
        self._read()
        tried = [self._attempt(*each) for each in sorted(self.told.attempts, key=lambda each: _ended(each[0]))]
        self._complete(completed_before, passed_again=any(tried))

    def _read(self) -> None:
        screens = {
            (module.slug, screen.position): screen.id for module in self.seen.modules for screen in module.screens
        }
        read: dict[int, datetime] = {}
        for module, position, at in self.told.read:
            why = self.desk.moments.complaint(at)
            if why is not None:
                self._say(What.READ, why)
            elif (module, position) not in screens:
                self.desk.account.add(What.READ, Fate.REFUSED)
            else:
                read[screens[module, position]] = self.desk.moments.settled(at)
        for fate, count in bring_reads(self.desk.db, self.enrolment, self.seen, read).items():
            self.desk.account.add(What.READ, fate, count)

    def _attempt(self, told: ToldAttempt, by: str | None) -> bool:
        """Whether it is a final that is new here and handed in."""
        account = self.desk.account
        why = self.desk.moments.complaint_of(told)
        if why is not None:
            self._say(What.ATTEMPT, why)
            account.add(What.ANSWER, Fate.REFUSED, len(told.answers))
            return False
        keyed_in_by = self.desk.whose.get(by or "")
        moved = replace(self.desk.moments.moved(told), recorded_by=keyed_in_by.person_id if keyed_in_by else None)
        arrived = bring_attempt(self.desk.db, self.enrolment, self.seen, moved, self.desk.opening)
        account.add(What.ATTEMPT, arrived.fate)
        for fate, count in arrived.answers.items():
            account.add(What.ANSWER, fate, count)
        if arrived.why is not None:
            account.note(What.ATTEMPT, arrived.fate, self.person.name, arrived.why)
        return told.quiz == FINAL and told.submitted_at is not None and arrived.fate in (Fate.NEW, Fate.DIFFERS)

    def _complete(self, before: datetime | None, *, passed_again: bool) -> None:
        issued = complete_late(self.desk.db, self.enrolment, self.desk.moments.now)
        if issued is not None:
            self.desk.account.add(What.CERTIFICATE, Fate.NEW)
        elif before is not None and passed_again:
            sentence = N_("Had completed the course on the network on %(day)s already. That certificate stands.")
            why = Conflict(sentence, day=told_day(local_date(before)))
            self.desk.account.tell(What.CERTIFICATE, Fate.DIFFERS, self.person.name, why)

    def _say(self, what: What, why: Problem) -> None:
        self.desk.account.tell(what, Fate.REFUSED, self.person.name, why)


def _ended(told: ToldAttempt) -> tuple[datetime, str]:
    return told.submitted_at or told.started_at, told.id


def _enrolled(study: ToldStudy, person: Whose, seen: PublishedCourse, now: datetime) -> ToldEnrolment:
    return ToldEnrolment(
        person.person_id,
        seen,
        study.edition,
        min(study.enrolled_at, now),
        study.printed_name,
        min(study.name_confirmed_at, now) if study.name_confirmed_at else None,
    )


def _version(desk: Desk, study: ToldStudy) -> PublishedCourse | None:
    """The very version that was on the laptop, of a course of the class."""
    version_id = desk.db.scalar(
        select(CourseVersion.id)
        .join(Course, Course.id == CourseVersion.course_id)
        .where(Course.slug == study.course, CourseVersion.number == study.version, CourseVersion.digest == study.digest)
        .where(true() if desk.course_id is None else CourseVersion.course_id == desk.course_id)
    )
    return None if version_id is None else published(desk.db, version_id)


def _no_such_version(study: ToldStudy) -> Problem:
    sentence = N_("Version %(number)s of the course %(course)s is not on this server, or not of this class.")
    return Conflict(sentence, number=study.version, course=study.course)


def _refuse(desk: Desk, study: ToldStudy) -> None:
    """Count every row, so that none is passed over in silence."""
    attempts = [attempt for attempt, _by in study.attempts]
    desk.account.add(What.ENROLMENT, Fate.REFUSED)
    desk.account.add(What.READ, Fate.REFUSED, len(study.read))
    desk.account.add(What.ATTEMPT, Fate.REFUSED, len(attempts))
    desk.account.add(What.ANSWER, Fate.REFUSED, sum(len(attempt.answers) for attempt in attempts))
