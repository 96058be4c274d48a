"""One question a page. Each answer is saved on its own; pressing Back or sending twice changes nothing."""

from __future__ import annotations

from dataclasses import dataclass

from flask.typing import ResponseReturnValue
from werkzeug.utils import redirect

from lms.catalogue.published import PublishedItem
from lms.clock import now
from lms.db import new_id
from lms.learning import actions
from lms.learning.blueprint import bp
from lms.learning.forms import UNKNOWN, AnswerForm
from lms.learning.links import url_to_question
from lms.learning.queries import Sitting
from lms.learning.rules.marking import MULTIPLE, explain, is_right, screen_to_reread
from lms.learning.rules.progress import FINAL
from lms.learning.views.finding import Quiz, find_item, find_my_sitting, find_practice, find_quiz, open_sitting
from lms.learning.views.onward import to_the_result, to_the_start, url_after
from lms.problems import Conflict, Problem
from lms.roles import Role
from lms.web import me, open_to, page, redirect_to, transaction


@bp.get("/courses/<course>/<module>/quiz/<int:number>")
@bp.get("/courses/<course>/final/<int:number>", defaults={"module": FINAL})
@open_to(Role.LEARNER)
def question(course: str, module: str, number: int) -> ResponseReturnValue:
    """A question, with the answer that was saved, if there is one."""
    quiz = find_quiz(course, module)
    sitting = open_sitting(quiz)
    if sitting is None:
        return to_the_start(quiz)
    form = AnswerForm(attempt=sitting.attempt.id, submission=new_id(), formdata=None)
    form.choice.data = _places(sitting, find_item(sitting, number))
    return _question_page(quiz, sitting, number, form)


@bp.post("/courses/<course>/<module>/quiz/<int:number>")
@bp.post("/courses/<course>/final/<int:number>", defaults={"module": FINAL})
@open_to(Role.LEARNER)
def answer(course: str, module: str, number: int) -> ResponseReturnValue:
    """Save the answer; practice explains it at once, the final goes on."""
    quiz = find_quiz(course, module)
    form = AnswerForm()
    sitting = find_my_sitting(quiz, form.attempt.data or "")
    item = find_item(sitting, number)
    if not form.validate():
        return _question_page(quiz, sitting, number, form), 422
    chosen = form.chosen(sitting.orders[number - 1])
    try:
        with transaction() as db:
            actions.save_answer(
                db, me().person_id, sitting.attempt.id, item.id, form.submission.data or "", chosen, now()
            )
    except Problem as problem:
        return _refused(quiz, sitting, number, form, problem)
    if sitting.attempt.submitted_at:  # the same answer once more, after all was handed in
        return to_the_result(course, sitting.attempt)
    if quiz.is_final:
        return redirect(url_after(course, sitting, number), 303)
    return redirect_to("learning.feedback", course=course, module=module, number=number)


@bp.get("/courses/<course>/<module>/quiz/<int:number>/answer")
@open_to(Role.LEARNER)
def feedback(course: str, module: str, number: int) -> ResponseReturnValue:
    """Right or not yet, and why."""
    quiz = find_practice(course, module)
    sitting = open_sitting(quiz)
    if sitting is None:
        return to_the_start(quiz)
    item = find_item(sitting, number)
    saved = sitting.saved.get(item.id)
    if saved is None:
        return redirect(url_to_question(course, module, number))
    return page(
        "learning/feedback.html",
        course=quiz.study.course,
        module=quiz.module,
        sitting=sitting,
        number=number,
        item=item,
        saved=saved,
        answered=sitting.answered,
        is_right=is_right(item, saved.chosen),
        options=explain(item, sitting.orders[number - 1], saved.chosen),
        reread=screen_to_reread(quiz.module, item) if quiz.module else None,
        onward=url_after(course, sitting, number),
        is_end=number == len(sitting.items) and not sitting.left_out,
    )


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to choose from, as the page shows it. ``html`` is empty for «Không biết»."""

    value: str
    html: str
    is_marked: bool


def _question_page(quiz: Quiz, sitting: Sitting, number: int, form: AnswerForm) -> str:
    item = find_item(sitting, number)
    return page(
        "learning/question.html",
        course=quiz.study.course,
        module=quiz.module,
        sitting=sitting,
        number=number,
        item=item,
        form=form,
        choices=_choices(item, sitting.orders[number - 1], form.choice.data or []),
        is_multiple=item.kind == MULTIPLE,
        saved=sitting.saved.get(item.id),
        answered=sitting.answered,
        last_saved=sitting.last_saved,
    )


def _choices(item: PublishedItem, order: tuple[int, ...], marked: list[str]) -> list[Choice]:
    shown = [Choice(str(place), item.options[index].html, str(place) in marked) for place, index in enumerate(order)]
    return shown if item.kind == MULTIPLE else [*shown, Choice(UNKNOWN, "", UNKNOWN in marked)]


def _places(sitting: Sitting, item: PublishedItem) -> list[str]:
    """The saved answer in the words of the form; nothing is marked before the first answer."""
    saved = sitting.saved.get(item.id)
    if saved is None:
        return []
    order = sitting.orders[sitting.items.index(item)]
    return [str(order.index(index)) for index in saved.chosen] or [UNKNOWN]


def _refused(quiz: Quiz, sitting: Sitting, number: int, form: AnswerForm, problem: Problem) -> ResponseReturnValue:
    """The question again with the reason on top; a page that was used up gets a new submission."""
    if sitting.attempt.submitted_at:
        raise problem
    form.take(problem)
    if isinstance(problem, Conflict):
        form.submission.data = new_id()
        form.choice.data = _places(sitting, find_item(sitting, number))
    return _question_page(quiz, sitting, number, form), problem.status
