"""Handing in, and what follows from it: the result, the completed course and its certificate, all or nothing."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.catalogue import queries as catalogue
from lms.catalogue.languages.queries import title_in
from lms.catalogue.published import PublishedCourse
from lms.certificates import actions as office
from lms.certificates import queries as register
from lms.certificates.models import Certificate
from lms.certificates.rules import Statement
from lms.clock import local_date
from lms.learning import queries
from lms.learning.actions.reading import enrol, held
from lms.learning.models import Attempt, Enrolment, Mode
from lms.learning.rules.marking import Score, mark
from lms.learning.rules.names import printable_name
from lms.learning.rules.progress import FINAL, progress
from lms.learning.watching import watched
from lms.people import queries as people
from lms.people.models import Person
from lms.places import queries as places
from lms.problems import N_, Conflict, NotFound, Problem


def confirm_name(db: Session, person_id: int, course: PublishedCourse, name: str, now: datetime) -> Enrolment:
    """Keep the name as it is to stand on the certificate; it may change until the course is completed."""
    printed = printable_name(name, db.get_one(Person, person_id).name)
    enrolment = held(db, enrol(db, person_id, course, now).id)
    if enrolment.completed_at:
        raise Conflict(N_("Your certificate has been issued; its name can be changed by the office only."))
    enrolment.printed_name, enrolment.name_confirmed_at = printed, now
    return enrolment


def submit(db: Session, person_id: int, attempt_id: str, now: datetime, device: str | None = None) -> Attempt:
    """Hand in an attempt: mark it, keep the result and, if that completes the course, issue the certificate.

    Handing in again, even at the same moment, changes nothing. Raises :class:`NotFound` for an attempt of somebody
    else, :class:`Problem` for practice with a question left out. ``device`` is the mark of the browser, which stands at
    a final that was passed alone, and nowhere else.
    """
    enrolment = held(db, _enrolment_of(db, person_id, attempt_id))
    attempt = db.get_one(Attempt, attempt_id, with_for_update=True, populate_existing=True)
    if attempt.submitted_at is None:
        if attempt.mode == Mode.PAPER:
            raise Conflict(N_("You have these questions on paper now. To answer here, begin the final again."))
        if attempt.mode == Mode.SUPERVISED and not watched(db, enrolment, now):
            attempt.mode = Mode.ALONE  # nobody has watched the end of it
        hand_in(db, enrolment, attempt, now, device)
    return attempt


def hand_in(db: Session, enrolment: Enrolment, attempt: Attempt, now: datetime, device: str | None = None) -> None:
    """The same for an attempt that is held, open, and may be handed in as it was taken."""
    course = catalogue.published(db, enrolment.version_id)
    _keep_result(db, course, attempt, now)
    if attempt.quiz == FINAL and attempt.passed:
        attempt.device = device if attempt.mode == Mode.ALONE else None
        _complete(db, course, enrolment, attempt, now)


def _enrolment_of(db: Session, person_id: int, attempt_id: str) -> int:
    found = db.scalar(
        select(Enrolment.id)
        .join(Attempt, Attempt.enrolment_id == Enrolment.id)
        .where(Attempt.id == attempt_id, Enrolment.person_id == person_id)
    )
    if found is None:
        raise NotFound(N_("These questions are not yours. Open your questions again from the course page."))
    return found


def _keep_result(db: Session, course: PublishedCourse, attempt: Attempt, now: datetime) -> None:
    sitting = queries.sitting(db, course, attempt)
    if attempt.quiz != FINAL and sitting.left_out:
        raise Problem(N_("Some questions have no answer yet. Answer them, then hand in."))
    score = mark(sitting.items, sitting.answers)
    attempt.submitted_at, attempt.score = now, score.points
    attempt.passed = score.reaches(course.pass_mark) if attempt.quiz == FINAL else None
    db.flush()


def _complete(db: Session, course: PublishedCourse, enrolment: Enrolment, attempt: Attempt, now: datetime) -> None:
    """Completing is an event with an instant; it happens once. Of who learned in a class their teacher has said so.

    Where the office is elsewhere, it issues there later.
    """
    has_learned = attempt.mode != Mode.ALONE or progress(course, queries.work(db, enrolment)).final_is_open
    if enrolment.completed_at or not has_learned:
        return
    enrolment.completed_at = now
    db.flush()
    if register.elsewhere(db) is None:
        office.issue(db, _statement(db, course, enrolment, attempt, now), now)


def complete_late(db: Session, enrolment: Enrolment, now: datetime) -> Certificate | None:
    """Complete a course whose final was passed somewhere else: on its day, with a certificate that is dated today.

    Nothing for a course that is completed already, or of which something is left to do.
    """
    course = catalogue.published(db, enrolment.version_id)
    is_open = progress(course, queries.work(db, enrolment)).final_is_open
    passed = queries.first_passed_at(db, enrolment, was_watched=not is_open)
    if enrolment.completed_at or passed is None:
        return None
    enrolment.completed_at = passed
    db.flush()
    return issue_missing(db, enrolment.id, now)


def mark_late(db: Session, enrolment: Enrolment, attempt: Attempt, submitted_at: datetime) -> None:
    """Mark an attempt that was handed in somewhere else, by the answers that were brought. Raises what handing in does."""
    _keep_result(db, catalogue.published(db, enrolment.version_id), attempt, submitted_at)


def issue_missing(db: Session, enrolment_id: int, now: datetime) -> Certificate:
    """The certificate of a completed course that has none: it is dated today, the completion stays on its day."""
    enrolment = held(db, enrolment_id)
    course = catalogue.published(db, enrolment.version_id)
    return office.issue(db, _statement(db, course, enrolment, queries.deciding_final(db, enrolment), now), now)


def _statement(
    db: Session, course: PublishedCourse, enrolment: Enrolment, attempt: Attempt, now: datetime
) -> Statement:
    person = db.get_one(Person, enrolment.person_id)
    home = _home(db, person.id, now)
    return Statement(
        person_id=person.id,
        course_id=course.course_id,
        course_slug=course.slug,
        course_title=course.title,
        version_number=course.number,
        edition=enrolment.edition,
        half_hours=course.half_hours,
        score_percent=Score(attempt.score or 0, attempt.max_score).percent,
        mode=attempt.mode,
        printed_name=enrolment.printed_name or person.name,
        birth_year=person.birth_year,
        org_unit_id=home,
        place_line=places.line(db, home, local_date(now)),
        completed_at=enrolment.completed_at or now,
        course_title_english=title_in(db, course, "en"),
    )


def _home(db: Session, person_id: int, now: datetime) -> int:
    """Where the person lives on the day; nobody knows of somebody without a home, who stands with the province."""
    home = people.residence(db, person_id, local_date(now))
    if home is not None:
        return home
    province = places.province(db, local_date(now))
    if province is None:
        raise Problem(N_("The office has no places yet. Ask the people who run this platform."))
    return province.id
