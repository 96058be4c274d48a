"""What is said of an answer at once, while it is still in mind: only practice explains, never the final."""

from __future__ import annotations

from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.utils import redirect

from lms.catalogue.languages.readers import question as in_my_words
from lms.catalogue.languages.readers import titles
from lms.learning.blueprint import bp
from lms.learning.links import url_to_question
from lms.learning.rules.explaining import tell
from lms.learning.rules.marking import screen_to_reread
from lms.learning.rules.responses import is_right
from lms.learning.views import guest_questions as guests
from lms.learning.views.asking import asked_in
from lms.learning.views.finding import Quiz, find_practice, open_sitting
from lms.learning.views.onward import to_the_start, url_after
from lms.web import EVERYONE, open_to, page
from lms.web.pages import time_of_day
from lms.web.visitors import visitor_or_none


@bp.get("/courses/<course>/<module>/quiz/<int:number>/answer")
@open_to(EVERYONE)
def feedback(course: str, module: str, number: int) -> ResponseReturnValue:
    """Right or not yet, and why; of a guest's answer by the address alone."""
    quiz = find_practice(course, module)
    return _explained(quiz, number) if visitor_or_none() else guests.explained(quiz, number)


def _explained(quiz: Quiz, number: int) -> ResponseReturnValue:
    sitting = open_sitting(quiz)
    if sitting is None:
        return to_the_start(quiz)
    asked, course = asked_in(quiz, sitting, number), quiz.study.course
    item, saved = in_my_words(course, quiz.module, asked.item), sitting.saved.get(asked.item.id)
    if saved is None:
        return redirect(url_to_question(course.slug, quiz.slug, number))
    return page(
        "learning/feedback.html",
        course=course,
        module=quiz.module,
        titles=titles(course),
        number=number,
        count=len(sitting.items),
        item=item,
        answered=sitting.answered,
        saved_words=_("Saved at %(time)s.", time=time_of_day(saved.saved_at)),
        chosen=saved.chosen,
        is_right=is_right(asked.item, saved.chosen),
        told=tell(item, asked.order, saved.chosen),
        reread=screen_to_reread(quiz.module, asked.item) if quiz.module else None,
        onward=url_after(course.slug, sitting, number),
        is_end=number == len(sitting.items) and not sitting.left_out,
        attempt=sitting.attempt.id,
    )
