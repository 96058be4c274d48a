"""The first step of every view: find what the address means for this visitor, or answer 404."""

from __future__ import annotations

from dataclasses import dataclass

from flask import abort

from lms.catalogue.published import PublishedItem, PublishedModule, PublishedScreen
from lms.learning import queries
from lms.learning.queries import Sitting, Study
from lms.learning.rules.progress import FINAL, Work
from lms.learning.views.guests import work_as_guest
from lms.web import me, reading
from lms.web.visitors import visitor_or_none


@dataclass(frozen=True, slots=True)
class Quiz:
    """The questions of a module, or the final, as they concern the visitor."""

    study: Study
    slug: str
    module: PublishedModule | None
    """Nothing for the final."""

    @property
    def is_final(self) -> bool:
        """Whether this is the quiz at the end of the course."""
        return self.module is None


def find_study(slug: str) -> Study:
    """The course at this address, in the version that holds for the visitor."""
    visitor = visitor_or_none()
    found = queries.study(reading(), slug, visitor.person_id if visitor else None)
    return found or abort(404)


def find_module(study: Study, slug: str) -> PublishedModule:
    """The module at this address."""
    return next((module for module in study.course.modules if module.slug == slug), None) or abort(404)


def find_screen(module: PublishedModule, position: int) -> PublishedScreen:
    """The screen at this place of a module."""
    return next((screen for screen in module.screens if screen.position == position), None) or abort(404)


def find_quiz(course: str, module: str) -> Quiz:
    """The quiz at this address; a module without questions has none."""
    study = find_study(course)
    if module == FINAL:
        return Quiz(study, FINAL, None)
    the_module = find_module(study, module)
    return Quiz(study, the_module.slug, the_module) if the_module.practice else abort(404)


def find_practice(course: str, module: str) -> Quiz:
    """The questions of a module; the final is not practice, and its answers are not explained on the way."""
    quiz = find_quiz(course, module)
    return abort(404) if quiz.is_final else quiz


def find_my_sitting(quiz: Quiz, attempt_id: str) -> Sitting:
    """The visitor's own attempt at this quiz, open or handed in."""
    found = queries.sitting_of(reading(), quiz.study.course, me().person_id, attempt_id)
    return found if found and found.attempt.quiz == quiz.slug else abort(404)


def open_sitting(quiz: Quiz) -> Sitting | None:
    """The attempt the visitor has begun and not handed in."""
    enrolment = quiz.study.enrolment
    return queries.open_sitting(reading(), quiz.study.course, enrolment.id, quiz.slug) if enrolment else None


def handed_in(quiz: Quiz) -> Sitting | None:
    """The attempt the visitor handed in last."""
    enrolment = quiz.study.enrolment
    return queries.latest_handed_in(reading(), quiz.study.course, enrolment.id, quiz.slug) if enrolment else None


def find_item(sitting: Sitting, number: int) -> PublishedItem:
    """The question with this number, from 1."""
    return sitting.items[number - 1] if 1 <= number <= len(sitting.items) else abort(404)


def work_of(study: Study) -> Work:
    """What the visitor did in this course: from the records, or from the guest's session."""
    if study.enrolment:
        return queries.work(reading(), study.enrolment)
    return work_as_guest(study.course).work
