"""How far somebody is, in sentences: words always stand beside the drum."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import ngettext

from lms.catalogue.published import PublishedCourse
from lms.learning.rules.progress import Kind, Progress, Step

_NAMED = 3
"""How many things still to do are named; a longer list would not be read."""


def completion_rule(course: PublishedCourse) -> list[str]:
    """What has to be done for the certificate, step by step."""
    rule = [
        ngettext("Read the %(num)s lesson to its end.", "Read all %(num)s lessons to their end.", len(course.modules)),
        _("Answer the questions after each lesson. Try as often as you like."),
        _("Reach %(mark)s %% of the points in the final.", mark=course.pass_mark),
    ]
    return [*rule, _tries(course)] if course.attempts else rule


def progress_line(how_far: Progress) -> str:
    """«3/5 xong; còn: câu hỏi bài 4, bài cuối khóa»."""
    counts = {"done": how_far.done, "total": how_far.total}
    if not how_far.remaining:
        return _("%(done)s/%(total)s done", **counts)
    named = ", ".join(step_words(step) for step in how_far.remaining[:_NAMED])
    more = len(how_far.remaining) - _NAMED
    if more > 0:
        named = ngettext("%(named)s and %(num)s more", "%(named)s and %(num)s more", more, named=named)
    return _("%(done)s/%(total)s done; still to do: %(named)s", **counts, named=named)


def step_words(step: Step) -> str:
    """One thing to do, in a few words."""
    if step.module is None:
        return _("the final")
    if step.kind is Kind.QUIZ:
        return _("questions of lesson %(number)s", number=step.module.position)
    return _("reading lesson %(number)s", number=step.module.position)


def _tries(course: PublishedCourse) -> str:
    return _(
        "The final may be tried %(tries)s times in %(days)s days, %(hours)s hours apart.",
        tries=course.attempts,
        days=course.attempt_window_days,
        hours=course.wait_hours,
    )
