"""Courses as rows and as the lamp block: values in words, ready for the templates."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from lms.catalogue.languages.readers import in_my_language
from lms.catalogue.published import PublishedCourse
from lms.learning.links import url_to
from lms.learning.queries import CourseProgress
from lms.learning.rules.progress import Kind, Place, State


@dataclass(frozen=True, slots=True)
class Row:
    """A course in a list."""

    address: str
    title: str
    picture: str
    line: str
    is_certified: bool
    language: str
    """That of the title."""


@dataclass(frozen=True, slots=True)
class Lamp:
    """Where somebody goes on: the drum of one course, and one button."""

    address: str
    course: str
    above: str
    title: str
    below: str
    lit: int
    rays: int
    is_begun: bool


def course_row(line: CourseProgress, number: int) -> Row:
    """A course with how far somebody is in it."""
    shown = in_my_language(line.course)
    return Row(
        url_for("learning.course", course=line.course.slug),
        f"{number}. {shown.title}",
        line.course.picture,
        _state(line),
        line.certificate_code is not None,
        shown.language,
    )


def lamp(line: CourseProgress) -> Lamp:
    """The exact place at which the visitor goes on in this course."""
    course, place = in_my_language(line.course), line.progress.place
    above, title, below = _place(course, place)
    return Lamp(
        url_to(course.slug, place),
        course.title,
        above,
        title,
        below,
        line.progress.lit,
        line.progress.rays,
        line.progress.is_begun,
    )


def _state(line: CourseProgress) -> str:
    if line.certificate_code:
        return _("Certificate issued")
    if line.progress.is_completed:
        return _("Completed")
    modules = line.progress.modules
    if line.progress.is_begun:
        done = sum(module.state is State.DONE for module in modules)
        return _("Begun: %(done)s of %(count)s lessons done", done=done, count=len(modules))
    minutes = sum(module.module.minutes for module in modules)
    lessons = ngettext("%(num)s lesson", "%(num)s lessons", len(modules))
    return _("%(lessons)s · about %(minutes)s minutes", lessons=lessons, minutes=minutes)


def _place(course: PublishedCourse, place: Place) -> tuple[str, str, str]:
    """The line above, the title, the line below."""
    module = next((each for each in course.modules if each.slug == place.module), None)
    if module is None:
        return _("The last step"), _("The final"), course.title
    above = _("Lesson %(number)s of %(count)s", number=module.position, count=len(course.modules))
    if place.kind is Kind.QUIZ:
        return above, _("Questions: %(title)s", title=module.title), course.title
    if place.number > 1:
        screens = len(module.screens)
        return above, module.title, _("Page %(number)s of %(count)s", number=place.number, count=screens)
    return above, module.title, _("About %(minutes)s minutes", minutes=module.minutes)
