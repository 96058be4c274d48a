"""The front page: one promise and one button for a guest, the way on for whoever has begun."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from lms.catalogue import queries as catalogue
from lms.home.blueprint import bp
from lms.home.rules import one_to_go_on_with
from lms.home.views.words import course_row, lamp
from lms.learning import queries as learning
from lms.learning.queries import CourseProgress
from lms.learning.rules.progress import progress
from lms.learning.views.guests import work_as_guest
from lms.web import EVERYONE, open_to, page, reading
from lms.web.visitors import visitor_or_none


@bp.get("/")
@open_to(EVERYONE)
def front() -> ResponseReturnValue:
    """The courses, and the exact place at which to begin or go on."""
    visitor = visitor_or_none()
    lines = learning.progress_of(reading(), visitor.person_id) if visitor else _as_guest()
    onward = one_to_go_on_with(lines)
    return page(
        "home/welcome.html" if visitor else "home/front.html",
        name=visitor.name if visitor else "",
        courses=[course_row(line, number) for number, line in enumerate(lines, 1)],
        lamp=lamp(onward) if onward else None,
        completed=sum(line.progress.is_completed for line in lines),
    )


def _as_guest() -> list[CourseProgress]:
    """The courses with what was read and answered in this browser."""
    return [
        CourseProgress(course, progress(course, work_as_guest(course).work), None, None)
        for course in catalogue.current_all(reading())
    ]
