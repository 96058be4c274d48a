"""What an event does to the learning record, by the same actions as a page that is open on the line."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from lms.catalogue import queries as catalogue
from lms.catalogue.published import PublishedCourse, PublishedItem, PublishedModule
from lms.learning import actions as learning
from lms.learning import queries
from lms.learning.rules.drawing import fixed_order
from lms.learning.rules.responses import answer_of
from lms.learning.rules.versions import AnotherVersion
from lms.offline.models import Outcome
from lms.offline.queries import course_slug
from lms.offline.rules import Event, Kind, Place, place_of
from lms.problems import N_, NotFound, Problem
from lms.vietnamese import tidy


class NotInTheCourse(Problem):
    """The course has no such page or question."""

    def __init__(self) -> None:
        super().__init__(N_("This course has no such page or question."))


def do(db: Session, person_id: int, course_id: int, event: Event, now: datetime) -> Outcome:
    """Let an event have its effect, all of it or nothing, and say what it came to."""
    place = place_of(event)
    if place is None or place.course != course_slug(db, course_id):
        return Outcome.UNKNOWN
    try:
        with db.begin_nested():
            _do(db, person_id, event, place, now)
    except AnotherVersion:
        return Outcome.OTHER_VERSION
    except NotInTheCourse:
        return Outcome.UNKNOWN
    except NotFound:
        return Outcome.OTHER_PERSON if event.one("attempt") else Outcome.UNKNOWN
    except Problem:
        return Outcome.REFUSED
    return Outcome.DONE


def _do(db: Session, person_id: int, event: Event, place: Place, now: datetime) -> None:
    if event.kind is Kind.ANSWER and event.one("attempt"):
        _answer_in_attempt(db, person_id, place, event, now)
        return
    course = queries.version(db, place.course, event.rev)
    if course is None:
        raise AnotherVersion
    module = _module(course, place)
    if event.kind is Kind.READ:
        learning.mark_read(db, person_id, course, _screen_id(module, place.number), now)
    elif event.kind is Kind.ANSWER:
        item = _item(module, event)
        given = _given(event, item, fixed_order(item))
        learning.answer_practice(db, person_id, course, module.slug, item.id, event.id, given, now)
    else:
        learning.hand_in_practice(db, person_id, course, module.slug, now)


def _answer_in_attempt(db: Session, person_id: int, place: Place, event: Event, now: datetime) -> None:
    """An answer from a page that was open when the line broke: its options stand as they were drawn."""
    enrolment = queries.enrolment(db, place.course, person_id)
    if enrolment is None:
        raise NotFound(N_("These questions are not yours. Open your questions again from the course page."))
    pinned = catalogue.published(db, enrolment.version_id)
    sitting = queries.sitting_of(db, pinned, person_id, event.one("attempt"))
    if sitting is None:
        raise NotFound(N_("These questions are not yours. Open your questions again from the course page."))
    if sitting.attempt.quiz != place.module or not 1 <= place.number <= len(sitting.items):
        raise NotInTheCourse
    item, order = sitting.items[place.number - 1], sitting.orders[place.number - 1]
    given = _given(event, item, order)
    learning.save_answer(db, person_id, sitting.attempt.id, item.id, event.id, given, now)


def _module(course: PublishedCourse, place: Place) -> PublishedModule:
    module = course.module(place.module)
    if module is None:
        raise NotInTheCourse
    return module


def _screen_id(module: PublishedModule, position: int) -> int:
    found = next((screen.id for screen in module.screens if screen.position == position), None)
    if found is None:
        raise NotInTheCourse
    return found


def _item(module: PublishedModule, event: Event) -> PublishedItem:
    found = next((item for item in module.practice if str(item.id) == event.one("item")), None)
    if found is None:
        raise NotInTheCourse
    return found


def _given(event: Event, item: PublishedItem, order: tuple[int, ...]) -> list[int | str]:
    """What was ticked, by its place on the page, or typed; «Không biết» is nothing."""
    return answer_of(item, order, event.fields.get("choice", ()), tidy(event.one("text")))
