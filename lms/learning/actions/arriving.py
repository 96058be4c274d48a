"""Taking in what was learned somewhere else. Ids were made there, so the same thing told twice is one thing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.catalogue import queries as catalogue
from lms.catalogue.published import PublishedCourse, PublishedItem
from lms.db import insert_once
from lms.learning import queries
from lms.learning.actions.completing import mark_late
from lms.learning.actions.reading import held, note
from lms.learning.models import Answer, Attempt, Enrolment, Mode, ScreenRead
from lms.learning.rules.arriving import Fate, ToldAnswer, ToldAttempt, beside, goes_on
from lms.learning.rules.drawing import Drawn, frozen, is_a_draw
from lms.learning.rules.marking import most_points
from lms.learning.rules.names import printable_name
from lms.learning.rules.progress import FINAL
from lms.learning.rules.responses import as_given, check_choice, is_right
from lms.learning.rules.versions import AnotherVersion, same_question, same_screen
from lms.people.models import Person
from lms.problems import N_, Conflict, Problem


@dataclass(frozen=True, slots=True)
class ToldEnrolment:
    """That somebody was put on a course, in the version they saw."""

    person_id: int
    course: PublishedCourse
    edition: int
    enrolled_at: datetime
    printed_name: str | None
    name_confirmed_at: datetime | None


@dataclass(slots=True)
class Arrived:
    """What became of an attempt and of its answers, and why if it was anything but taken in."""

    fate: Fate
    answers: Counter[Fate] = field(default_factory=Counter)
    why: Problem | None = None


def bring_enrolment(db: Session, told: ToldEnrolment) -> tuple[Enrolment, Fate]:
    """The enrolment of a person in an edition of a course, held; it differs if they are on another version here.

    Raises :class:`Conflict` for an edition that cannot have been begun: the one before has to be done again first.
    """
    _check_edition(db, told)
    made = db.scalar(
        insert_once(db, Enrolment)
        .values(
            person_id=told.person_id,
            course_id=told.course.course_id,
            version_id=told.course.version_id,
            edition=told.edition,
            enrolled_at=told.enrolled_at,
        )
        .on_conflict_do_nothing()
        .returning(Enrolment.id)
    )
    found = select(Enrolment.id).where(
        Enrolment.person_id == told.person_id,
        Enrolment.course_id == told.course.course_id,
        Enrolment.edition == told.edition,
    )
    enrolment = held(db, db.scalars(found).one())
    _take_name(db, enrolment, told)
    if made is not None:
        return enrolment, Fate.NEW
    return enrolment, Fate.KNOWN if enrolment.version_id == told.course.version_id else Fate.DIFFERS


def _check_edition(db: Session, told: ToldEnrolment) -> None:
    latest = queries.enrolment(db, told.course.slug, told.person_id)
    if told.edition <= (latest.edition if latest else 1):
        return
    again = latest and queries.must_redo(db, catalogue.published(db, latest.version_id))
    if latest is None or told.edition > latest.edition + 1 or not again or told.course.number < again.number:
        raise Conflict(N_("The course cannot have been learned again: nobody has asked for it."))


def bring_reads(
    db: Session, enrolment: Enrolment, seen: PublishedCourse, read: Mapping[int, datetime]
) -> Counter[Fate]:
    """Note which screens of the version that was seen were read, and when."""
    known = set(db.scalars(select(ScreenRead.screen_id).where(ScreenRead.enrolment_id == enrolment.id)))
    pinned = catalogue.published(db, enrolment.version_id)
    fates: Counter[Fate] = Counter()
    for seen_id, at in read.items():
        try:
            screen_id = seen_id if pinned.version_id == seen.version_id else same_screen(seen, seen_id, pinned).id
        except AnotherVersion:
            fates[Fate.REFUSED] += 1
            continue
        fates[Fate.KNOWN if screen_id in known else Fate.NEW] += 1
        if screen_id not in known:
            note(db, enrolment, [screen_id], at)
            known.add(screen_id)
    return fates


def bring_attempt(db: Session, enrolment: Enrolment, seen: PublishedCourse, told: ToldAttempt, opening: str) -> Arrived:
    """Take in an attempt, with the answers that are not here yet, and mark it here if it was handed in there.

    One that was gone on with here too becomes a second one, as it does on two telephones; what is here stays as it is.
    ``opening`` names the place it comes from.
    """
    here = db.get(Attempt, told.id, with_for_update=True, populate_existing=True)
    if here is None:
        return _nested(db, enrolment, seen, told)
    if here.enrolment_id != enrolment.id:
        return _refused(told, Conflict(N_("The number of this attempt belongs to another one.")))
    kept = set(db.scalars(select(Answer.submission).where(Answer.attempt_id == here.id)))
    there = {answer.submission for answer in told.answers}
    is_behind = there <= kept and (here.submitted_at is not None or told.submitted_at is None)
    if is_behind:
        return Arrived(Fate.KNOWN, Counter({Fate.KNOWN: len(there)}))
    if here.submitted_at is None and goes_on(there, kept):
        return _nested(db, enrolment, seen, told, here)
    return _beside(db, enrolment, seen, beside(told, opening))


def _beside(db: Session, enrolment: Enrolment, seen: PublishedCourse, told: ToldAttempt) -> Arrived:
    here = db.get(Attempt, told.id)
    if here is not None:
        return Arrived(Fate.KNOWN, Counter({Fate.KNOWN: len(told.answers)}))
    if told.submitted_at is None:
        return _refused(
            told, Conflict(N_("It was gone on with on the network too, and is handed in at neither place."))
        )
    arrived = _nested(db, enrolment, seen, told)
    if arrived.fate is Fate.NEW:
        arrived.fate = Fate.DIFFERS
        arrived.why = Conflict(N_("It was gone on with on the network too: both are kept, as two attempts."))
    return arrived


def _nested(
    db: Session, enrolment: Enrolment, seen: PublishedCourse, told: ToldAttempt, here: Attempt | None = None
) -> Arrived:
    """All of the attempt or nothing of it."""
    try:
        with db.begin_nested():
            return _kept(db, enrolment, seen, told, here)
    except Problem as problem:
        return _refused(told, problem)


def _refused(told: ToldAttempt, why: Problem) -> Arrived:
    return Arrived(Fate.REFUSED, Counter({Fate.REFUSED: len(told.answers)}), why)


def _kept(db: Session, enrolment: Enrolment, seen: PublishedCourse, told: ToldAttempt, here: Attempt | None) -> Arrived:
    items = _items(db, enrolment, seen, told)
    attempt = here or _begun(db, enrolment, told, items)
    answers = _answers(db, attempt, items, told.answers)
    arrived = Arrived(Fate.NEW, answers)
    if told.submitted_at is not None:
        mark_late(db, enrolment, attempt, told.submitted_at)
    return arrived


def _items(db: Session, enrolment: Enrolment, seen: PublishedCourse, told: ToldAttempt) -> dict[str, PublishedItem]:
    """The questions that were drawn, by their keys, as they stand in the version the person is on here."""
    pinned = catalogue.published(db, enrolment.version_id)
    shown = {item.key: item for item in queries.items_of(db, seen, told.quiz)}
    own = queries.items_of(db, pinned, told.quiz)
    drawn = [key for key, _order in told.drawn]
    if any(key not in shown for key in drawn):
        raise Conflict(N_("It holds questions that this quiz does not have."))
    found = {key: same_question(shown[key], own) for key in drawn}
    if any(found[key].options != shown[key].options for key in drawn):
        raise AnotherVersion
    draw = [Drawn(found[key].id, order) for key, order in told.drawn]
    if not is_a_draw(pinned.modules, own, draw, is_final=told.quiz == FINAL):
        raise Conflict(N_("Its questions cannot have been drawn for this quiz."))
    return found


def _begun(db: Session, enrolment: Enrolment, told: ToldAttempt, items: Mapping[str, PublishedItem]) -> Attempt:
    of_quiz = Attempt.enrolment_id == enrolment.id, Attempt.quiz == told.quiz
    if told.submitted_at is None and db.scalar(select(Attempt.id).where(*of_quiz, Attempt.submitted_at.is_(None))):
        raise Conflict(N_("Another attempt at the same questions is open on the network. That one is gone on with."))
    attempt = Attempt(
        id=told.id,
        enrolment_id=enrolment.id,
        quiz=told.quiz,
        number=1 + (db.scalar(select(func.max(Attempt.number)).where(*of_quiz)) or 0),
        mode=Mode(told.mode),
        recorded_by=told.recorded_by,
        drawn=frozen([Drawn(items[key].id, order) for key, order in told.drawn]),
        started_at=told.started_at,
        submitted_at=told.submitted_at,
        score=None if told.submitted_at is None else 0,
        max_score=most_points(items.values()),
    )
    db.add(attempt)
    db.flush()
    return attempt


def _answers(
    db: Session, attempt: Attempt, items: Mapping[str, PublishedItem], told: Sequence[ToldAnswer]
) -> Counter[Fate]:
    known = _whose(db, told)
    fates: Counter[Fate] = Counter()
    for answer in told:
        fate = Fate.KNOWN if known.get(answer.submission) == attempt.id else Fate.NEW
        if fate is Fate.NEW and (answer.submission in known or not _keep(db, attempt, items.get(answer.item), answer)):
            fate = Fate.REFUSED
        fates[fate] += 1
    db.flush()
    return fates


def _whose(db: Session, told: Iterable[ToldAnswer]) -> dict[str, str]:
    """To which attempts the submissions belong that are here already."""
    wanted = [answer.submission for answer in told]
    rows = db.execute(select(Answer.submission, Answer.attempt_id).where(Answer.submission.in_(wanted)))
    return {row.submission: row.attempt_id for row in rows}


def _keep(db: Session, attempt: Attempt, item: PublishedItem | None, told: ToldAnswer) -> bool:
    """Add one answer; False for one that is none to this question."""
    if item is None:
        return False
    with suppress(Problem):
        check_choice(item, told.chosen)
        given = as_given(item, told.chosen)
        db.add(
            Answer(
                submission=told.submission,
                attempt_id=attempt.id,
                item_id=item.id,
                sequence=told.sequence,
                chosen=given,
                is_right=is_right(item, given),
                saved_at=told.saved_at,
            )
        )
        return True
    return False


def _take_name(db: Session, enrolment: Enrolment, told: ToldEnrolment) -> None:
    """The name that was confirmed there, if none was here and it can be the person's."""
    if told.printed_name is None or enrolment.printed_name is not None or enrolment.completed_at is not None:
        return
    with suppress(Problem):
        enrolment.printed_name = printable_name(told.printed_name, db.get_one(Person, told.person_id).name)
        enrolment.name_confirmed_at = told.name_confirmed_at
