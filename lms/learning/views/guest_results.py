"""How practice went for a guest, and what an account would keep."""

from __future__ import annotations

from flask import request
from flask.typing import ResponseReturnValue

from lms.catalogue.languages.queries import answerable
from lms.catalogue.languages.readers import question as in_my_words
from lms.catalogue.languages.readers import titles
from lms.learning.links import url_to
from lms.learning.rules.judging import judge
from lms.learning.rules.progress import Kind, progress
from lms.learning.rules.responses import is_right
from lms.learning.views.finding import Quiz
from lms.learning.views.guests import guest_work, work_as_guest
from lms.learning.views.onward import to_the_start
from lms.web import page, reading


def guest_result(quiz: Quiz) -> ResponseReturnValue:
    """Which questions were right, the way on, and an invitation that says what will be kept."""
    course, module = quiz.study.course, quiz.module
    done, items = work_as_guest(course), answerable(reading(), course, module) if module else ()
    given = {item.id: done.answers[item.id].chosen for item in items if item.id in done.answers}
    if not given:
        return to_the_start(quiz)
    place, everything = progress(course, done.work).place, guest_work()
    return page(
        "learning/guest_result.html",
        course=course,
        module=module,
        titles=titles(course),
        items=[in_my_words(course, module, item) for item in items],
        rights=[is_right(item, given[item.id]) if item.id in given else None for item in items],
        judged=judge(course, items, given),
        left_out=next((number for number, item in enumerate(items, 1) if item.id not in given), 0),
        onward=url_to(course.slug, place),
        needs_account=place.kind is Kind.FINAL,
        back=url_to(course.slug, place) if place.kind is Kind.FINAL else request.path,
        screens=sum(len(each.read) for each in everything),
        answers_given=sum(len(each.answers) for each in everything),
    )
