"""Practice that was not done on the pages of an attempt: by a guest, or on a telephone without a network."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from lms.catalogue import queries as catalogue
from lms.catalogue.published import PublishedCourse, PublishedItem
from lms.learning import queries
from lms.learning.actions.answering import begin_as_written, check_the_same, save_answer
from lms.learning.actions.completing import submit
from lms.learning.actions.reading import enrol, held
from lms.learning.models import Answer, Attempt, Enrolment
from lms.learning.rules.responses import Chosen, check_choice
from lms.learning.rules.versions import practice_item, same_choice, same_item
from lms.problems import N_, Conflict, NotFound


def answer_practice(
    db: Session,
    person_id: int,
    course: PublishedCourse,
    module_slug: str,
    item_id: int,
    submission: str,
    chosen: Chosen,
    now: datetime,
) -> Answer:
    """Keep one answer to a practice question, exactly once, and put the person on the course if they are not.

    ``course`` is the version that was answered, ``chosen`` the author's indexes of the options or what was typed
    (none is «Không biết»), ``submission`` what was fixed before the first try: the same one again is the answer that was kept,
    even after it was handed in. Of somebody on another version the question with the same key is answered, if
    it stands there in the very same words.

    Raises :class:`NotFound` for a question that ``course`` does not have in this module,
    :class:`~lms.learning.rules.versions.AnotherVersion` (a :class:`Conflict`) if it reads otherwise in the version
    the person is on, any other :class:`Conflict` for a submission that was used for something else,
    :class:`Problem` for options the question does not have.
    """
    seen = _found(course, module_slug, item_id)
    check_choice(seen, chosen)
    enrolment = held(db, enrol(db, person_id, course, now).id)
    pinned = catalogue.published(db, enrolment.version_id)
    item = same_item(seen, pinned)
    indexes = same_choice(seen, chosen, item)
    kept = db.get(Answer, submission)
    if kept:
        _check_whose(db, enrolment, kept)
        return check_the_same(kept, kept.attempt_id, item.id, indexes)
    attempt = begin_as_written(db, pinned, enrolment, module_slug, now)
    return save_answer(db, person_id, attempt.id, item.id, submission, indexes, now)


def hand_in_practice(
    db: Session, person_id: int, course: PublishedCourse, module_slug: str, now: datetime
) -> Attempt | None:
    """Hand in what is open of a module's questions if every one has an answer; says what was handed in just now.

    Nothing happens while a question is left out, when nothing is open, and to somebody who is not on the course.
    """
    enrolment = queries.enrolment(db, course.slug, person_id)
    if enrolment is None:
        return None
    enrolment = held(db, enrolment.id)
    pinned = catalogue.published(db, enrolment.version_id)
    sitting = queries.open_sitting(db, pinned, enrolment.id, module_slug) if pinned.module(module_slug) else None
    if sitting is None or sitting.left_out:
        return None
    return submit(db, person_id, sitting.attempt.id, now)


def _found(course: PublishedCourse, module_slug: str, item_id: int) -> PublishedItem:
    item = practice_item(course, item_id)
    if item is None or item.module_slug != module_slug:
        raise NotFound(N_("This question is not among yours. Open your questions again from the course page."))
    return item


def _check_whose(db: Session, enrolment: Enrolment, kept: Answer) -> None:
    if db.get_one(Attempt, kept.attempt_id).enrolment_id != enrolment.id:
        raise Conflict(N_("This page was used before, for another answer. The first one was kept. Open the page anew."))
