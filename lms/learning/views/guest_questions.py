"""Practice without an account. Guests get the questions of the current version in the author's order, options too,
so that the page is the same for every guest; what they answer stays in the session.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from flask import abort, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.utils import redirect

from lms.catalogue.languages.readers import question as in_my_words
from lms.catalogue.languages.readers import titles
from lms.catalogue.published import PublishedCourse, PublishedModule
from lms.clock import now
from lms.db import new_id
from lms.learning import actions, queries
from lms.learning.forms import AnswerForm, GuestAnswerForm, whole_number
from lms.learning.links import url_to_question
from lms.learning.rules.explaining import tell
from lms.learning.rules.guests import GuestAnswer
from lms.learning.rules.marking import screen_to_reread
from lms.learning.rules.responses import answer_of, as_given, check_choice, is_right
from lms.learning.rules.versions import practice_item
from lms.learning.views.asking import Asked, asked_again, asked_of_guests, question_page, shown
from lms.learning.views.finding import Quiz
from lms.learning.views.guests import remember_answer, remember_late, work_as_guest
from lms.problems import Problem
from lms.vietnamese import tidy
from lms.web import page, reading, redirect_to, transaction
from lms.web.visitors import visitor_or_none


def ask(quiz: Quiz, number: int) -> ResponseReturnValue:
    """The question as every guest gets it."""
    asked = asked_of_guests(quiz.study.course, _module(quiz), number)
    form = GuestAnswerForm(
        version=str(asked.course.number), item=str(asked.item.id), submission=new_id(), formdata=None
    )
    return shown(asked, form)


def taken(quiz: Quiz) -> ResponseReturnValue:
    """Keep a guest's answer and explain it, in the version the page was made from.

    Somebody who is signed in has answered a page that was kept on their telephone: it goes to their records.
    """
    form, visitor = GuestAnswerForm(), visitor_or_none()
    asked = _asked_on_the_page(quiz, form)
    form.rows = len(asked.item.parts)
    if not form.validate():
        return asked_again(asked, form)
    chosen = as_given(asked.item, form.chosen(asked.item, asked.order))
    given = GuestAnswer(asked.item.id, form.submission.data or "", tuple(chosen), now())
    try:
        check_choice(asked.item, given.chosen)
        if visitor is None:
            remember_answer(asked.course.version_id, given)
            return redirect(_url_to_feedback(quiz, asked, form), 303)
        return _to_the_records(visitor.person_id, quiz, asked, given)
    except Problem as problem:
        form.take(problem)
        form.submission.data = new_id()
        return question_page(asked, form), problem.status


def explained(quiz: Quiz, number: int) -> ResponseReturnValue:
    """Right or not yet, and why, for what the address says was chosen; without a choice the question is asked first."""
    course = _version_in_address(quiz) or quiz.study.course
    module = course.module(quiz.slug) or abort(404)
    asked, values = asked_of_guests(course, module, number), request.args.getlist("choice")
    text = tidy(request.args.get("text", ""))
    if not values and not text:
        return redirect(url_to_question(course.slug, quiz.slug, number), 303)
    chosen = answer_of(asked.item, asked.order, values, text)
    check_choice(asked.item, chosen)
    return page(
        "learning/feedback.html",
        **_about(asked),
        saved_words="",
        answered=_answered(course, module),
        chosen=chosen,
        is_right=is_right(asked.item, chosen),
        told=tell(in_my_words(course, module, asked.item), asked.order, chosen),
    )


def keep_late(quiz: Quiz, form: AnswerForm, number: int) -> None:
    """Keep an answer to a question of somebody's attempt; without any choice there is nothing to keep."""
    with suppress(Problem):
        sitting = queries.sitting_by_id(reading(), form.attempt.data or "")
        if sitting and sitting.attempt.quiz == quiz.slug and number in range(1, len(sitting.items) + 1):
            item = sitting.items[number - 1]
            form.rows = len(item.parts)
            if form.validate():
                chosen = list(form.chosen(item, sitting.orders[number - 1]))
                check_choice(item, chosen)
                remember_late(sitting.attempt.id, item.id, form.submission.data or "", chosen)


def _to_the_records(person_id: int, quiz: Quiz, asked: Asked, given: GuestAnswer) -> ResponseReturnValue:
    with transaction() as db:
        kept = actions.answer_practice(
            db, person_id, asked.course, quiz.slug, given.item_id, given.submission, given.chosen, given.at
        )
    own = quiz.study.course.module(quiz.slug) or abort(404)
    number = next((number for number, item in enumerate(own.practice, 1) if item.id == kept.item_id), asked.number)
    return redirect_to("learning.feedback", course=asked.course.slug, module=quiz.slug, number=number)


def _about(asked: Asked) -> dict[str, object]:
    """What every page of explanations says of its question."""
    course, module, number = asked.course, asked.module, asked.number
    assert module is not None  # noqa: S101 - guests do not take the final
    following = "learning.question" if number < len(asked.items) else "learning.result"
    values: dict[str, Any] = {"number": number + 1} if number < len(asked.items) else {}
    return {
        "course": course,
        "module": module,
        "titles": titles(course),
        "number": number,
        "count": len(asked.items),
        "item": in_my_words(course, module, asked.item),
        "reread": screen_to_reread(module, asked.item),
        "onward": url_for(following, course=course.slug, module=module.slug, **values),
        "is_end": number == len(asked.items),
        "attempt": "",
    }


def _answered(course: PublishedCourse, module: PublishedModule) -> tuple[int, ...]:
    given = work_as_guest(course).answers
    return tuple(number for number, item in enumerate(module.practice, 1) if item.id in given)


def _asked_on_the_page(quiz: Quiz, form: GuestAnswerForm) -> Asked:
    """The question the form was made for; 404 for what this site did not write."""
    version = queries.version(reading(), quiz.study.course.slug, whole_number(form.version.data)) or abort(404)
    item = practice_item(version, whole_number(form.item.data))
    if item is None or item.module_slug != quiz.slug:
        abort(404)
    module = version.module(quiz.slug) or abort(404)
    return asked_of_guests(version, module, module.practice.index(item) + 1)


def _version_in_address(quiz: Quiz) -> PublishedCourse | None:
    wanted = request.args.get("version")
    return queries.version(reading(), quiz.study.course.slug, whole_number(wanted)) if wanted else None


def _url_to_feedback(quiz: Quiz, asked: Asked, form: GuestAnswerForm) -> str:
    """The plain address of the explanation; a version that is not shown to newcomers any more is named."""
    is_current = asked.course.version_id == quiz.study.course.version_id
    more: dict[str, Any] = {} if is_current else {"version": asked.course.number}
    if form.text.data:
        more["text"] = form.text.data
    return url_for(
        "learning.feedback",
        course=asked.course.slug,
        module=quiz.slug,
        number=asked.number,
        choice=form.choice.data or [],
        **more,
    )


def _module(quiz: Quiz) -> PublishedModule:
    return quiz.module or abort(404)
