"""Beginning an attempt and saving its answers one by one, each exactly once."""

from __future__ import annotations

from datetime import datetime
from random import Random

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from lms.catalogue import queries as catalogue
from lms.catalogue.published import PublishedCourse, PublishedItem
from lms.db import insert_once, new_id
from lms.learning import queries
from lms.learning.actions.reading import enrol, held
from lms.learning.models import Answer, Attempt, Enrolment, Mode
from lms.learning.rules.drawing import Drawn, as_written, draw_final, draw_practice, frozen
from lms.learning.rules.marking import most_points
from lms.learning.rules.progress import FINAL, progress
from lms.learning.rules.responses import Chosen, as_given, check_choice, is_right
from lms.learning.rules.tries import limit_of, next_try
from lms.learning.watching import Watch, watched
from lms.problems import N_, Conflict, NotFound, Problem


def start_attempt(
    db: Session, person_id: int, course: PublishedCourse, quiz: str, dice: Random, now: datetime
) -> Attempt:
    """Begin a try at a module's questions or at the final; one that is open already is gone on with.

    A final begun while a teacher watches is a supervised one. One that was drawn on paper goes on here, and its sheet
    is worth nothing any more.
    """
    enrolment = held(db, enrol(db, person_id, course, now).id)
    open_one = open_attempt(db, enrolment, quiz)
    if open_one and open_one.mode != Mode.PAPER:
        return open_one
    pinned = catalogue.published(db, enrolment.version_id)
    watch = watched(db, enrolment, now) if quiz == FINAL else None
    mode = Mode.SUPERVISED if watch else Mode.ALONE
    if quiz == FINAL:
        has_learned = watch is Watch.LEARNED or progress(pinned, queries.work(db, enrolment)).final_is_open
        check_final(db, pinned, enrolment, now, has_learned=has_learned)
        if enrolment.printed_name is None:
            raise Problem(N_("First say how your name is to be printed on the certificate."))
    if open_one:  # the sheet of paper is given up: the same questions go on here
        open_one.mode = mode
        return open_one
    begin(db, enrolment, quiz, _draw(db, pinned, quiz, dice), now, mode)
    begun = open_attempt(db, enrolment, quiz)
    assert begun is not None  # noqa: S101 - this one, or that of whoever was faster
    return begun


def save_answer(
    db: Session, person_id: int, attempt_id: str, item_id: int, submission: str, chosen: Chosen, now: datetime
) -> Answer:
    """Keep one answer. The same submission again is the answer that was kept, whatever happened since.

    Raises :class:`NotFound` for an attempt of somebody else or a question that was not drawn, :class:`Conflict`
    for a submission that was used for another answer and for an attempt that was handed in.
    """
    attempt, item = _attempt_and_item(db, person_id, attempt_id, item_id)
    check_choice(item, chosen)
    given = as_given(item, chosen)
    before = _answers_before(db, attempt_id, item_id, submission)
    same = next((answer for answer in before if answer.submission == submission), None)
    if same is None:
        if attempt.submitted_at:
            raise Conflict(N_("These answers were handed in already, so nothing can be added."))
        if attempt.mode == Mode.PAPER:
            raise Conflict(N_("You have these questions on paper now. To answer here, begin the final again."))
        same = _keep(
            db,
            submission=submission,
            attempt_id=attempt_id,
            item_id=item_id,
            sequence=1 + max((answer.sequence for answer in before), default=0),
            chosen=given,
            is_right=is_right(item, given),
            saved_at=now,
        )
    return check_the_same(same, attempt_id, item_id, given)


def check_the_same(kept: Answer, attempt_id: str, item_id: int, given: list[int | str]) -> Answer:
    """What was kept for a submission, if it is what was sent again. Raises :class:`Conflict`."""
    if (kept.attempt_id, kept.item_id, kept.chosen) != (attempt_id, item_id, given):
        raise Conflict(N_("This page was used before, for another answer. The first one was kept. Open the page anew."))
    return kept


def begin_as_written(
    db: Session, course: PublishedCourse, enrolment: Enrolment, module_slug: str, now: datetime
) -> Attempt:
    """Go on with the practice that is open, or begin one whose options stand as the author wrote them.

    So they stood before whoever answered as a guest or without a network. ``enrolment`` is held by the caller.
    """
    open_one = open_attempt(db, enrolment, module_slug)
    if open_one:
        return open_one
    items = queries.items_of(db, course, module_slug)
    begin(db, enrolment, module_slug, (list(items), as_written(items)), now)
    begun = open_attempt(db, enrolment, module_slug)
    assert begun is not None  # noqa: S101 - the enrolment is held, so nobody else handed it in
    return begun


def open_attempt(db: Session, enrolment: Enrolment, quiz: str) -> Attempt | None:
    """The try that was begun and not handed in, on whatever it is answered."""
    return db.scalar(
        select(Attempt).where(
            Attempt.enrolment_id == enrolment.id, Attempt.quiz == quiz, Attempt.submitted_at.is_(None)
        )
    )


def check_final(
    db: Session, course: PublishedCourse, enrolment: Enrolment, now: datetime, *, has_learned: bool
) -> None:
    """Raises a problem for whoever may not begin the final now."""
    if enrolment.completed_at:
        raise Conflict(N_("You have completed this course. Its certificate stands."))
    if queries.must_redo(db, course):
        raise Conflict(N_("This course has to be learned again in its new version. Open the page of the course."))
    if not has_learned:
        raise Problem(N_("The final opens when every lesson is read and its questions are answered."))
    if next_try(limit_of(course), queries.handed_in_at(db, enrolment.id, FINAL), now):
        raise Problem(N_("The next try is not open yet. The page of the final says when it is."))


def _draw(
    db: Session, course: PublishedCourse, quiz: str, dice: Random
) -> tuple[list[PublishedItem], tuple[Drawn, ...]]:
    items = queries.items_of(db, course, quiz)
    if not items:
        raise NotFound(N_("There are no questions here."))
    drawn = draw_final(course.modules, items, dice) if quiz == FINAL else draw_practice(items, dice)
    by_id = {item.id: item for item in items}
    return [by_id[each.item_id] for each in drawn], drawn


def begin(
    db: Session,
    enrolment: Enrolment,
    quiz: str,
    draw: tuple[list[PublishedItem], tuple[Drawn, ...]],
    now: datetime,
    mode: Mode = Mode.ALONE,
) -> None:
    """Keep a new try, unless somebody was faster."""
    items, drawn = draw
    numbers = db.scalars(select(Attempt.number).where(Attempt.enrolment_id == enrolment.id, Attempt.quiz == quiz))
    values = {
        "id": new_id(),
        "enrolment_id": enrolment.id,
        "quiz": quiz,
        "number": 1 + max(numbers, default=0),
        "mode": mode,
        "drawn": frozen(drawn),
        "started_at": now,
        "max_score": most_points(items),
    }
    db.execute(insert_once(db, Attempt).values(values).on_conflict_do_nothing())


def _attempt_and_item(db: Session, person_id: int, attempt_id: str, item_id: int) -> tuple[Attempt, PublishedItem]:
    """The attempt, held so that it is not handed in meanwhile, and the question as it was drawn for it."""
    found = db.execute(
        select(Attempt, Enrolment.version_id)
        .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
        .where(Attempt.id == attempt_id, Enrolment.person_id == person_id)
        .with_for_update(of=Attempt)
    ).one_or_none()
    if found is None or item_id not in {each["item"] for each in found.Attempt.drawn}:
        raise NotFound(N_("This question is not among yours. Open your questions again from the course page."))
    course = catalogue.published(db, found.version_id)
    items = queries.items_of(db, course, found.Attempt.quiz)
    return found.Attempt, next(item for item in items if item.id == item_id)


def _answers_before(db: Session, attempt_id: str, item_id: int, submission: str) -> list[Answer]:
    return list(
        db.scalars(
            select(Answer)
            .where(
                or_(
                    Answer.submission == submission,
                    and_(Answer.attempt_id == attempt_id, Answer.item_id == item_id),
                )
            )
            .order_by(Answer.sequence)
        )
    )


def _keep(db: Session, **values: object) -> Answer:
    """Insert the answer; if somebody was faster with this submission, theirs is the one."""
    db.execute(insert_once(db, Answer).values(values).on_conflict_do_nothing(index_elements=["submission"]))
    return db.scalars(select(Answer).where(Answer.submission == values["submission"])).one()
