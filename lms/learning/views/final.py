"""The final: what opens it, how often it may be tried, and the page of those who passed."""

from __future__ import annotations

from secrets import SystemRandom

from flask.typing import ResponseReturnValue

from lms.certificates import queries as register
from lms.certificates.rules import Facts
from lms.clock import local_date, now
from lms.learning import actions, queries
from lms.learning.blueprint import bp
from lms.learning.links import url_to
from lms.learning.queries import Study
from lms.learning.rules.progress import FINAL, progress
from lms.learning.rules.tries import limit_of, next_try, tries_left
from lms.learning.views.finding import find_quiz, find_study, open_sitting, work_of
from lms.learning.views.onward import go_on
from lms.learning.views.words import progress_line
from lms.learning.watching import Watch, watched
from lms.problems import Problem
from lms.roles import Role
from lms.web import me, open_to, page, reading, redirect_to, transaction
from lms.web.pages import in_words


@bp.get("/courses/<course>/final")
@open_to(Role.LEARNER)
def final(course: str) -> ResponseReturnValue:
    """Whether the final is open, and the one thing to do next."""
    study = find_study(course)
    if study.enrolment and study.enrolment.completed_at:
        return redirect_to("learning.finished", course=course)
    return _final_page(study)


@bp.post("/courses/<course>/final")
@open_to(Role.LEARNER)
def begin_final(course: str) -> ResponseReturnValue:
    """Draw the questions and begin, or go on with what was drawn before."""
    study = find_study(course)
    try:
        with transaction() as db:
            actions.start_attempt(db, me().person_id, study.course, FINAL, SystemRandom(), now())
    except Problem as problem:
        return _final_page(find_study(course), in_words(problem)), problem.status
    return go_on(find_quiz(course, FINAL))


@bp.get("/courses/<course>/finished")
@open_to(Role.LEARNER)
def finished(course: str) -> ResponseReturnValue:
    """All rays lit, the certificate, and what to learn next."""
    study = find_study(course)
    enrolment = study.enrolment
    if enrolment is None or enrolment.completed_at is None:
        return redirect_to("learning.course", course=course)
    lines = queries.progress_of(reading(), enrolment.person_id)
    certificate = queries.certificate(reading(), enrolment)
    return page(
        "learning/finished.html",
        course=study.course,
        rays=progress(study.course, work_of(study)).rays,
        certificate=certificate,
        facts=Facts.from_json(certificate.snapshot) if certificate else None,
        office=None if certificate else register.elsewhere(reading()),
        must_redo=queries.must_redo(reading(), study.course),
        next=next((line for line in lines if not line.progress.is_completed), None),
    )


def _final_page(study: Study, refusal: str = "") -> str:
    how_far = progress(study.course, work_of(study))
    enrolment, limit = study.enrolment, limit_of(study.course)
    submitted = queries.handed_in_at(reading(), enrolment.id, FINAL) if enrolment else []
    opens_at = next_try(limit, submitted, now())
    watch = watched(reading(), enrolment, now()) if enrolment else None
    asked = sum(module.final_draw for module in study.course.modules)
    return page(
        "learning/final.html",
        course=study.course,
        is_open=how_far.final_is_open or watch is Watch.LEARNED,
        is_watched=watch is not None,
        is_on_paper=enrolment is not None and queries.is_on_paper(reading(), enrolment.id),
        line=progress_line(how_far),
        onward=url_to(study.course.slug, how_far.place),
        asked=asked,
        printed_name=enrolment.printed_name if enrolment else None,
        sitting=open_sitting(find_quiz(study.course.slug, FINAL)),
        was_tried=bool(submitted),
        opens_at=opens_at,
        opens_on=local_date(opens_at) if opens_at else None,
        tries_left=tries_left(limit, submitted, now()),
        must_redo=queries.must_redo(reading(), study.course) if enrolment else None,
        refusal=refusal,
    )
