"""All looks at a course, in one place: those that find faults, and those that give advice."""

from __future__ import annotations

from datetime import date

from lms.catalogue.complaints import Sheet
from lms.catalogue.lints import lessons, links, numbers, order, questions, sound, terms
from lms.catalogue.lints.passages import COURSE
from lms.catalogue.lints.surroundings import Surroundings
from lms.catalogue.manuscript import Course
from lms.catalogue.words import advice as say


def look_for_faults(course: Course, around: Surroundings, sheet: Sheet) -> None:
    """What keeps a course from being published: it could hurt somebody, or says what cannot be."""
    numbers.look(course, around, sheet)
    links.look(course, around, sheet)
    order.look_at_itself(course, around, sheet.of(COURSE))


def give_advice(course: Course, around: Surroundings, today: date, sheet: Sheet) -> None:
    """Warnings and notes: the course may be published as it is."""
    _look_at_review(course, around, today, sheet.of(COURSE))
    order.look(course, around, sheet.of(COURSE))
    lessons.look(course, around, sheet)
    questions.look(course, sheet)
    terms.look(course, around, sheet)
    sound.look(course, sheet)


def _look_at_review(course: Course, around: Surroundings, today: date, sheet: Sheet) -> None:
    review_by = course.facts.review_by
    if review_by.year > 1 and review_by < today:
        day = review_by.strftime("%d/%m/%Y")
        sheet.add(around.line_of(COURSE, "review_by:"), say.REVIEW_PASSED, day=day)
