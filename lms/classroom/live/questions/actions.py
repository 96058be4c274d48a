"""Asking a question, closing and showing it, and answering it exactly once."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from lms.audit.actions import record
from lms.catalogue.published import PublishedCourse, PublishedItem
from lms.classroom.live.actions import come_in
from lms.classroom.live.models import LiveSession
from lms.classroom.live.questions import queries
from lms.classroom.live.questions.models import LiveAnswer, LiveQuestion
from lms.classroom.live.questions.rules import Change
from lms.db import insert_once
from lms.learning.rules.responses import Chosen, as_given, check_choice, is_right
from lms.problems import N_, Conflict, NotFound

_USED = N_(
    "This page was used before, for another answer. The first one was kept. Look at it, and change it if need be."
)


def ask(
    db: Session, session_id: int, course: PublishedCourse, item_id: int, actor_id: int, now: datetime
) -> LiveQuestion:
    """Put a question to practise on the screens; the one before is put away. Asked twice while it is open it is one.

    Raises :class:`NotFound` for what is no question to practise, :class:`Conflict` when the session is over.
    """
    if item_id not in {one.item.id for one in queries.practice_items(db, course)}:
        raise NotFound(N_("This question is not to be asked in class. Choose another one."))
    _check_on(_held(db, session_id), now)
    before = queries.on_screen(db, session_id)
    if before and before.question.item_id == item_id and before.question.closed_at is None:
        return before.question
    if before:
        change(db, before.question.id, Change.PUT_AWAY, now)
    last = db.scalar(select(func.max(LiveQuestion.number)).where(LiveQuestion.session_id == session_id)) or 0
    question = LiveQuestion(
        session_id=session_id,
        number=last + 1,
        version_id=course.version_id,
        item_id=item_id,
        asked_at=now,
        asked_by=actor_id,
    )
    db.add(question)
    db.flush()
    record(db, "classroom.ask", f"live_question:{question.id}", now, actor_id=actor_id, item=item_id)
    return question


def change(db: Session, question_id: int, what: Change, now: datetime) -> None:
    """Close a question, show or hide what was answered, show what is right, put it away. Whoever is told what is right
    can no longer answer.
    """
    question = db.get_one(LiveQuestion, question_id, with_for_update=True, populate_existing=True)
    if what in (Change.CLOSE, Change.SHOW_ANSWER, Change.PUT_AWAY):
        question.closed_at = question.closed_at or now
    if what in (Change.SHOW_BARS, Change.HIDE_BARS):
        question.shows_bars = what is Change.SHOW_BARS
    question.shows_answer = question.shows_answer or what is Change.SHOW_ANSWER
    if what is Change.PUT_AWAY:
        question.away_at = question.away_at or now
    db.flush()


def answer(
    db: Session,
    question_id: int,
    item: PublishedItem,
    person_id: int,
    submission: str,
    seen: int,
    chosen: Chosen,
    now: datetime,
) -> LiveAnswer:
    """Keep what somebody answers. The same submission again is the answer that was kept, whatever happened since.

    ``seen`` is the number of the own answer that the page showed, 0 for none: only that one is changed, so that an old
    page, or an answer that was long on the way, takes back nothing. Raises :class:`Conflict` for every other, and
    when the question is closed or the session over.
    """
    check_choice(item, chosen)
    given = as_given(item, chosen)
    live = _held(db, db.get_one(LiveQuestion, question_id).session_id, is_shared=True)
    question = db.get_one(LiveQuestion, question_id, with_for_update={"read": True}, populate_existing=True)
    kept = _kept(db, question_id, person_id)
    if kept is None or kept.submission != submission:
        _check_open(live, question, now)
        values = {"submission": submission, "chosen": given, "is_right": is_right(item, given), "answered_at": now}
        kept = _keep(db, question_id, person_id, seen, values)
    if kept is None or (kept.submission, kept.chosen) != (submission, given):
        raise Conflict(_USED)
    come_in(db, question.session_id, person_id, now)
    return kept


def _keep(db: Session, question_id: int, person_id: int, seen: int, values: dict[str, object]) -> LiveAnswer | None:
    """The database decides: a first answer is inserted once, a change finds the answer that was seen or nothing."""
    if seen == 0:
        row = insert_once(db, LiveAnswer).values(question_id=question_id, person_id=person_id, number=1, **values)
        db.execute(row.on_conflict_do_nothing())
    elif db.scalar(select(LiveAnswer.person_id).where(LiveAnswer.submission == values["submission"])) is None:
        mine = LiveAnswer.question_id == question_id, LiveAnswer.person_id == person_id, LiveAnswer.number == seen
        db.execute(update(LiveAnswer).where(*mine).values(number=seen + 1, **values))
    return _kept(db, question_id, person_id)


def _kept(db: Session, question_id: int, person_id: int) -> LiveAnswer | None:
    return db.get(LiveAnswer, (question_id, person_id), populate_existing=True)


def _check_open(live: LiveSession, question: LiveQuestion, now: datetime) -> None:
    _check_on(live, now)
    if question.closed_at is not None:
        raise Conflict(N_("Your teacher has closed this question, so the answer could not be taken."))


def _check_on(live: LiveSession, now: datetime) -> None:
    if now >= live.ends_at:
        raise Conflict(N_("The session is over. Nothing can be asked or answered in it any more."))


def _held(db: Session, session_id: int, *, is_shared: bool = False) -> LiveSession:
    """The session, which nobody ends meanwhile. It is always held before its question, so that nobody waits in a ring."""
    hold = {"read": True} if is_shared else True
    return db.get_one(LiveSession, session_id, with_for_update=hold, populate_existing=True)
