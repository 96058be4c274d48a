"""A final on paper: drawn by a teacher, given back to the screen, or keyed in and handed in for the person."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.catalogue import queries as catalogue
from lms.catalogue.published import PublishedCourse
from lms.db import insert_once
from lms.learning import queries
from lms.learning.actions.answering import begin, check_final, open_attempt
from lms.learning.actions.completing import hand_in
from lms.learning.actions.reading import enrol, held
from lms.learning.models import Answer, Attempt, Mode
from lms.learning.queries import Sitting
from lms.learning.rules.drawing import draw_final
from lms.learning.rules.paper import check_pool, markable
from lms.learning.rules.progress import FINAL, progress
from lms.learning.rules.responses import Chosen, as_given, check_choice, is_right
from lms.problems import N_, Conflict, Problem


def draw_on_paper(
    db: Session, person_id: int, course: PublishedCourse, dice: Random, now: datetime, *, has_learned: bool
) -> Attempt:
    """The final of somebody on paper: the one that is open, or a new one. Drawing it again is the same one.

    One that was begun on a screen goes on on paper, with its questions in their order. ``has_learned`` is the word of
    the teacher that the person went through the lessons. Raises a problem for who may not take the final now.
    """
    enrolment = held(db, enrol(db, person_id, course, now).id)
    pinned = catalogue.published(db, enrolment.version_id)
    open_one = open_attempt(db, enrolment, FINAL)
    if open_one and open_one.mode == Mode.PAPER:
        return open_one
    learned = has_learned or progress(pinned, queries.work(db, enrolment)).final_is_open
    check_final(db, pinned, enrolment, now, has_learned=learned)
    pool = catalogue.final_pool(db, pinned.version_id)
    fitting = markable(pool)
    if open_one is None:
        check_pool(pinned.modules, fitting)
        drawn = draw_final(pinned.modules, fitting, dice)
        by_id = {item.id: item for item in fitting}
        begin(db, enrolment, FINAL, ([by_id[each.item_id] for each in drawn], drawn), now, Mode.PAPER)
        open_one = open_attempt(db, enrolment, FINAL)
        assert open_one is not None  # noqa: S101 - the enrolment is held
    elif {each["item"] for each in open_one.drawn} - {item.id for item in fitting}:
        raise Conflict(N_("Has begun the final on a screen, with questions to be typed, and hands it in there."))
    open_one.mode = Mode.PAPER
    return open_one


def give_back(db: Session, attempt_id: str) -> None:
    """The sheet is worth nothing any more: the same questions go on on a screen."""
    attempt = db.get_one(Attempt, attempt_id, with_for_update=True, populate_existing=True)
    if attempt.submitted_at is None and attempt.mode == Mode.PAPER:
        attempt.mode = Mode.ALONE


def record_paper(db: Session, attempt_id: str, answers: Mapping[int, Chosen], actor_id: int, now: datetime) -> Attempt:
    """Keep what was marked on a sheet and hand it in. The same once more changes nothing.

    ``answers`` holds every question of the sheet; no choice is «Không biết». Raises :class:`Conflict` for other
    answers after it was handed in, and for an attempt that went on on a screen.
    """
    enrolment = held(db, db.get_one(Attempt, attempt_id).enrolment_id)
    attempt = db.get_one(Attempt, attempt_id, with_for_update=True, populate_existing=True)
    sitting = queries.sitting(db, catalogue.published(db, enrolment.version_id), attempt)
    given = _given(sitting, answers)
    if attempt.submitted_at is not None:
        if attempt.mode != Mode.PAPER or {key: list(kept) for key, kept in sitting.answers.items()} != given:
            raise Conflict(N_("This final was handed in already, with other answers. The first ones stand."))
        return attempt
    if attempt.mode != Mode.PAPER:
        raise Conflict(N_("This final went on on a screen. Its sheet counts for nothing."))
    _keep(db, sitting, given, now)
    attempt.recorded_by = actor_id
    hand_in(db, enrolment, attempt, now)
    return attempt


def _given(sitting: Sitting, answers: Mapping[int, Chosen]) -> dict[int, list[int | str]]:
    items = {item.id: item for item in sitting.items}
    if set(answers) != set(items):
        raise Problem(N_("These are not the questions of this sheet. Open the page anew."))
    for item_id, chosen in answers.items():
        check_choice(items[item_id], chosen)
    return {item_id: as_given(items[item_id], chosen) for item_id, chosen in answers.items()}


def _keep(db: Session, sitting: Sitting, given: Mapping[int, list[int | str]], now: datetime) -> None:
    """What was answered on a screen before stays, as the earlier answer."""
    attempt_id = sitting.attempt.id
    asked = select(Answer.item_id, Answer.sequence).where(Answer.attempt_id == attempt_id)
    before = {item_id: sequence for item_id, sequence in db.execute(asked.order_by(Answer.sequence))}  # noqa: C416
    rows = [
        {
            "submission": str(uuid.uuid5(uuid.UUID(attempt_id), f"paper {item.id}")),
            "attempt_id": attempt_id,
            "item_id": item.id,
            "sequence": 1 + before.get(item.id, 0),
            "chosen": given[item.id],
            "is_right": is_right(item, given[item.id]),
            "saved_at": now,
        }
        for item in sitting.items
    ]
    db.execute(insert_once(db, Answer).values(rows))
