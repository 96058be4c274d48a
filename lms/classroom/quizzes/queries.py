"""Every read of sheets and of those who are watched."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from lms.catalogue import queries as catalogue
from lms.catalogue.published import PublishedCourse, PublishedItem
from lms.classroom.models import ClassGroup, ClassMember
from lms.classroom.quizzes.models import QuizSheet
from lms.classroom.quizzes.rules import Row, rows_of
from lms.learning.models import Attempt, Enrolment, Mode
from lms.learning.rules.drawing import thawed
from lms.people.models import Person


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with everything that stands on it."""

    sheet: QuizSheet
    person: Person
    course: PublishedCourse
    attempt: Attempt
    items: tuple[PublishedItem, ...]
    rows: tuple[Row, ...]

    @property
    def is_open(self) -> bool:
        """Whether it still counts and was not handed in."""
        return self.attempt.mode == Mode.PAPER and self.attempt.submitted_at is None

    @property
    def is_recorded(self) -> bool:
        """Whether it was handed in on paper."""
        return self.attempt.mode == Mode.PAPER and self.attempt.submitted_at is not None


def course_of(db: Session, group: ClassGroup, slug: str | None) -> PublishedCourse | None:
    """The course of a class as newcomers get it; nothing for a class without one."""
    return catalogue.current(db, slug) if group.course_id is not None and slug else None


def sheets(db: Session, class_id: int, keys: Iterable[str] = ()) -> list[Sheet]:
    """The sheets of a class, by given name: those that count and were handed in, and those with these keys."""
    wanted = or_(Attempt.mode == Mode.PAPER, QuizSheet.key.in_(list(keys)))
    return _whole(db, _sheets().where(QuizSheet.class_id == class_id, wanted))


def sheet_by_key(db: Session, class_id: int, key: str) -> Sheet | None:
    """A sheet of this class by the key in its QR code, whatever became of its attempt."""
    return next(iter(_whole(db, _sheets().where(QuizSheet.class_id == class_id, QuizSheet.key == key))), None)


def sheets_of(db: Session, class_id: int, attempt_ids: Iterable[str]) -> list[Sheet]:
    """The sheets of these attempts, by given name."""
    return _whole(db, _sheets().where(QuizSheet.class_id == class_id, QuizSheet.attempt_id.in_(list(attempt_ids))))


def open_attempts(db: Session, class_id: int, person_id: int | None = None) -> list[str]:
    """The attempts that are open on paper in a class, of one person or of all."""
    found = (
        select(QuizSheet.attempt_id)
        .join(Attempt, Attempt.id == QuizSheet.attempt_id)
        .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
        .where(QuizSheet.class_id == class_id, Attempt.mode == Mode.PAPER, Attempt.submitted_at.is_(None))
        .order_by(QuizSheet.id)
    )
    return list(db.scalars(found if person_id is None else found.where(Enrolment.person_id == person_id)))


def in_class(db: Session, class_id: int, public_ids: Iterable[str]) -> list[int]:
    """The people behind these members of a class, by given name."""
    return list(
        db.scalars(
            select(ClassMember.person_id)
            .join(Person, Person.id == ClassMember.person_id)
            .where(ClassMember.class_id == class_id, ClassMember.left_at.is_(None))
            .where(ClassMember.public_id.in_(list(public_ids)))
            .order_by(Person.sort_key, Person.id)
        )
    )


def _sheets() -> Select[QuizSheet, Person, Attempt, int]:
    return (
        select(QuizSheet, Person, Attempt, Enrolment.version_id)
        .join(Attempt, Attempt.id == QuizSheet.attempt_id)
        .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
        .join(Person, Person.id == Enrolment.person_id)
        .order_by(Person.sort_key, Person.birth_year, Person.id, QuizSheet.id)
    )


def _whole(db: Session, found: Select[QuizSheet, Person, Attempt, int]) -> list[Sheet]:
    whole = []
    for sheet, person, attempt, version_id in db.execute(found):
        pool = {item.id: item for item in catalogue.final_pool(db, version_id)}
        drawn = thawed(attempt.drawn)
        items = tuple(pool[each.item_id] for each in drawn)
        rows = rows_of(items, [each.order for each in drawn])
        whole.append(Sheet(sheet, person, catalogue.published(db, version_id), attempt, items, rows))
    return whole


@dataclass(frozen=True, slots=True)
class Standing:
    """Somebody of a class without an open sheet."""

    member: ClassMember
    person: Person
    is_completed: bool


def without_sheet(db: Session, group: ClassGroup) -> list[Standing]:
    """Those in a class who have no open sheet of it, by given name, and whether they have completed its course."""
    has_sheet = (
        select(Enrolment.person_id)
        .join(Attempt, Attempt.enrolment_id == Enrolment.id)
        .join(QuizSheet, QuizSheet.attempt_id == Attempt.id)
        .where(QuizSheet.class_id == group.id, Attempt.mode == Mode.PAPER, Attempt.submitted_at.is_(None))
    )
    completed = (
        select(Enrolment.id)
        .where(Enrolment.person_id == Person.id, Enrolment.course_id == group.course_id)
        .where(Enrolment.completed_at.is_not(None))
        .exists()
    )
    rows = db.execute(
        select(ClassMember, Person, completed)
        .join(Person, Person.id == ClassMember.person_id)
        .where(ClassMember.class_id == group.id, ClassMember.left_at.is_(None), Person.id.not_in(has_sheet))
        .order_by(Person.sort_key, Person.birth_year, Person.id)
    )
    return [Standing(member, person, bool(done)) for member, person, done in rows]


def pictures_of(db: Session, names: Iterable[tuple[str, str]]) -> dict[str, bytes]:
    """The pictures with these fingerprints and kinds, by the names under which they are printed."""
    found = ((f"{sha256}.{suffix}", catalogue.media(db, sha256, suffix)) for sha256, suffix in sorted(names))
    return {name: content for name, content in found if content is not None}
