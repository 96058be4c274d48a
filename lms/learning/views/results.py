"""Looking over the answers, handing them in, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from flask import request
from flask.typing import ResponseReturnValue
from werkzeug.utils import redirect

from lms.catalogue.languages.readers import question as in_my_words
from lms.catalogue.languages.readers import titles
from lms.catalogue.published import PublishedItem
from lms.clock import local_date, now
from lms.learning import actions, queries
from lms.learning.blueprint import bp
from lms.learning.links import url_to, url_to_question, url_to_result
from lms.learning.queries import Sitting
from lms.learning.rules.explaining import Told, tell
from lms.learning.rules.judging import judge
from lms.learning.rules.marking import Score, by_module, points_needed, to_reread
from lms.learning.rules.progress import FINAL, progress
from lms.learning.rules.responses import is_right
from lms.learning.rules.tries import is_last, limit_of, next_try, tries_left
from lms.learning.views.finding import Quiz, find_my_sitting, find_practice, find_quiz, handed_in, open_sitting, work_of
from lms.learning.views.guest_results import guest_result
from lms.learning.views.onward import to_the_result, to_the_start
from lms.problems import NotFound, Problem
from lms.roles import Role
from lms.web import EVERYONE, me, open_to, page, reading, transaction
from lms.web.devices import device_mark
from lms.web.pages import in_words
from lms.web.visitors import visitor_or_none


@dataclass(frozen=True, slots=True)
class ExplainedItem:
    """A question with everything there is to say about it after the end."""

    item: PublishedItem
    is_right: bool
    is_answered: bool
    told: Told


@bp.get("/courses/<course>/<module>/quiz/review")
@bp.get("/courses/<course>/final/review", defaults={"module": FINAL})
@open_to(Role.LEARNER)
def review(course: str, module: str) -> ResponseReturnValue:
    """Which questions have an answer and which were left out, before handing in."""
    quiz = find_quiz(course, module)
    sitting = open_sitting(quiz)
    return _review_page(quiz, sitting) if sitting else to_the_start(quiz)


@bp.post("/courses/<course>/<module>/quiz/review")
@open_to(EVERYONE)
def submit(course: str, module: str) -> ResponseReturnValue:
    """Hand the practice in; doing it twice shows the same result. A copy of a page knows no attempt, nor does a guest."""
    quiz = find_practice(course, module)
    visitor = visitor_or_none()
    if visitor and "attempt" in request.form:
        return _handed_in(quiz)
    if visitor:
        with transaction() as db:
            actions.hand_in_practice(db, visitor.person_id, quiz.study.course, quiz.slug, now())
    return redirect(url_to_result(course, quiz.slug), 303)


@bp.post("/courses/<course>/final/review")
@open_to(Role.LEARNER)
def submit_final(course: str) -> ResponseReturnValue:
    """Hand the final in; doing it twice shows the same result."""
    return _handed_in(find_quiz(course, FINAL))


@bp.get("/courses/<course>/<module>/quiz/result")
@open_to(EVERYONE)
def result(course: str, module: str) -> ResponseReturnValue:
    """What came of the practice that was handed in last, or of what a guest answered."""
    quiz = find_practice(course, module)
    if visitor_or_none() is None:
        return guest_result(quiz)
    sitting = handed_in(quiz)
    return _practice_result(quiz, sitting) if sitting else to_the_start(quiz)


@bp.get("/courses/<course>/final/result")
@open_to(Role.LEARNER)
def final_result(course: str) -> ResponseReturnValue:
    """What came of the final that was handed in last."""
    quiz = find_quiz(course, FINAL)
    sitting = handed_in(quiz)
    return _final_result(quiz, sitting) if sitting else to_the_start(quiz)


def _handed_in(quiz: Quiz) -> ResponseReturnValue:
    sitting = find_my_sitting(quiz, request.form.get("attempt", ""))
    try:
        with transaction() as db:
            attempt = actions.submit(db, me().person_id, sitting.attempt.id, now(), _device(quiz))
    except NotFound:
        raise
    except Problem as problem:
        return _review_page(quiz, sitting, in_words(problem)), problem.status
    return to_the_result(quiz.study.course.slug, attempt)


def _device(quiz: Quiz) -> str | None:
    """How this browser is known among the finals of one course on one day; of practice nobody wants to know."""
    return device_mark(f"{quiz.study.course.slug} {local_date(now())}") if quiz.is_final else None


def _review_page(quiz: Quiz, sitting: Sitting, refusal: str = "") -> str:
    return page(
        "learning/review.html",
        course=quiz.study.course,
        module=quiz.module,
        titles=titles(quiz.study.course),
        items=_in_my_words(quiz, sitting),
        sitting=sitting,
        refusal=refusal,
        url_to=partial(url_to_question, quiz.study.course.slug, quiz.slug),
    )


def _practice_result(quiz: Quiz, sitting: Sitting) -> str:
    course = quiz.study.course
    onward = progress(course, work_of(quiz.study)).place
    return page(
        "learning/practice_result.html",
        course=course,
        module=quiz.module,
        titles=titles(course),
        items=_in_my_words(quiz, sitting),
        rights=[is_right(item, sitting.answers.get(item.id, ())) for item in sitting.items],
        judged=judge(course, sitting.items, sitting.answers),
        onward=url_to(course.slug, onward),
        place=onward,
    )


def _final_result(quiz: Quiz, sitting: Sitting) -> str:
    course, attempt = quiz.study.course, sitting.attempt
    assert attempt.submitted_at is not None  # noqa: S101 - it was looked up as handed in
    submitted = queries.handed_in_at(reading(), attempt.enrolment_id, FINAL)
    limit = limit_of(course)
    opens_at = next_try(limit, submitted, now())
    tells = bool(attempt.passed) or is_last(limit, submitted, attempt.submitted_at)
    return page(
        "learning/final_result.html",
        course=course,
        titles=titles(course),
        attempt=attempt,
        score=Score(attempt.score or 0, attempt.max_score),
        needed=points_needed(attempt.max_score, course.pass_mark),
        modules=by_module(course, sitting.items, sitting.answers),
        judged=judge(course, sitting.items, sitting.answers),
        reread=() if attempt.passed else to_reread(course, sitting.items, sitting.answers),
        explained=_explained(sitting) if tells else (),
        opens_at=opens_at,
        opens_on=local_date(opens_at) if opens_at else None,
        tries_left=tries_left(limit, submitted, now()),
    )


def _in_my_words(quiz: Quiz, sitting: Sitting) -> list[PublishedItem]:
    return [in_my_words(quiz.study.course, quiz.module, item) for item in sitting.items]


def _explained(sitting: Sitting) -> list[ExplainedItem]:
    return [
        ExplainedItem(item, is_right(item, chosen), item.id in sitting.answers, tell(item, order, chosen))
        for item, order in zip(sitting.items, sitting.orders, strict=True)
        for chosen in [sitting.answers.get(item.id, ())]
    ]
