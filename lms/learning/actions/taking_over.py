"""What was done before signing in becomes the work of whoever signs in, exactly once."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from itertools import groupby

from sqlalchemy.orm import Session

from lms.catalogue import queries as catalogue
from lms.learning.actions.practising import answer_practice, hand_in_practice
from lms.learning.actions.reading import enrol, note
from lms.learning.rules.guests import GuestWork, in_version
from lms.problems import Problem


def take_over_guest_work(db: Session, person_id: int, done: Sequence[GuestWork], now: datetime) -> None:
    """Keep for a person what a guest read and answered; a newcomer begins with the current version.

    Whoever is on another version than the guest saw keeps what stands there in the very same words. Nothing of it is ever refused: an
    answer that cannot be kept is left out, so that signing in succeeds.
    """
    begun = [each for each in done if in_version(each.course, [each]) != GuestWork(each.course)]
    begun.sort(key=lambda each: (each.course.course_id, -each.course.number))
    for _, group in groupby(begun, key=lambda each: each.course.course_id):
        of_course = list(group)
        _take_over_course(db, person_id, of_course, now)


def _take_over_course(db: Session, person_id: int, done: Sequence[GuestWork], now: datetime) -> None:
    enrolment = enrol(db, person_id, done[0].course, now)
    course = catalogue.published(db, enrolment.version_id)
    own = in_version(course, done)
    if own.read:
        note(db, enrolment, sorted(own.read), now)
    for module in course.modules:
        given = [own.answers[item.id] for item in module.practice if item.id in own.answers]
        for answer in sorted(given, key=lambda each: each.at):
            with suppress(Problem), db.begin_nested():
                answer_practice(
                    db,
                    person_id,
                    course,
                    module.slug,
                    answer.item_id,
                    answer.submission,
                    answer.chosen,
                    min(answer.at, now),
                )
        if given:
            hand_in_practice(db, person_id, course, module.slug, now)
