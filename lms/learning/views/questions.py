"""One question a page. Each answer is saved on its own; pressing Back or sending twice changes nothing."""

from __future__ import annotations

from flask import flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.utils import redirect

from lms.clock import now
from lms.db import new_id
from lms.learning import actions
from lms.learning.blueprint import bp
from lms.learning.forms import AnswerForm
from lms.learning.links import url_to_question
from lms.learning.rules.progress import FINAL
from lms.learning.views import guest_questions as guests
from lms.learning.views.asking import Asked, asked_again, asked_in, mark, question_page, shown
from lms.learning.views.finding import Quiz, find_my_sitting, find_practice, find_quiz, open_sitting
from lms.learning.views.onward import to_the_result, to_the_start, url_after
from lms.problems import Conflict, Problem
from lms.roles import Role
from lms.web import EVERYONE, me, open_to, redirect_to, transaction
from lms.web.visitors import visitor_or_none


@bp.get("/courses/<course>/<module>/quiz/<int:number>")
@open_to(EVERYONE)
def question(course: str, module: str, number: int) -> ResponseReturnValue:
    """A question to practise; guests may answer it too."""
    quiz = find_practice(course, module)
    return _shown(quiz, number) if visitor_or_none() else guests.ask(quiz, number)


@bp.get("/courses/<course>/final/<int:number>")
@open_to(Role.LEARNER)
def final_question(course: str, number: int) -> ResponseReturnValue:
    """A question of the final."""
    return _shown(find_quiz(course, FINAL), number)


@bp.post("/courses/<course>/<module>/quiz/<int:number>")
@open_to(EVERYONE)
def answer(course: str, module: str, number: int) -> ResponseReturnValue:
    """Save the answer, and explain it at once."""
    quiz = find_practice(course, module)
    if "attempt" not in request.form:
        return guests.taken(quiz)
    return _taken(quiz, number) if visitor_or_none() else _kept_until_sign_in(quiz, number)


@bp.post("/courses/<course>/final/<int:number>")
@open_to(EVERYONE)
def final_answer(course: str, number: int) -> ResponseReturnValue:
    """Save the answer and go on. Of somebody whose session has ended it is kept until they have signed in again."""
    quiz = find_quiz(course, FINAL)
    return _taken(quiz, number) if visitor_or_none() else _kept_until_sign_in(quiz, number)


def _shown(quiz: Quiz, number: int) -> ResponseReturnValue:
    """The question with the answer that was saved, if there is one."""
    sitting = open_sitting(quiz)
    if sitting is None:
        return to_the_start(quiz)
    asked = asked_in(quiz, sitting, number)
    form = AnswerForm(attempt=sitting.attempt.id, submission=new_id(), formdata=None)
    return shown(asked, form)


def _taken(quiz: Quiz, number: int) -> ResponseReturnValue:
    form = AnswerForm()
    sitting = find_my_sitting(quiz, form.attempt.data or "")
    asked, course = asked_in(quiz, sitting, number), quiz.study.course.slug
    form.rows = len(asked.item.parts)
    if not form.validate():
        return asked_again(asked, form)
    chosen = form.chosen(asked.item, asked.order)
    try:
        with transaction() as db:
            actions.save_answer(
                db, me().person_id, sitting.attempt.id, asked.item.id, form.submission.data or "", chosen, now()
            )
    except Problem as problem:
        return _refused(asked, form, problem)
    if sitting.attempt.submitted_at:  # the same answer once more, after all was handed in
        return to_the_result(course, sitting.attempt)
    if quiz.is_final:
        return redirect(url_after(course, sitting, number), 303)
    return redirect_to("learning.feedback", course=course, module=quiz.slug, number=number)


def _kept_until_sign_in(quiz: Quiz, number: int) -> ResponseReturnValue:
    """The session ended while somebody was thinking: their answer waits for them behind the sign-in page."""
    guests.keep_late(quiz, AnswerForm(), number)
    flash(_("You were signed out. Sign in again: the answer you have just given is kept."), "know")
    return redirect_to("people.sign_in", next=url_to_question(quiz.study.course.slug, quiz.slug, number))


def _refused(asked: Asked, form: AnswerForm, problem: Problem) -> ResponseReturnValue:
    """The question again with the reason on top; a page that was used up gets a new submission."""
    assert asked.sitting is not None  # noqa: S101 - it was asked in one
    if asked.sitting.attempt.submitted_at:
        raise problem
    form.take(problem)
    if isinstance(problem, Conflict):
        form.submission.data = new_id()
        mark(asked, form)
    return question_page(asked, form), problem.status
