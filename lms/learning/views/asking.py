"""The page of one question, for learners and guests alike."""

from __future__ import annotations

from dataclasses import dataclass

from flask import abort, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.utils import redirect

from lms.catalogue.languages.queries import answerable
from lms.catalogue.languages.readers import question as in_my_words
from lms.catalogue.published import PublishedCourse, PublishedItem, PublishedModule
from lms.learning.forms import ChoiceForm
from lms.learning.links import url_to_question, url_to_quiz
from lms.learning.queries import Sitting
from lms.learning.rules.drawing import fixed_order
from lms.learning.rules.responses import UNKNOWN, is_multiple, is_typed
from lms.learning.rules.showing import choices_of, rows_of
from lms.learning.views.finding import Quiz
from lms.web import page, reading

_MOST_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of a quiz, as somebody sees it."""

    course: PublishedCourse
    module: PublishedModule | None
    """Nothing in the final."""
    items: tuple[PublishedItem, ...]
    number: int
    """From 1."""
    order: tuple[int, ...]
    """The author's indexes of the options as they are shown."""
    sitting: Sitting | None = None
    """The attempt it belongs to; guests have none."""

    @property
    def item(self) -> PublishedItem:
        """The question itself."""
        return self.items[self.number - 1]


def asked_in(quiz: Quiz, sitting: Sitting, number: int) -> Asked:
    """A question of an attempt; 404 if it has fewer."""
    if not 1 <= number <= len(sitting.items):
        abort(404)
    return Asked(quiz.study.course, quiz.module, sitting.items, number, sitting.orders[number - 1], sitting)


def asked_of_guests(course: PublishedCourse, module: PublishedModule, number: int) -> Asked:
    """A question as every guest gets it, in the author's order, so that the page may be kept; 404 if there are fewer."""
    items = answerable(reading(), course, module)
    if not 1 <= number <= len(items):
        abort(404)
    return Asked(course, module, items, number, fixed_order(items[number - 1]))


def asked_again(asked: Asked, form: ChoiceForm) -> ResponseReturnValue:
    """After an answer that cannot be taken. What was chosen goes into the address of a page that says what is wrong:
    the answer to a form would make the browser ask, at the next Back, whether to send it again.
    """
    if form.submission.errors:
        return question_page(asked, form), 422
    quiz = asked.sitting.attempt.quiz if asked.sitting else asked.item.module_slug
    values = [value for value in form.choice.data or [] if len(value) <= len(UNKNOWN)][:_MOST_SHOWN]
    return redirect(
        url_to_question(asked.course.slug, quiz, asked.number, missing=_kept_so_far(asked), choice=values), 303
    )


def shown(asked: Asked, form: ChoiceForm) -> ResponseReturnValue:
    """The question; with what was wrong, if the address says that an answer was sent and none has been kept since."""
    mark(asked, form)
    form.rows = len(asked.item.parts)
    if request.args.get("missing") != _kept_so_far(asked):
        return question_page(asked, form)
    form.look_again(request.args.getlist("choice"))
    return question_page(asked, form), 422


def _kept_so_far(asked: Asked) -> str:
    """When the answer that counts was kept; empty while there is none."""
    saved = asked.sitting.saved.get(asked.item.id) if asked.sitting else None
    return saved.saved_at.isoformat() if saved else ""


def question_page(asked: Asked, form: ChoiceForm) -> str:
    """The question with its form, as it stands."""
    course, module, sitting = asked.course, asked.module, asked.sitting
    item = in_my_words(course, module, asked.item)
    quiz = sitting.attempt.quiz if sitting else item.module_slug
    chosen = form.choice.data or []
    return page(
        "learning/question.html",
        course=course,
        module=module,
        number=asked.number,
        count=len(asked.items),
        item=item,
        form=form,
        choices=choices_of(item, asked.order, chosen),
        rows=rows_of(item, asked.order, chosen),
        knows_not=UNKNOWN in chosen,
        is_typed=is_typed(item),
        is_multiple=is_multiple(item),
        saved=sitting.saved.get(item.id) if sitting else None,
        answered=sitting.answered if sitting else (),
        last_saved=sitting.last_saved if sitting else None,
        overview=url_for("learning.review", course=course.slug, module=quiz) if sitting else "",
        start=url_to_quiz(course.slug, quiz),
        after=url_to_question(course.slug, quiz, asked.number + 1) if asked.number < len(asked.items) else "",
    )


def mark(asked: Asked, form: ChoiceForm) -> None:
    """Put the saved answer into the form; nothing is marked before the first answer.

    «Không biết» is a box of its own beside rows and texts: ticked beforehand it would be forgotten there.
    """
    saved = asked.sitting.saved.get(asked.item.id) if asked.sitting else None
    if saved is None:
        form.choice.data = []
    elif is_typed(asked.item):
        form.choice.data, form.text.data = [], str(next(iter(saved.chosen), ""))
    elif asked.item.parts:
        form.choice.data = [str(asked.order.index(int(index))) for index in saved.chosen]
    else:
        form.choice.data = [str(asked.order.index(int(index))) for index in saved.chosen] or [UNKNOWN]
