"""What somebody has reached, in words: courses begun, the best finals, certificates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session

from lms.catalogue import queries as catalogue
from lms.certificates.models import Certificate, Status
from lms.certificates.rules import Facts
from lms.clock import local_date
from lms.home.rules import Best, Final, best_of
from lms.learning.queries import CourseProgress
from lms.learning.rules.tries import limit_of
from lms.learning.views.words import progress_line
from lms.web.pages import day, time_of_day


@dataclass(frozen=True, slots=True)
class Studied:
    """A course somebody has begun."""

    address: str
    title: str
    picture: str
    line: str
    is_completed: bool
    has_newer: bool
    """Whether newcomers get a later version of it."""
    must_redo: bool
    """Whether it has to be learned again in a later version."""


@dataclass(frozen=True, slots=True)
class Result:
    """The best final of a course."""

    course: str
    passed: bool
    line: str
    more: str


@dataclass(frozen=True, slots=True)
class OwnCertificate:
    """One of the visitor's certificates."""

    address: str
    paper: str
    course: str
    number: str
    issued_on: date
    holds: bool


def studied_row(db: Session, line: CourseProgress) -> Studied:
    """A course with what is done and what is still to do."""
    how_far = line.progress
    return Studied(
        url_for("learning.course", course=line.course.slug),
        line.course.title,
        line.course.picture,
        _("Completed") if how_far.is_completed else progress_line(how_far),
        how_far.is_completed,
        line.must_redo is None and has_newer(db, line),
        line.must_redo is not None,
    )


def has_newer(db: Session, line: CourseProgress) -> bool:
    """Whether the course was published anew after somebody began it."""
    current = catalogue.current(db, line.course.slug)
    return line.progress.is_begun and current is not None and current.number > line.course.number


def result_rows(lines: Iterable[CourseProgress], finals: Sequence[Final], now: datetime) -> list[Result]:
    """The best final of each course in which one was handed in, in the order of the courses."""
    found = []
    for line in lines:
        mine = [final for final in finals if final.course_id == line.course.course_id]
        best = best_of(mine, limit_of(line.course), now)
        if best:
            found.append(_result(line.course.title, best))
    return found


def certificate_row(row: Certificate) -> OwnCertificate:
    """A certificate with the ways to its page and to the paper itself."""
    facts = Facts.from_json(row.snapshot)
    return OwnCertificate(
        url_for("certificates.show", code=row.code),
        url_for("certificates.pdf", code=row.code),
        facts.course_title,
        facts.number,
        row.issued_on,
        row.status == Status.ACTIVE,
    )


def _result(course: str, best: Best) -> Result:
    final, on = best.final, day(local_date(best.final.submitted_at))
    line = _("%(points)s of %(maximum)s points, on %(day)s", points=final.points, maximum=final.maximum, day=on)
    return Result(course, final.passed, line, "" if final.passed else _tries(best))


def _tries(best: Best) -> str:
    if best.opens_at:
        on = day(local_date(best.opens_at))
        return _("The next try opens at %(time)s on %(day)s.", time=time_of_day(best.opens_at), day=on)
    if best.tries_left is None:
        return _("You can try again as often as you like.")
    left = best.tries_left
    return ngettext("%(num)s try is left in this period.", "%(num)s tries are left in this period.", left)
