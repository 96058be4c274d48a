"""Drawing the sheets of a class, giving one back to the screen, and keeping what was marked on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random

from sqlalchemy.orm import Session

from lms.audit.actions import record
from lms.catalogue.published import PublishedCourse
from lms.classroom.actions import living
from lms.classroom.models import ClassGroup
from lms.classroom.quizzes import queries
from lms.classroom.quizzes.models import QuizSheet
from lms.classroom.quizzes.queries import Sheet
from lms.classroom.quizzes.rules import Marks, answers_of, new_key
from lms.classroom.quizzes.sheets.layout import MOST_ROWS, fits
from lms.db import insert_once
from lms.learning.actions.recording import draw_on_paper, give_back, record_paper
from lms.learning.models import Attempt
from lms.problems import N_, Problem


@dataclass(frozen=True, slots=True)
class Drawing:
    """Whose sheets there are now, by attempt, and why there is none of others, by person."""

    attempts: tuple[str, ...]
    refused: Mapping[int, Problem]


class Refused(Exception):
    """One of several sheets cannot be handed in, so none was."""

    def __init__(self, key: str, problem: Problem) -> None:
        super().__init__(key, problem)
        self.key = key
        self.problem = problem


class TooLong(Problem):
    """The questions that were drawn have no room on one sheet for answers."""

    def __init__(self) -> None:
        super().__init__(
            N_("These questions need more room than one sheet has: at most %(rows)s rows."), rows=MOST_ROWS
        )


def draw_sheets(
    db: Session,
    class_id: int,
    people: Sequence[int],
    course: PublishedCourse,
    actor_id: int,
    dice: Random,
    now: datetime,
    *,
    have_learned: bool,
) -> Drawing:
    """The sheets of these people: those they have, or new ones. Who may not take the final now gets none, with the reason."""
    group = living(db, class_id)
    attempts: list[str] = []
    refused: dict[int, Problem] = {}
    for person_id in people:
        try:
            with db.begin_nested():
                attempts.append(_draw(db, class_id, person_id, course, actor_id, dice, now, have_learned).id)
        except Problem as problem:
            refused[person_id] = problem
    if attempts:
        _record(db, "draw_quizzes", group, actor_id, now, attempts=attempts, have_learned=have_learned)
    return Drawing(tuple(attempts), refused)


def print_sheets(
    db: Session, class_id: int, attempts: Sequence[str], actor_id: int, now: datetime, *, right: bool
) -> None:
    """Questions, or the right answers, leave the platform on paper: that stands in the record."""
    act = "print_right_answers" if right else "print_quizzes"
    _record(db, act, living(db, class_id), actor_id, now, attempts=list(attempts))


def withdraw(db: Session, class_id: int, sheet: Sheet, actor_id: int, now: datetime) -> None:
    """The sheet was lost or is not wanted: its questions go on on a screen."""
    group = living(db, class_id)
    give_back(db, sheet.attempt.id)
    _record(db, "withdraw_quiz", group, actor_id, now, attempts=[sheet.attempt.id])


def keep_marks(
    db: Session, class_id: int, marked: Sequence[tuple[Sheet, Marks]], actor_id: int, now: datetime
) -> list[Attempt]:
    """Hand these sheets in, all or none. The same once more changes nothing. Raises :class:`Refused`."""
    group = living(db, class_id)
    kept = []
    for sheet, marks in marked:
        try:
            kept.append(record_paper(db, sheet.attempt.id, answers_of(sheet.rows, sheet.items, marks), actor_id, now))
        except Problem as problem:
            raise Refused(sheet.sheet.key, problem) from problem
        if kept[-1].submitted_at == now:
            _record(db, "key_quiz", group, actor_id, now, attempts=[sheet.attempt.id])
    return kept


def _draw(
    db: Session,
    class_id: int,
    person_id: int,
    course: PublishedCourse,
    actor_id: int,
    dice: Random,
    now: datetime,
    has_learned: bool,  # noqa: FBT001 - of the caller
) -> Attempt:
    if person_id == actor_id:
        raise Problem(N_("Nobody prints or keys in a final of their own. Another teacher does that."))
    attempt = draw_on_paper(db, person_id, course, dice, now, has_learned=has_learned)
    values = {"key": new_key(), "attempt_id": attempt.id, "class_id": class_id, "drawn_at": now, "drawn_by": actor_id}
    row = insert_once(db, QuizSheet).values(values)
    db.execute(row.on_conflict_do_update(index_elements=["attempt_id"], set_={"class_id": class_id}))
    if not all(fits(each.rows) for each in queries.sheets_of(db, class_id, [attempt.id])):
        raise TooLong
    return attempt


def _record(db: Session, act: str, group: ClassGroup, actor_id: int, now: datetime, **details: object) -> None:
    unit = group.org_unit_id
    record(db, f"classroom.{act}", f"class:{group.id}", now, actor_id=actor_id, org_unit_id=unit, **details)
