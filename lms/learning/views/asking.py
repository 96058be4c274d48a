"""The page of one question, for learners and guests alike."""

from __future__ import annotations

from dataclasses import dataclass

from flask import abort, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.utils import redirect

from lms.catalogue.languages.readers import question as in_my_words
from lms.catalogue.published import PublishedCourse, PublishedItem, PublishedModule
from lms.learning.forms import UNKNOWN, ChoiceForm
from lms.learning.links import url_to_question, url_to_quiz
from lms.learning.queries import Sitting
from lms.learning.rules.drawing import as_written
from lms.learning.rules.marking import MULTIPLE
from lms.learning.views.finding import Quiz
from lms.web import page

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


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to choose from, as the page shows it. ``html`` is empty for «Không biết»."""

    value: str
    html: str
    is_marked: bool


def asked_in(quiz: Quiz, sitting: Sitting, number: int) -> Asked:
    """A question of an attempt; 404 if it has fewer."""
    if not 1 <= number <= len(sitting.items):
        abort(404)
    return Asked(quiz.study.course, quiz.module, sitting.items, number, sitting.orders[number - 1], sitting)


def asked_of_guests(course: PublishedCourse, module: PublishedModule, number: int) -> Asked:
    """A question as every guest gets it, in the author's order, so that the page may be kept; 404 if there are fewer."""
    if not 1 <= number <= len(module.practice):
        abort(404)
    return Asked(course, module, module.practice, number, as_written(module.practice)[number - 1].order)


def asked_again(asked: Asked, form: ChoiceForm) -> ResponseReturnValue:
    """After an answer that cannot be taken. What was chosen goes into the address of a page that says what is wrong:
    the answer to a form would make the browser ask, at the next Back, whether to send it again.
    """
    if form.submission.errors:
        return question_page(asked, form), 422
    quiz = asked.sitting.attempt.quiz if asked.sitting else asked.item.module_slug
    values = [value for value in form.choice.data or [] if len(value) <= len(UNKNOWN)][:_MOST_SHOWN]
    return redirect(url_to_question(asked.course.slug, quiz, asked.number, missing="", choice=values), 303)


def shown(asked: Asked, form: ChoiceForm) -> ResponseReturnValue:
    """The question; with what was wrong, if the address says that an answer was sent and none has been kept since."""
    form.choice.data = marked(asked)
    if "missing" not in request.args or form.choice.data:
        return question_page(asked, form)
    form.look_again(request.args.getlist("choice"))
    return question_page(asked, form), 422


def question_page(asked: Asked, form: ChoiceForm) -> str:
    """The question with its form, as it stands."""
    course, module, sitting = asked.course, asked.module, asked.sitting
    item = in_my_words(course, module, asked.item)
    quiz = sitting.attempt.quiz if sitting else item.module_slug
    return page(
        "learning/question.html",
        course=course,
        module=module,
        number=asked.number,
        count=len(asked.items),
        item=item,
        form=form,
        choices=_choices(item, asked.order, form.choice.data or []),
        is_multiple=item.kind == MULTIPLE,
        saved=sitting.saved.get(item.id) if sitting else None,
        answered=sitting.answered if sitting else (),
        last_saved=sitting.last_saved if sitting else None,
        overview=url_for("learning.review", course=course.slug, module=quiz) if sitting else "",
        start=url_to_quiz(course.slug, quiz),
        after=url_to_question(course.slug, quiz, asked.number + 1) if asked.number < len(asked.items) else "",
    )


def marked(asked: Asked) -> list[str]:
    """The saved answer in the words of the form; nothing is marked before the first answer."""
    saved = asked.sitting.saved.get(asked.item.id) if asked.sitting else None
    if saved is None:
        return []
    return [str(asked.order.index(index)) for index in saved.chosen] or [UNKNOWN]


def _choices(item: PublishedItem, order: tuple[int, ...], chosen: list[str]) -> list[Choice]:
    shown = [Choice(str(place), item.options[index].html, str(place) in chosen) for place, index in enumerate(order)]
    return [*shown, Choice(UNKNOWN, "", UNKNOWN in chosen)]
