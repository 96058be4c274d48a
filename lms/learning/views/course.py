"""The page of a course: what it is, how far one is, and one button that leads on."""

from __future__ import annotations

from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.catalogue.languages.readers import in_my_language, recorded
from lms.catalogue.published import PublishedCourse
from lms.catalogue.queries import current
from lms.learning import queries
from lms.learning.blueprint import bp
from lms.learning.links import url_to
from lms.learning.rules.progress import Kind, Progress, progress
from lms.learning.views.finding import find_study, work_of
from lms.learning.views.words import completion_rule, progress_line
from lms.web import EVERYONE, open_to, page, reading


@bp.get("/courses/<course>")
@open_to(EVERYONE)
def course(course: str) -> ResponseReturnValue:
    """A course with its modules and where to go on."""
    study = find_study(course)
    shown = in_my_language(study.course)
    how_far = progress(shown, work_of(study))
    was_corrected = study.enrolment is not None and queries.was_corrected(reading(), study.course)
    return page(
        "learning/course.html",
        course=shown,
        progress=how_far,
        line=progress_line(how_far),
        rule=completion_rule(shown),
        before=_before(shown),
        recorded=recorded(study.course),
        was_corrected=was_corrected,
        must_redo=queries.must_redo(reading(), study.course) if was_corrected else None,
        onward=url_to(course, how_far.place),
        onward_words=_onward_words(how_far),
    )


def _before(course: PublishedCourse) -> list[PublishedCourse]:
    """The courses that are better learned first, as far as they are published."""
    found = (current(reading(), slug) for slug in course.prerequisites)
    return [in_my_language(each) for each in found if each is not None]


def _onward_words(how_far: Progress) -> str:
    if how_far.place.kind is Kind.FINISHED:
        return _("See the certificate")
    if how_far.place.kind is Kind.FINAL:
        return _("Take the final")
    return _("Go on learning") if how_far.is_begun else _("Learn the first lesson")
